//! Changes with a name, and what they are.

use tcpgen::analysis::compare::{Change, Comparison, Verdict, compare};
use tcpgen::analysis::reach::{ReachFilter, reach};
use tcpgen::report::compare::lines;

use crate::reach::random::table;

const ROUTE: &str = "[entry_points]\npg = 5432\n[middlewares.limit]\nin_flight_conn = 10\n[middlewares.list]\nip_allow_list = [\"10.0.0.0/8\"]\n\
    [middlewares.away]\nexternal = true\n[middlewares.gone]\nexternal = true\n\
    [routes.pg]\nentry_points = [\"pg\"]\nsni = \"pg.test\"\nservices = [{ name = \"a\", port = 1, weight = 3 }]\ntls = { passthrough = true }\nmiddlewares = []\n";

fn compared(old: &str, new: &str) -> Comparison {
    compare(&table(old), &table(new))
}

/// What a change of the route is, there and back.
fn changes(from: &str, to: &str, expected: (Change, Verdict, Verdict)) {
    let (old, new) = (ROUTE.replace("middlewares = []\n", from), ROUTE.replace("middlewares = []\n", to));
    let (there, back) = (compared(&old, &new), compared(&new, &old));
    let kinds: Vec<Change> = there.classes.iter().map(|class| class.change).collect();
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| *kind == expected.0), "{from} {to} {kinds:?}");
    assert_eq!((there.verdict, back.verdict), (expected.1, expected.2), "{from} {to}");
}

#[test]
fn what_decides_in_between_makes_access_narrower_or_wider() {
    let one = "middlewares = []\n";
    changes(one, "middlewares = [\"away\"]\n", (Change::Altered, Verdict::Narrower, Verdict::Wider));
    changes(one, "middlewares = [\"limit\"]\n", (Change::Altered, Verdict::Narrower, Verdict::Wider));
    changes(one, "middlewares = [\"list\"]\n", (Change::Shut, Verdict::Narrower, Verdict::Wider));
    // The same guard of which nothing is known decides on both sides; another one may decide otherwise.
    changes(
        "middlewares = [\"away\"]\n",
        "middlewares = [\"gone\"]\n",
        (Change::Altered, Verdict::Mixed, Verdict::Mixed),
    );
    let same = ROUTE.replace("[]", "[\"away\", \"list\"]");
    let found = compared(&ROUTE.replace("middlewares = []", "middlewares = [\"away\"]"), &same);
    assert_eq!(found.verdict, Verdict::Narrower);
}

#[test]
fn another_way_to_the_same_service_is_neither_narrower_nor_wider() {
    let terminated = ROUTE.replace("{ passthrough = true }", "{}");
    for (old, new) in [(ROUTE, terminated.as_str()), (terminated.as_str(), ROUTE)] {
        let found = compared(old, new);
        assert_eq!(found.verdict, Verdict::Mixed);
        assert!(found.classes.iter().any(|class| class.change == Change::Altered));
    }
    let header = ROUTE.replace("weight = 3", "weight = 3, proxy_protocol = { version = 2 }");
    let found = compared(ROUTE, &header);
    assert_eq!((found.verdict, found.classes[0].change), (Verdict::Mixed, Change::Altered));
    assert!(lines(&found.overview)[0].now.contains("a:1 (PROXY protocol 2)"), "{:?}", lines(&found.overview));
}

#[test]
fn a_canary_takes_from_one_service_and_gives_to_the_other() {
    let canary = ROUTE.replace("weight = 3 }", "weight = 3 }, { name = \"b\", port = 1 }");
    let found = compared(ROUTE, &canary);
    assert!(found.classes.iter().all(|class| class.change == Change::Rerouted));
    let verdicts: Vec<_> = found.services.iter().map(|one| (one.service.as_str(), one.verdict)).collect();
    assert_eq!(verdicts, [("default/a:1", Verdict::Narrower), ("default/b:1", Verdict::Wider)]);
    let more = canary.replace("port = 1 }]", "port = 1, weight = 2 }]");
    let found = compared(&canary, &more);
    assert!(found.classes.iter().all(|class| class.change == Change::Altered));
    assert_eq!(found.verdict, Verdict::Mixed);
    // The proportion counts, not the numbers.
    assert!(
        compared(
            &canary,
            &canary.replace(
                "weight = 3 }, { name = \"b\", port = 1",
                "weight = 6 }, { name = \"b\", port = 1, weight = 2"
            )
        )
        .is_empty()
    );
}

/// A rule that ties with another: then it is chance, which is less than certainty and more than nothing.
#[test]
fn chance_is_between_all_and_nothing() {
    let tie =
        "[routes.tie]\nentry_points = [\"pg\"]\nsni = \"pg.test\"\nservice = \"b:1\"\ntls = { passthrough = true }\n";
    let (certain, chance) = (ROUTE.to_owned(), format!("{ROUTE}{tie}"));
    let nothing = ROUTE.replace("pg.test", "other.test");
    let of = |old: &str, new: &str| {
        let found = compared(old, new);
        found.services.iter().find(|service| service.service == "default/a:1").unwrap().verdict
    };
    assert_eq!([of(&certain, &chance), of(&chance, &certain)], [Verdict::Narrower, Verdict::Wider]);
    let away = chance.replacen("sni = \"pg.test\"", "sni = \"no.test\"", 1);
    assert_eq!([of(&chance, &away), of(&away, &chance)], [Verdict::Mixed; 2], "other names gain what these lose");
    assert_eq!(of(&nothing, &nothing), Verdict::Equivalent);
}

