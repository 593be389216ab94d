//! Two things of a state at once: what it costs to put them together grows with their sum.

use tcpgen::question::{List, Outline, Question as _, Reach, Test};

use super::measure::{check, doubles, each, subject};

/// Routes on entry points of their own.
fn apart(n: usize, more: &str) -> String {
    each(n, |at| format!("[routes.r{at}]\nentry_points = [\"e{at}\"]\nservice = \"s{at}:1\"\n{more}"))
}

/// Routes on one entry point.
fn together(n: usize, more: &str) -> String {
    each(n, |at| {
        format!(
            "[routes.r{at}]\nentry_points = [\"e\"]\nsni = \"h{at}.test\"\nservice = \"s{at}:1\"\ntls = \"passthrough\"\n{more}"
        )
    })
}

fn quoted(n: usize, one: impl Fn(usize) -> String) -> String {
    each(n, |at| format!("\"{}\", ", one(at)))
}

fn range(at: usize) -> String {
    format!("10.{}.{}.0/24", at / 250, at % 250)
}

#[test]
fn entry_points_and_routes() {
    let declared = |n| "[entry_points]\n".to_owned() + &each(n, |at| format!("e{at} = {}\n", at + 1));
    check("routes on their entry points", 250, |n| declared(n) + &apart(n, ""));
    check("routes on no entry point", 250, |n| declared(2) + &together(n, "").replace("entry_points = [\"e\"]\n", ""));
    check("HTTPS hosts x routes", 250, |n| {
        let hosts = quoted(n, |at| format!("a{at}.test"));
        format!("[entry_points]\ne = {{ port = 1, http_hosts = [{hosts}] }}\n") + &together(n, "")
    });
    check("HTTPS hosts before routes", 250, |n| {
        let hosts = quoted(n, |at| format!("h{at}.test"));
        format!("[entry_points]\ne = {{ port = 1, http_hosts = [{hosts}] }}\n") + &together(n, "")
    });
    check("trusted proxies x routes", 250, |n| {
        let proxies = quoted(n, range);
        format!("[entry_points]\ne = {{ port = 1, proxy_protocol = {{ trusted = [{proxies}] }} }}\n") + &together(n, "")
    });
}

#[test]
fn one_list_that_guards_all() {
    let list = |n| format!("[middlewares.m]\nip_allow_list = [{}]\n", quoted(n, range));
    let used = "middlewares = [\"m\"]\n";
    let guarded = |n| list(n) + &together(n, used);
    check("ranges x routes together", 250, guarded);
    check("ranges x routes apart", 250, |n| list(n) + &apart(n, used));
    doubles(
        "ranges x routes: listed",
        100,
        |n| subject(guarded(n)),
        |subject| {
            drop(List::of(subject).ask(&subject.compilation.resources).unwrap());
        },
    );
    doubles("ranges x routes: outline", 100, |n| subject(guarded(n)), |subject| drop(Outline.ask(subject).unwrap()));
    doubles(
        "ranges x routes: reach",
        100,
        |n| subject(guarded(n)),
        |subject| drop(Reach::default().ask(subject).unwrap()),
    );
    check("8 middlewares x routes", 250, |n| {
        let guards = each(8, |at| format!("[middlewares.m{at}]\nin_flight_conn = {}\n", at + 1));
        let all = quoted(8, |at| format!("m{at}"));
        guards + &together(n, &format!("middlewares = [{all}]\n"))
    });
}

#[test]
fn allows_and_findings() {
    let open = |n| each(n, |at| format!("[middlewares.m{at}]\nip_allow_list = [\"0.0.0.0/0\"]\n"));
    let allow = |n: usize| {
        let one = "{ code = \"allows-everyone\", reason = \"x\" }, ";
        format!("allow = [{}]\n", one.repeat(n))
    };
    check("allows x findings", 250, |n| allow(n) + &open(n));
    check("allows x findings of one entry", 250, |n| {
        format!("[middlewares.m]\nip_allow_list = [{}]\n{}", quoted(n, |_| "0.0.0.0/0".to_owned()), allow(n))
    });
    check("allows of entries", 250, |n| {
        each(n, |at| format!("[middlewares.m{at}]\nip_allow_list = [\"0.0.0.0/0\"]\n{}", allow(1)))
    });
    check("unknown levels x findings", 250, |n| {
        "[lints]\n".to_owned() + &each(n, |at| format!("c{at} = \"warn\"\n")) + &open(n)
    });
}

