use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use serde_json::{Value, json};

use super::{Applied, STATE, service, yaml};
use crate::cli::sandbox::state;
use crate::support::EntryPoint;

/// The only difference, by what identifies it.
#[track_caller]
fn only(differences: &[Value]) -> (&str, &str, &str, &str) {
    let [one] = differences else { panic!("{differences:#?}") };
    let text = |key: &str| one[key].as_str().unwrap();
    (text("topic"), text("name"), text("field"), text("cause"))
}

#[test]
fn a_route_that_is_not_applied() {
    let more = format!(
        "{STATE}[routes.redis]\nentry_points = [\"tls\"]\ntls = \"passthrough\"\nsni = \"r.b\"\nservice = \"db:5432\"\n"
    );
    let applied = Applied::new(STATE, None);
    assert_eq!(only(&applied.differences(&more)), ("router", "default/redis", "status", "not-applied"));
}

#[test]
fn a_guard_that_is_in_force_in_another_form() {
    let applied = Applied::new(STATE, None);
    let changed = STATE.replace("10.0.0.0/8", "10.1.0.0/16");
    assert_eq!(only(&applied.differences(&changed)), ("middleware", "default/office", "sourceRange", "not-applied"));
    let changed = STATE.replace("in_flight_conn = 5", "in_flight_conn = 6");
    assert_eq!(only(&applied.differences(&changed)), ("middleware", "default/limit", "amount", "not-applied"));
}

#[test]
fn what_a_router_is_made_of() {
    let applied = Applied::new(STATE, None);
    for (from, to, field) in [
        ("priority = 77", "priority = 78", "priority"),
        ("middlewares = [\"office\", \"limit\"]", "middlewares = [\"limit\", \"office\"]", "middlewares"),
        ("entry_points = [\"pg\", \"tls\"]", "entry_points = [\"pg\"]", "entryPoints"),
        ("tls = \"passthrough\"", "tls = { secret_name = \"cert\" }", "tls"),
    ] {
        let found = applied.differences(&STATE.replace(from, to));
        let (topic, _, found, cause) = only(&found);
        assert_eq!((topic, found, cause), ("router", field, "not-applied"), "{to}");
    }
}

#[test]
fn a_route_of_the_cluster_that_the_state_does_not_have() {
    let applied = Applied::new(STATE, None);
    let other =
        "[routes.other]\nentry_points = [\"pg\"]\nsni = \"other.b\"\ntls = \"passthrough\"\nservice = \"db:5432\"\n";
    applied.apply(&yaml(other, None));
    let found = applied.differences(STATE);
    let (topic, name, _, cause) = only(&found);
    assert!(name.starts_with("default-other-"), "{name}");
    assert_eq!((topic, cause), ("router", "not-in-state"));
}

#[test]
fn a_route_of_another_provider() {
    let applied = Applied::new(STATE, None);
    applied.traefik.load(
        "tcp: { routers: { theirs: { entryPoints: [pg], rule: 'HostSNI(`t.b`)', service: s, tls: { passthrough: true } } }, \
         services: { s: { loadBalancer: { servers: [{ address: '127.0.0.1:1' }] } } } }",
    );
    assert_eq!(only(&applied.differences(STATE)), ("router", "theirs@file", "status", "other-provider"));
}

#[test]
fn a_service_that_does_not_exist() {
    let text = STATE.replace(
        "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"db:5432\"",
        "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"gone:5432\"",
    );
    let applied = Applied::new(&text, None);
    let found = applied.differences(&text);
    assert_eq!(only(&found), ("router", "default/pg", "status", "missing-service"));
    assert!(found[0]["message"].as_str().unwrap().contains("does not exist"), "{found:?}");
    applied.apply(&service("gone"));
    assert_eq!(applied.differences(&text), Vec::<Value>::new());
}

#[test]
fn an_entry_point_that_does_not_exist() {
    let text = STATE.replace("entry_points = [\"pg\"]", "entry_points = [\"postgres\"]");
    let applied = Applied::new(&text, None);
    let found = applied.differences(&text);
    let causes: Vec<_> = found.iter().map(|one| (&one["topic"], &one["name"], &one["cause"])).collect();
    let (entry_point, router, cause) = (json!("entry-point"), json!("router"), json!("static-configuration"));
    let expected = [(&entry_point, &json!("postgres"), &cause), (&router, &json!("default/pg"), &cause)];
    assert_eq!(causes, expected, "{found:#?}");
    assert!(found[0]["message"].as_str().unwrap().contains("it has pg, tls, traefik"), "{found:?}");
}

#[test]
fn facts_about_entry_points() {
    let applied = Applied::with(STATE, None, |config| {
        config
            .entry_point(EntryPoint::new("x").read_timeout_ms(5000).proxy_protocol())
            .entry_point(EntryPoint::new("u").udp())
    });
    let port = |name: &str| applied.traefik.address(name).port();
    let declared = |x: &str| {
        format!(
            "[entry_points]\npg = {}\ntls = {}\nx = {{ port = {}, {x} }}\n{STATE}",
            port("pg"),
            port("tls"),
            port("x")
        )
    };
    let right = declared("read_timeout = \"5s\", proxy_protocol = { trusted = [\"127.0.0.0/8\"] }");
    assert_eq!(applied.differences(&right), Vec::<Value>::new());
    let found = applied.differences(&declared("as_default = true"));
    let fields: Vec<&Value> = found.iter().map(|one| &one["field"]).collect();
    assert_eq!(fields, ["asDefault", "readTimeout", "proxyProtocol.trustedIPs"], "{found:#?}");
    assert_eq!(found[1]["running"], "5s");
    let udp = format!("[entry_points]\npg = {}\ntls = {}\nu = 1\n{STATE}", port("pg"), port("tls"));
    assert_eq!(only(&applied.differences(&udp)), ("entry-point", "u", "name", "static-configuration"));
    let wrong = format!("[entry_points]\npg = 1\ntls = {}\n{STATE}", port("tls"));
    assert_eq!(only(&applied.differences(&wrong)), ("entry-point", "pg", "port", "static-configuration"));
}

