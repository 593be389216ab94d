use crate::check::support::{diagnostics, fixed, sources};

fn mends(code: &str, before: &str, after: &str, safe: bool) {
    assert_eq!(fixed(code, before), (after.to_owned(), safe), "{code}");
}

#[test]
fn what_is_written_wrong_is_written_right() {
    let list = |ranges: &str| format!("[middlewares.m]\nip_allow_list = [{ranges}]\n");
    for (before, after, safe) in [
        ("\" 10.0.0.1\"", "\"10.0.0.1\"", true),
        ("\"10.0.0.1, 10.0.0.2\"", "\"10.0.0.1\", \"10.0.0.2\"", true),
        ("\"10.0.0.0/255.255.0.0\"", "\"10.0.0.0/16\"", true),
        ("\"10.0\"", "\"10.0.0.0/16\"", false),
        ("\"10.0.0.1:5432\"", "\"10.0.0.1\"", false),
    ] {
        mends("invalid-source-range", &list(before), &list(after), safe);
    }
    mends("host-bits-set", &list("\"10.1.2.3/8\""), &list("\"10.0.0.0/8\""), false);
    let options = |version: &str| format!("[tls_options.o]\nmin_version = \"{version}\"\n");
    mends("unknown-tls-version", &options("TLS1.2"), &options("VersionTLS12"), true);
    let transport = |delay: &str| format!("[servers_transports.t]\ntermination_delay = {delay}\n");
    mends("invalid-duration", &transport("\"200 ms\""), &transport("\"200ms\""), true);
    mends("invalid-duration", &transport("\"1 0s\""), &transport("\"10s\""), false);
    mends("invalid-duration", &transport("\"5m 30\""), &transport("\"5m30\""), false);
    mends("bare-duration", &transport("200"), &transport("\"200ms\""), false);
}

#[test]
fn a_renamed_key_keeps_its_value() {
    let code = "deprecated-field";
    mends(
        code,
        "[middlewares.m]\nip_white_list=[ \"10.0.0.1\" ] # the office\n",
        "[middlewares.m]\nip_allow_list=[ \"10.0.0.1\" ] # the office\n",
        true,
    );
    mends(
        code,
        "[middlewares.m.ip_white_list]\nsource_range = [\"10.0.0.1\"]\n",
        "[middlewares.m.ip_allow_list]\nsource_range = [\"10.0.0.1\"]\n",
        true,
    );
    mends(
        code,
        "middlewares.m.ip_white_list = [\"10.0.0.1\"]\n",
        "middlewares.m.ip_allow_list = [\"10.0.0.1\"]\n",
        true,
    );
}

/// Beside an `ip_allow_list` the renamed key would stand twice.
#[test]
fn no_fix_makes_a_key_twice() {
    let sources = sources(&["[middlewares.m]\nip_white_list = [\"10.0.0.1\"]\nip_allow_list = [\"10.0.0.2\"]\n"]);
    let found = diagnostics(&sources);
    let deprecated = found.iter().find(|diagnostic| diagnostic.code.name == "deprecated-field");
    assert!(deprecated.is_some_and(|diagnostic| diagnostic.fixes.is_empty()), "{found:#?}");
}

#[test]
fn what_does_nothing_goes_with_its_comma_and_its_line() {
    mends(
        "repeated-range",
        "[middlewares.m]\nip_allow_list = [\n  \"10.0.0.1\", # the office\n  \"10.0.0.1\",\n  \"10.0.0.2\",\n]\n",
        "[middlewares.m]\nip_allow_list = [\n  \"10.0.0.1\", # the office\n  \"10.0.0.2\",\n]\n",
        true,
    );
    mends(
        "swallowed-range",
        "[middlewares.m]\nip_allow_list = [\"10.0.0.0/8\", \"10.1.0.0/16\"]\n",
        "[middlewares.m]\nip_allow_list = [\"10.0.0.0/8\"]\n",
        false,
    );
    mends(
        "repeated-middleware",
        "[middlewares.m]\nin_flight_conn = 1\n[routes.a]\nentry_points = [\"a\"]\nservice = \"a:1\"\nmiddlewares = [\"m\", \"m\"]\n",
        "[middlewares.m]\nin_flight_conn = 1\n[routes.a]\nentry_points = [\"a\"]\nservice = \"a:1\"\nmiddlewares = [\"m\"]\n",
        true,
    );
    mends(
        "repeated-entry-point",
        "[routes.a]\nentry_points = [\"a\", \"a\", \"b\"]\nservice = \"a:1\"\n",
        "[routes.a]\nentry_points = [\"a\", \"b\"]\nservice = \"a:1\"\n",
        true,
    );
}

