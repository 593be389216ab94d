use crate::check::support::fixed;

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
    mends("host-bits-set", &list("\"10.1.2.3/8\""), &list("\"10.0.0.0/8\""), true);
    let options = |version: &str| format!("[tls_options.o]\nmin_version = \"{version}\"\n");
    mends("unknown-tls-version", &options("TLS1.2"), &options("VersionTLS12"), true);
    let transport = |delay: &str| format!("[servers_transports.t]\ntermination_delay = {delay}\n");
    mends("invalid-duration", &transport("\"200 ms\""), &transport("\"200ms\""), true);
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
    let sources = crate::check::support::sources(&[
        "[middlewares.m]\nip_white_list = [\"10.0.0.1\"]\nip_allow_list = [\"10.0.0.2\"]\n",
    ]);
    let found = crate::check::support::diagnostics(&sources);
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
        true,
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