/// What the state only refers to, and expects to exist: Traefik disables the router.
#[test]
fn an_object_that_exists_nowhere() {
    let route = "[routes.pg]\nentry_points = [\"tls\"]\nsni = \"a.b\"\nservice = \"db:5432\"\n";
    for (table, used) in [
        ("middlewares", "tls = {}\nmiddlewares = [\"shared\", \"own\"]\n"),
        ("tls_options", "tls = { options = \"shared\" }\nmiddlewares = [\"own\"]\n"),
    ] {
        let own = "[middlewares.own]\nip_allow_list = [\"10.0.0.0/8\"]\n";
        let text = format!("{own}[{table}.shared]\nexternal = true\n{route}{used}");
        let applied = Applied::new(&text, None);
        let found = applied.differences(&text);
        assert_eq!(only(&found), ("router", "default/pg", "status", "missing-object"), "{table}: {found:#?}");
        // Where it is the state's own that is missing, the state is not applied.
        let other = text.replace("external = true", if table == "middlewares" { "in_flight_conn = 1" } else { "" });
        let causes: Vec<Value> = applied.differences(&other).iter().map(|one| one["cause"].clone()).collect();
        assert!(
            causes.iter().all(|cause| cause == "not-applied") && !causes.is_empty(),
            "{table}: {:#?}",
            applied.differences(&other)
        );
    }
}

/// Two reasons for which Traefik disables a router: it reports the one that is in the cluster.
#[test]
fn another_error_of_a_router_that_is_in_another_form() {
    let text = STATE.replace(
        "entry_points = [\"tls\"]\nsni = \"a.example.com\"",
        "sni = \"a.example.com\"\nentry_points = [\"nope\"]",
    );
    let applied = Applied::new(&text, None);
    let found = applied.differences(STATE);
    let of_router: Vec<&Value> = found.iter().filter(|one| one["name"] == "default/without-tls").collect();
    assert!(of_router.iter().all(|one| one["cause"] == "not-applied") && !of_router.is_empty(), "{found:#?}");
}

/// An API that answers as another one does, with one text in place of another of the same length.
fn between(api: SocketAddr, from: &'static str, to: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let asked = BufReader::new(stream.try_clone().unwrap()).lines().next().unwrap().unwrap();
            let mut real = TcpStream::connect(api).unwrap();
            let (mut answer, method_and_path) = (String::new(), asked.trim_end_matches("HTTP/1.1"));
            write!(real, "{method_and_path}HTTP/1.0\r\n\r\n").unwrap();
            real.read_to_string(&mut answer).unwrap();
            let _ = stream.write_all(answer.replace(from, to).as_bytes());
        }
    });
    address
}

/// Traefik does something that the model does not know: here an API that reports another error than the real one.
#[test]
fn what_nothing_explains() {
    let applied = Applied::new(STATE, None);
    let strange = between(applied.traefik.api().address(), "has HostSNI matcher", "has HOSTSNI matcher");
    let ran = state(STATE).run(&format!("verify --api {strange} --format json")).exits(1);
    let found = ran.json()["differences"].as_array().unwrap().clone();
    assert_eq!(only(&found), ("router", "default/without-tls", "error", "unexplained"));
    let told = state(STATE).run(&format!("verify --api {strange}")).exits(1);
    told.prints_part("please report it as a fault of tcpgen");
}

/// 3.7.15 enables a negated name without TLS, 3.6.15 disables it.
#[test]
fn another_version_that_behaves_differently() {
    let text = "[routes.not]\nentry_points = [\"pg\"]\nservice = \"db:5432\"\nmatch = \"!HostSNI(`a.b`)\"\n";
    let applied = Applied::new(text, Some("3.6.15"));
    assert_eq!(applied.differences(text), Vec::<Value>::new(), "without a version the running one counts");
    let found = applied.differences(&format!("[traefik]\nversion = \"3.7.15\"\n{text}"));
    let told: Vec<_> =
        found.iter().map(|one| (one["topic"].as_str().unwrap(), one["cause"].as_str().unwrap())).collect();
    assert_eq!(told, [("version", "other-version"), ("router", "other-version")], "{found:#?}");
    let minor = format!("[traefik]\nversion = \"3.6\"\n{text}");
    assert_eq!(applied.differences(&minor), Vec::<Value>::new(), "a minor stands for all its patches");
}

#[test]
fn more_than_a_page_of_routers() {
    use std::fmt::Write as _;
    let mut text = String::new();
    for number in 0..1100 {
        let _ = write!(
            text,
            "[routes.r{number}]\nentry_points = [\"pg\"]\nsni = \"r{number}.b\"\ntls = \"passthrough\"\nservice = \"db:5432\"\n"
        );
    }
    let applied = Applied::new(&text, None);
    applied.verify(&state(&text), "").exits(0).tells_part("1100 routers as predicted; no differences");
}