#[test]
fn a_name_is_offered_and_not_applied_unasked() {
    mends(
        "invalid-name",
        "[routes.My_DB]\nentry_points = [\"a\"]\nservice = \"a:1\"\n",
        "[routes.my-db]\nentry_points = [\"a\"]\nservice = \"a:1\"\n",
        false,
    );
    mends(
        "unknown-middleware",
        "[middlewares.office]\nin_flight_conn = 1\n[routes.a]\nentry_points = [\"a\"]\nservice = \"a:1\"\nmiddlewares = [\"office\", \"default/ofice\"]\n",
        "[middlewares.office]\nin_flight_conn = 1\n[routes.a]\nentry_points = [\"a\"]\nservice = \"a:1\"\nmiddlewares = [\"office\", \"default/office\"]\n",
        false,
    );
}

const ROUTE: &str = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\n";

/// The titles of the fixes of a code, and whether they are safe.
fn offers(code: &str, text: &str) -> Vec<(String, bool)> {
    let found = diagnostics(&sources(&[text]));
    let own = found.iter().filter(|diagnostic| diagnostic.code.name == code);
    assert!(own.clone().count() > 0, "{code} is not reported: {found:#?}");
    own.flat_map(|diagnostic| &diagnostic.fixes).map(|fix| (fix.title.clone(), fix.safe)).collect()
}

#[test]
fn a_key_that_is_only_near_to_another_is_a_suggestion() {
    for (before, after) in [
        (format!("{ROUTE}tags = {{}}\n"), format!("{ROUTE}tls = {{}}\n")),
        (format!("{ROUTE}rule = \"HostSNI(`*`)\"\n"), format!("{ROUTE}match = \"HostSNI(`*`)\"\n")),
        (ROUTE.replace("routes.", "route."), ROUTE.to_owned()),
    ] {
        mends("unknown-key", &before, &after, false);
    }
    let host = "[entry_points.pg]\nhost = \"h\"\n";
    assert!(offers("unknown-key", host).iter().all(|(_, safe)| !safe));
}

#[test]
fn another_spelling_of_a_key_is_that_key_unless_two_are() {
    mends("unknown-key", &ROUTE.replace("entry_points", "entryPoints"), ROUTE, true);
    mends("unknown-key", &ROUTE.replace("routes", "Routes"), ROUTE, true);
    let twice = ROUTE.replace("entry_points = [\"pg\"]", "entryPoints = [\"pg\"]\nEntry-Points = [\"my\"]");
    let beside = format!("{ROUTE}entryPoints = [\"my\"]\n");
    for text in [twice, beside] {
        assert!(offers("unknown-key", &text).iter().all(|(_, safe)| !safe), "{text}");
    }
}

#[test]
fn a_list_of_one_is_made_where_the_value_can_be_an_item() {
    let one = ROUTE.replace("[\"pg\"]", "\"pg\"");
    mends("wrong-type", &one, ROUTE, true);
    let two = ROUTE.replace("[\"pg\"]", "\"pg, my\"");
    mends("wrong-type", &two, &ROUTE.replace("\"pg\"", "\"pg, my\""), false);
    for text in [
        format!("{ROUTE}[routes.my]\nservice = \"my:1\"\n[routes.my.entry_points]\nname = \"my\"\n"),
        format!("{ROUTE}[routes.my]\nentry_points = [\"my\"]\nrules = \"HostSNI(`*`)\"\n"),
        ROUTE.replace("[\"pg\"]", "5432"),
    ] {
        assert_eq!(offers("wrong-type", &text), [], "{text}");
    }
    let table =
        "[routes.pg]\nentry_points = [\"pg\"]\n[routes.pg.rules]\nmatch = \"HostSNI(`*`)\"\nservice = \"pg:5432\"\n";
    assert_eq!(offers("wrong-type", table), [("make it a list of one".to_owned(), false)]);
}

#[test]
fn quotes_are_put_around_nothing_but_the_values_of_labels() {
    let label = |value: &str| format!("labels = {{ tier = {value} }}\n{ROUTE}");
    for (value, safe) in
        [("1", true), ("1.10", true), ("true", true), ("1_000", false), ("0x10", false), ("1e3", false)]
    {
        mends("wrong-type", &label(value), &label(&format!("\"{value}\"")), safe);
    }
    assert_eq!(offers("wrong-type", &label("1979-05-27")), [("put it in quotes".to_owned(), false)]);
    let route = |key: &str| format!("{ROUTE}{key}\n");
    for (before, after) in [("sni = true", "sni = \"true\""), ("protocol = 5", "protocol = \"5\"")] {
        mends("wrong-type", &route(before), &route(after), false);
    }
}