/// Who may be led to which service by chance depends on the allow lists of both.
#[test]
fn each_client_has_the_services_that_chance_may_lead_it_to() {
    let text = "[entry_points]\npg = 5432\n[middlewares.ten]\nip_allow_list = [\"10.0.0.0/8\"]\n[middlewares.all]\nip_allow_list = [\"0.0.0.0/0\"]\n\
        [routes.a]\nentry_points = [\"pg\"]\nservice = \"a:1\"\nmiddlewares = [\"ten\"]\n[routes.b]\nentry_points = [\"pg\"]\nservice = \"b:1\"\nmiddlewares = [\"all\"]\n";
    let found = reach(&table(text), &ReachFilter::default());
    let services = |client: &str| -> Vec<String> {
        let client = client.parse().unwrap();
        let class = found.classes.iter().find(|class| !class.set.tls && class.set.clients.contains(client)).unwrap();
        class.fate.services.iter().map(|service| service.service.clone()).collect()
    };
    assert_eq!(services("10.1.2.3"), ["default/a:1", "default/b:1"]);
    assert_eq!(services("192.0.2.1"), ["default/b:1"]);
}

/// The syntax of a rule is part of what it matches.
#[test]
fn the_same_text_in_another_syntax_is_another_rule() {
    let rule = "[entry_points]\npg = 1\n[routes.a]\nentry_points = [\"pg\"]\ntls = { passthrough = true }\n\
        [[routes.a.rules]]\nmatch = \"HostSNIRegexp(`^a{b:c}$`)\"\nservice = \"a:1\"\nsyntax = \"v3\"\n";
    let found = compared(rule, &rule.replace("\"v3\"", "\"v2\""));
    assert_ne!(found.classes, [], "{found:?}");
}

/// One TLS route of many changes: only its name is compared, and the others are not.
#[test]
fn only_what_a_changed_route_may_take_is_compared() {
    let route = |index: usize, service: &str| {
        format!(
            "[routes.r{index}]\nentry_points = [\"pg\"]\nsni = \"n{index}.test\"\nservice = \"{service}:1\"\ntls = {{}}\n"
        )
    };
    let expressions: Vec<String> = (0..14).map(|from| format!("HostSNIRegexp(`^[ab]*a[ab]{{{from},40}}$`)")).collect();
    let tangles = expressions.iter().enumerate().map(|(index, rule)| {
        format!(
            "[routes.x{index}]\nentry_points = [\"pg\"]\nmatch = \"{rule}\"\nservice = \"x{index}:1\"\ntls = {{ passthrough = true }}\n"
        )
    });
    let tangle: String = tangles.collect();
    let all = |changed: &str| {
        format!(
            "{tangle}{}",
            (0..20).map(|index| route(index, if index == 7 { changed } else { "s" })).collect::<String>()
        )
    };
    let (old, new) = (all("s"), all("t"));
    assert_ne!(reach(&table(&old), &ReachFilter::default()).left_out, [], "there are too many classes for all");
    let found = compared(&old, &new);
    assert_eq!(found.left_out, []);
    assert!(found.classes.iter().all(|class| class.set.names.list == ["n7.test"]), "{:#?}", found.classes);
    assert_eq!(found.verdict, Verdict::Mixed);
}

/// A service behind many names: what becomes of all of them is one line that can be read.
#[test]
fn names_that_are_treated_alike_are_listed_together() {
    let route = |at: usize, guard: &str| {
        format!(
            "[routes.r{at}]\nentry_points = [\"pg\"]\nsni = \"h{at}.test\"\nservice = \"a:1\"\ntls = \"passthrough\"\nmiddlewares = [{guard}]\n"
        )
    };
    let state = |routes: usize, guard: &str| {
        let facts = "[entry_points]\npg = 5432\n[middlewares.list]\nip_allow_list = [\"10.0.0.0/8\"]\n";
        facts.to_owned() + &(0..routes).map(|at| route(at, guard)).collect::<String>()
    };
    let told = |routes: usize| {
        let found = compared(&state(routes, ""), &state(routes, "\"list\""));
        let [line] = lines(&found.overview).try_into().unwrap();
        line.who()
    };
    let others = "everyone except 10.0.0.0/8 to pg, TLS with";
    assert_eq!(told(2), format!("{others} h0.test or h1.test, also after PostgreSQL's SSLRequest"));
    let six = "h0.test, h1.test, h10.test, h11.test, h12.test, h13.test";
    assert_eq!(told(60), format!("{others} {six} or 54 more, also after PostgreSQL's SSLRequest"));
}
