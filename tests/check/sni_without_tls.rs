use crate::check::marks::{fires, fires_beside, fixed, found, silent, spares};

const CODE: &str = "sni-without-tls";

#[test]
fn the_name_is_pointed_at() {
    fires(CODE, "[routes.pg]\nentry_points = [\"e\"]\nsni = [«\"a.test\"», \"b.test\"]\nservice = \"s:1\"\n");
    fires(
        CODE,
        "[routes.pg]\nentry_points = [\"e\"]\nmatch = \"ClientIP(`10.0.0.1`) && HostSNI(«`a.test`»)\"\nservice = \"s:1\"\n",
    );
    fires(
        CODE,
        "[routes.pg]\nentry_points = [\"e\"]\n[[routes.pg.rules]]\nmatch = \"HostSNI(`*`)\"\nservice = \"s:1\"\n\
         [[routes.pg.rules]]\nsni = «\"a.test\"»\nservice = \"s:2\"\n",
    );
}

#[test]
fn traefik_looks_at_the_first_name_that_is_not_negated() {
    for rule in ["!HostSNI(`x`)", "!HostSNI(`y`) || HostSNI(`*`)", "HostSNIRegexp(`.*`)", "HostSNI(`*`)"] {
        spares(CODE, &format!("[routes.r]\nentry_points = [\"e\"]\nmatch = \"{rule}\"\nservice = \"s:1\"\n"));
    }
}

/// The three ways out, and nothing left to say after any of them.
#[track_caller]
fn ways_out(text: &str, expected: [&str; 3]) {
    let mended = fixed(CODE, text);
    assert_eq!(mended, expected);
    for text in mended {
        silent(&text);
    }
}

#[test]
fn the_short_form_gets_a_line_and_keeps_its_comments() {
    ways_out(
        "[routes.pg]\nentry_points = [\"e\"]\n  sni = \"a.test\" # why\nservice = \"s:1\"\n",
        [
            "[routes.pg]\nentry_points = [\"e\"]\n  sni = \"a.test\" # why\n  tls = { secret_name = \"pg-cert\" }\nservice = \"s:1\"\n",
            "[routes.pg]\nentry_points = [\"e\"]\n  sni = \"a.test\" # why\n  tls = \"passthrough\"\nservice = \"s:1\"\n",
            "[routes.pg]\nentry_points = [\"e\"]\n  sni = \"*\" # why\nservice = \"s:1\"\n",
        ],
    );
}

#[test]
fn a_list_over_several_lines_and_windows_line_ends() {
    ways_out(
        "[routes.pg]\r\nentry_points = [\"e\"]\r\nservice = \"s:1\"\r\nsni = [\r\n  \"a.test\", # one\r\n  \"b.test\",\r\n] # two",
        [
            "[routes.pg]\r\nentry_points = [\"e\"]\r\nservice = \"s:1\"\r\nsni = [\r\n  \"a.test\", # one\r\n  \"b.test\",\r\n] # two\r\ntls = { secret_name = \"pg-cert\" }",
            "[routes.pg]\r\nentry_points = [\"e\"]\r\nservice = \"s:1\"\r\nsni = [\r\n  \"a.test\", # one\r\n  \"b.test\",\r\n] # two\r\ntls = \"passthrough\"",
            "[routes.pg]\r\nentry_points = [\"e\"]\r\nservice = \"s:1\"\r\nsni = \"*\" # two",
        ],
    );
    let mended = fixed(CODE, "[routes.pg]\r\nentry_points = [\"e\"]\r\nsni = \"a.test\"\r\nservice = \"s:1\"\r\n");
    assert_eq!(
        mended[1],
        "[routes.pg]\r\nentry_points = [\"e\"]\r\nsni = \"a.test\"\r\ntls = \"passthrough\"\r\nservice = \"s:1\"\r\n"
    );
}

#[test]
fn the_match_form_keeps_what_else_it_asks_for() {
    let route = |rule: &str, more: &str| {
        format!("[routes.pg]\nentry_points = [\"e\"]\nmatch = {rule}{more}\nservice = \"s:1\"\n")
    };
    let rule = "\"HostSNI(`a.test`) && ClientIP(`10.0.0.0/8`)\"";
    let mended = fixed(CODE, &route(rule, ""));
    assert_eq!(mended[0], route(rule, "\ntls = { secret_name = \"pg-cert\" }"));
    assert_eq!(mended[2], route("\"HostSNI(`*`) && ClientIP(`10.0.0.0/8`)\"", ""));
    let mended = fixed(CODE, &route("'HostSNI(`a.test`) || HostSNI(\"b.test\")'", ""));
    assert_eq!(mended[2], route("'HostSNI(`*`)'", ""));
    for text in &mended {
        silent(text);
    }
}