/// Traefik masks `10.1.2.3/8`, so neither of the two is certain; the same where it stands in another text.
#[test]
fn one_address_or_its_network_is_for_a_person_to_choose() {
    let list = |ranges: &str| format!("[middlewares.m]\nip_allow_list = [{ranges}]\n");
    let offered = offers("host-bits-set", &list("\"10.1.2.3/8\""));
    assert_eq!(offered, [("write `10.0.0.0/8`".to_owned(), false), ("write `10.1.2.3`".to_owned(), false)]);
    for (code, ranges) in [
        ("invalid-source-range", "\"10.1.2.3/255.0.0.0\""),
        ("invalid-source-range", "\" 10.1.2.3/8\""),
        ("invalid-source-range", "\"10.1.2.3/8, 192.168.0.1\""),
        ("repeated-range", "\"10.1.2.3/8\", \"10.0.0.0/8\""),
        ("swallowed-range", "\"10.0.0.0/8\", \"10.1.2.3\""),
    ] {
        assert!(offers(code, &list(ranges)).iter().all(|(_, safe)| !safe), "{code} {ranges}");
    }
}

#[test]
fn a_guessed_code_allows_nothing() {
    let allow = |code: &str| format!("allow = [{{ code = \"{code}\", reason = \"r\" }}]\n{ROUTE}");
    mends("unknown-allowed-code", &allow("allow-everyone"), &allow("allows-everyone"), false);
}

#[test]
fn a_value_that_is_only_near_to_another_is_a_suggestion() {
    let route = |value: &str| format!("{ROUTE}sni = \"a.example.com\"\ntls = \"{value}\"\n");
    mends("invalid-value", &route("PassThrough"), &route("passthrough"), true);
    mends("invalid-value", &route("passtrough"), &route("passthrough"), false);
}

#[test]
fn a_rule_is_mended_where_it_has_one_reading() {
    let route = |rule: &str| format!("{ROUTE}tls = {{}}\nmatch = \"{rule}\"\n");
    let code = "rule-syntax";
    for (before, after, safe) in [
        ("HostSNI(`a`) and ClientIP(`10.0.0.1`)", "HostSNI(`a`) && ClientIP(`10.0.0.1`)", true),
        ("HostSNI(`a`) | HostSNI(`b`)", "HostSNI(`a`) || HostSNI(`b`)", true),
        ("HostSNI(`a and b`) or HostSNI(`b`)", "HostSNI(`a and b`) || HostSNI(`b`)", true),
        // `|` binds more tightly than `&&`, and `||` less.
        (
            "HostSNI(`a`) | HostSNI(`b`) && ClientIP(`10.0.0.1`)",
            "HostSNI(`a`) || HostSNI(`b`) && ClientIP(`10.0.0.1`)",
            false,
        ),
        (
            "HostSNI(`a`) or HostSNI(`b`) && ClientIP(`10.0.0.1`)",
            "HostSNI(`a`) || HostSNI(`b`) && ClientIP(`10.0.0.1`)",
            false,
        ),
        ("HostSNI(5432)", "HostSNI(`5432`)", false),
        ("HostSNI(`a`);", "HostSNI(`a`)", true),
    ] {
        mends(code, &route(before), &route(after), safe);
    }
    assert!(offers(code, &route("HostSNI(a || b)")).iter().all(|(_, safe)| !safe));
}

#[test]
fn a_fix_that_may_take_connections_from_another_route_is_a_suggestion() {
    let route = |rule: &str| format!("{ROUTE}tls = {{}}\nmatch = \"{rule}\"\n");
    mends("host-never-sent", &route("HostSNI(`db.example.com:5433`)"), &route("HostSNI(`db.example.com`)"), false);
    mends("unknown-matcher", &route("Host(`a`)"), &route("HostSNI(`a`)"), false);
    mends("unknown-matcher", &route("hostSNI(`a`)"), &route("HostSNI(`a`)"), true);
    mends("uppercase-regexp", &route("HostSNIRegexp(`^DB$`)"), &route("HostSNIRegexp(`(?i)^DB$`)"), true);
    // The rule becomes longer, and with it its priority higher, for the connections that it has already.
    mends(
        "uppercase-regexp",
        &route("HostSNI(`a`) || HostSNIRegexp(`^DB$`)"),
        &route("HostSNI(`a`) || HostSNIRegexp(`(?i)^DB$`)"),
        false,
    );
}