#[test]
fn what_is_around_and_routes() {
    check("Services x routes", 250, |n| each(n, |at| format!("[services.s{at}]\nports = [1]\n")) + &apart(n, ""));
    check("other Services x routes", 250, |n| each(n, |at| format!("[services.t{at}]\nports = [1]\n")) + &apart(n, ""));
    let service = |n| format!("[services.s]\nports = [{}]\n", each(n, |at| format!("{}, ", at + 1)));
    let to = |n: usize, port: &dyn Fn(usize) -> String| {
        each(n, |at| format!("[routes.r{at}]\nentry_points = [\"e{at}\"]\nservice = \"s:{}\"\n", port(at)))
    };
    check("ports x routes", 250, |n| service(n) + &to(n, &|at| (at + 1).to_string()));
    check("ports x routes to others", 250, |n| service(n) + &to(n, &|at| format!("p{at}")));
    let secret = |n: usize, name: &dyn Fn(usize) -> String| {
        each(n, |at| {
            let name = name(at);
            format!(
                "[routes.r{at}]\nentry_points = [\"e{at}\"]\nsni = \"a.test\"\nservice = \"s:1\"\ntls = {{ secret_name = \"{name}\" }}\n"
            )
        })
    };
    let secrets = |n| "[secrets]\n".to_owned() + &each(n, |at| format!("c{at} = [\"tls.crt\", \"tls.key\"]\n"));
    check("Secrets x routes", 250, |n| secrets(n) + &secret(n, &|at| format!("c{at}")));
    check("other Secrets x routes", 250, |n| secrets(n) + &secret(n, &|at| format!("d{at}")));
    check("keys of a Secret x routes", 250, |n| {
        format!("[secrets]\nc = [{}]\n", quoted(n, |at| format!("k{at}"))) + &secret(n, &|_| "c".to_owned())
    });
    check("other ConfigMaps x transports", 250, |n| {
        "[config_maps]\n".to_owned()
            + &each(n, |at| format!("c{at} = [\"ca.crt\"]\n"))
            + &each(n, |at| {
                format!("[servers_transports.t{at}]\ntls = {{ root_cas = [{{ config_map = \"d{at}\" }}] }}\n")
            })
    });
    for (what, own) in [("watched", "n"), ("other", "m")] {
        check(&format!("namespaces x routes of {what} ones"), 250, |n| {
            format!("[traefik]\nnamespaces = [{}]\n", quoted(n, |at| format!("n{at}")))
                + &each(n, |at| format!("[routes.\"{own}{at}/r\"]\nentry_points = [\"e{at}\"]\nservice = \"s:1\"\n"))
        });
    }
    check("namespaces of providers x routes", 250, |n| {
        format!("[traefik]\ncross_provider_namespaces = [{}]\n", quoted(n, |at| format!("n{at}")))
            + &apart(n, "middlewares = [\"m@file\"]\n")
    });
}

#[test]
fn invariants_and_routes() {
    let each_with = |n: usize, routes: String, set: &dyn Fn(usize) -> String| {
        routes + &each(n, |at| format!("[invariants.i{at}]\nto = \"s{at}:1\"\n{}\n", set(at)))
    };
    check("invariants x routes apart", 50, |n| {
        each_with(n, apart(n, ""), &|at| format!("only = {{ entry_point = \"e{at}\" }}"))
    });
    check("invariants x routes together", 50, |n| {
        each_with(n, together(n, ""), &|_| "only = { client_ip = \"10.0.0.0/8\" }".to_owned())
    });
    check("invariants x routes together: never", 50, |n| {
        each_with(n, together(n, ""), &|_| "never = { tls = false }".to_owned())
    });
    check("invariants x routes together: always", 50, |n| {
        each_with(n, together(n, ""), &|at| {
            format!("always = {{ entry_point = \"e\", tls = true, sni = \"h{at}.test\" }}")
        })
    });
    check("invariants of no route x routes", 50, |n| {
        each_with(n, apart(n, "").replace("\"s", "\"t"), &|_| "never = { client_ip = \"10.0.0.0/8\" }".to_owned())
    });
    check("invariants that are broken", 50, |n| {
        each_with(n, apart(n, ""), &|_| "never = { client_ip = \"10.0.0.0/8\" }".to_owned())
    });
}

#[test]
fn connections_and_routes() {
    let test = |what: &str, n: usize, text: &dyn Fn(usize) -> String| {
        doubles(what, n, |n| subject(text(n)), |subject| drop(Test::default().ask(subject).unwrap()));
    };
    let connect = |at: usize, expect: &str| {
        format!(
            "{{ connect = {{ entry_point = \"e\", client_ip = \"10.0.0.1\", sni = \"h{at}.test\" }}, expect = \"{expect}\" }},\n"
        )
    };
    let scenario = |steps: String| format!("[scenarios.s]\nsteps = [\n{steps}]\n");
    test("connects x routes together", 50, &|n| together(n, "") + &scenario(each(n, |at| connect(at, "forwarded"))));
    test("failing connects x routes together", 50, &|n| {
        together(n, "") + &scenario(each(n, |at| connect(at, "closed")))
    });
    test("connects to no one x routes together", 50, &|n| {
        together(n, "") + &scenario(each(n, |at| connect(at + 1_000_000, "http")))
    });
    test("connects x routes that do not serve", 50, &|n| {
        together(n, "").replace("tls = \"passthrough\"\n", "") + &scenario(each(n, |at| connect(at, "http")))
    });
}