#[test]
fn inside_rules_the_key_belongs_to_the_route() {
    let mended = fixed(
        CODE,
        "[routes.pg]\nentry_points = [\"e\"] # where\n\n[[routes.pg.rules]]\nsni = \"a.test\"\nservice = \"s:1\"\n",
    );
    assert_eq!(
        mended[1],
        "[routes.pg]\nentry_points = [\"e\"] # where\ntls = \"passthrough\"\n\n[[routes.pg.rules]]\nsni = \"a.test\"\nservice = \"s:1\"\n"
    );
    assert_eq!(mended.len(), 3);
    for text in &mended {
        silent(text);
    }
    let inline =
        fixed(CODE, "[routes.pg]\nentry_points = [\"e\"]\nrules = [{ sni = \"a.test\", service = \"s:1\" }]\n");
    assert_eq!(
        inline[1],
        "[routes.pg]\nentry_points = [\"e\"]\ntls = \"passthrough\"\nrules = [{ sni = \"a.test\", service = \"s:1\" }]\n"
    );
}

#[test]
fn inline_tables_and_dotted_keys() {
    ways_out(
        "[routes]\npg = { entry_points = [\"e\"], sni = \"a.test\", service = \"s:1\" }\n",
        [
            "[routes]\npg = { entry_points = [\"e\"], sni = \"a.test\", tls = { secret_name = \"pg-cert\" }, service = \"s:1\" }\n",
            "[routes]\npg = { entry_points = [\"e\"], sni = \"a.test\", tls = \"passthrough\", service = \"s:1\" }\n",
            "[routes]\npg = { entry_points = [\"e\"], sni = \"*\", service = \"s:1\" }\n",
        ],
    );
    let dotted = fixed(CODE, "[routes]\npg.entry_points = [\"e\"]\npg.\"sni\" = \"a.test\"\npg.service = \"s:1\"\n");
    assert_eq!(
        dotted[1],
        "[routes]\npg.entry_points = [\"e\"]\npg.\"sni\" = \"a.test\"\npg.tls = \"passthrough\"\npg.service = \"s:1\"\n"
    );
    silent(&dotted[1]);
}

#[test]
fn a_route_without_any_key_of_its_own_gets_it_under_its_header() {
    let text = "[routes.pg]\n[[routes.pg.rules]]\nsni = \"a.test\"\nservice = \"s:1\"\n";
    fires_beside(CODE, &text.replace("\"a.test\"", "«\"a.test\"»"), &["missing-entry-points"]);
    assert_eq!(fixed(CODE, text)[1], text.replace("[routes.pg]\n", "[routes.pg]\ntls = \"passthrough\"\n"));
    let headless = "[[routes.pg.rules]]\nsni = \"a.test\"\nservice = \"s:1\"\n";
    assert_eq!(fixed(CODE, headless).len(), 1, "there is no place for `tls`");
}

#[test]
fn a_tls_that_cannot_be_read_is_not_called_missing() {
    let text = "[routes.pg]\nentry_points = [\"e\"]\nsni = \"a.test\"\nservice = \"s:1\"\ntls = 1\n";
    spares(CODE, text);
    assert!(!found(text).1.is_empty());
}

/// What cannot be read in one entry says nothing of another.
#[test]
fn only_the_entry_that_could_not_be_read_is_spared() {
    let named = "[routes.a]\nentry_points = [\"e\"]\nsni = \"a.test\"\nservice = \"s:1\"\n";
    let codes = |text: &str| found(text).1.iter().map(|found| found.code.name).collect::<Vec<_>>();
    assert_eq!(codes(&format!("{named}[middlewares.m]\nin_flight_con = 1\n")), [CODE, "unknown-key"]);
    assert_eq!(codes(&format!("{named}[routes.b]\nentry_points = [\"e\"\nservice = \"s:1\"\n")), [CODE, "toml-syntax"]);
    assert_eq!(codes(&format!("{named}tsl = {{}}\n")), ["unknown-key"]);
    assert_eq!(
        codes(&format!("{named}tls = {{\n[routes.b]\nentry_points = [\"e\"]\nservice = \"s:1\"\n")),
        ["toml-syntax"]
    );
}
