//! Rules and host names.

use tcpgen::TraefikVersion;
use tcpgen::routing::Connection;
use tcpgen::rule::{Client, Language, Syntax, TlsMode, Verdict, parse, read};
use tcpgen::traefik::Changes;

use super::{CLIENT, PASS, on, route, service, shown, sides, status, with_star};

fn enabled() -> (String, Vec<String>) {
    ("enabled".to_owned(), Vec::new())
}

fn disabled(error: &str) -> (String, Vec<String>) {
    ("disabled".to_owned(), vec![error.to_owned()])
}

fn language(version: &str, syntax: Syntax) -> Language {
    Language { syntax, changes: Changes::of(TraefikVersion::parse(version).unwrap()) }
}

#[test]
fn underscores() {
    // [host_underscore][v2_uppercase_underscore]
    let adding = "error while adding rule HostSNI(`a_b.test`): invalid value for";
    let v3 = format!("{adding} HostSNI matcher, \"a_b.test\" is not a valid hostname");
    let v2 = format!("{adding} \"HostSNI\" matcher, \"a_b.test\" is not a valid hostname or IP");
    for (more, error) in [("", v3), ("syntax = \"v2\"", v2)] {
        for (version, new) in sides(["3.0.4", "3.3.4"], ["3.3.5", "3.7.15"]) {
            let compilation = on(version, &with_star("HostSNI(`a_b.test`)", more));
            assert_eq!(
                status(&compilation.table, "named"),
                if new { enabled() } else { disabled(&error) },
                "{version}"
            );
            assert_eq!(service(&compilation.table, "a_b.test"), if new { "named" } else { "star" }, "{version}");
        }
    }
}

#[test]
fn wildcards() {
    // [host_wildcard]
    let error = "error while adding rule HostSNI(`*.w.test`): invalid value for HostSNI matcher, \"*.w.test\" is not a \
                 valid hostname";
    for (version, new) in sides(["3.0.4", "3.6.15"], ["3.7.0", "3.7.15"]) {
        let compilation = on(version, &with_star("HostSNI(`*.w.test`)", ""));
        assert_eq!(status(&compilation.table, "named"), if new { enabled() } else { disabled(error) }, "{version}");
        assert_eq!(service(&compilation.table, "a.w.test"), if new { "named" } else { "star" }, "{version}");
    }
}

#[test]
fn capitals() {
    // [host_uppercase]
    for (version, new) in sides(["3.0.4", "3.6.15"], ["3.7.0", "3.7.15"]) {
        let compilation = on(version, &with_star("HostSNI(`UP.Test`)", ""));
        assert_eq!(status(&compilation.table, "named"), enabled());
        for sni in ["up.test", "UP.Test"] {
            assert_eq!(service(&compilation.table, sni), if new { "named" } else { "star" }, "{version}");
        }
        let asked = compilation.table.decide(&Connection::tls("a", CLIENT, "up.test")).considered;
        let never = asked[0].note.contains("no client's server name is ever `UP.Test`");
        assert_eq!(never, !new, "{version}: {asked:?}");
        // [v2_uppercase_underscore]
        let compilation = on(version, &with_star("HostSNI(`UP.Test`)", "syntax = \"v2\""));
        assert_eq!(service(&compilation.table, "up.test"), "named", "{version}");
    }
}

#[test]
fn capitals_beside_other_names_and_negated() {
    for (version, new) in sides(["3.4.3", "3.6.15"], ["3.7.0", "3.7.15"]) {
        let compilation = on(version, &with_star("HostSNI(`UP.Test`) || HostSNI(`low.test`)", ""));
        assert_eq!(service(&compilation.table, "low.test"), "named");
        let compilation = on(version, &with_star("HostSNI(`UP.Test`) && ClientIP(`127.0.0.0/8`)", ""));
        assert_eq!(service(&compilation.table, "up.test"), if new { "named" } else { "star" }, "{version}");
        let compilation = on(version, &with_star("!HostSNI(`UP.Test`)", ""));
        assert_eq!(service(&compilation.table, "up.test"), if new { "star" } else { "named" }, "{version}");
    }
}

#[test]
fn dots_at_the_end() {
    // [host_trailing_dot]
    let (dots, other) = (Client::tls("dots.test", CLIENT, []), Client::tls("y.test", CLIENT, []));
    for (version, new) in sides(["3.0.4", "3.6.15"], ["3.7.0", "3.7.15"]) {
        let verdict =
            |text: &str, syntax, client: &Client<'_>| parse(text, language(version, syntax)).unwrap().evaluate(client);
        let expected = if new { Verdict::Differs } else { Verdict::Unknown };
        assert_eq!(verdict("HostSNI(`dots.test..`)", Syntax::V3, &dots), expected, "{version}");
        assert_eq!(verdict("HostSNI(`dots.test..`)", Syntax::V3, &other), Verdict::Differs, "{version}");
        assert_eq!(verdict("HostSNI(`dots.test..`)", Syntax::V2, &dots), Verdict::Differs, "{version}");
        assert_eq!(verdict("HostSNI(`dots.test.`)", Syntax::V3, &dots), Verdict::Matches, "{version}");
        let compilation = on(version, &with_star("HostSNI(`dots.test..`)", ""));
        assert_eq!(service(&compilation.table, "dots.test"), if new { "star" } else { "ambiguous" }, "{version}");
        assert_eq!(service(&compilation.table, "y.test"), "star", "{version}");
    }
}

#[test]
fn a_lone_dot_is_no_name_of_a_client() {
    for version in ["3.0.4", "3.6.15", "3.7.0", "3.7.15"] {
        let compilation = on(version, &with_star("HostSNI(`.`)", ""));
        assert_eq!(status(&compilation.table, "named"), enabled());
        let nameless = Connection::tls_without_sni("a", CLIENT);
        assert_eq!(shown(&compilation.table.decide(&nameless)), "star", "{version}");
        assert_eq!(service(&compilation.table, "x.test"), "star", "{version}");
    }
}

#[test]
fn negated_names_without_tls() {
    // [negated_host_plain]
    let error = |rule: &str| format!("invalid rule: \"{rule}\" , has HostSNI matcher, but no TLS on router");
    for (version, new) in sides(["3.0.4", "3.7.12"], ["3.7.13", "3.7.15"]) {
        for (rule, old_is_enabled, new_is_enabled) in [
            ("!HostSNI(`x.test`)", false, true),
            ("!HostSNI(`x.test`) && HostSNI(`*`)", false, true),
            ("!HostSNI(`*`) || HostSNI(`x.test`)", true, false),
            ("HostSNI(`x.test`)", false, false),
        ] {
            let compilation = on(version, &route("r", rule, ""));
            let is_enabled = if new { new_is_enabled } else { old_is_enabled };
            let expected = if is_enabled { enabled() } else { disabled(&error(rule)) };
            assert_eq!(status(&compilation.table, "r"), expected, "{version}: {rule}");
        }
    }
}

#[test]
fn negated_names_that_are_not_ascii() {
    for (version, new) in sides(["3.0.4", "3.7.12"], ["3.7.13", "3.7.15"]) {
        let reading = read("HostSNI(`x.test`) && !HostSNI(`ü.test`)", language(version, Syntax::V3));
        assert_eq!(reading.errors(TlsMode::Terminate).len(), if new { 1 } else { 2 }, "{version}");
    }
}

#[test]
fn the_default_syntax() {
    // [default_rule_syntax_v2]; 3.0.0 was read, not run.
    let text = format!("[traefik]\ndefault_rule_syntax = \"v2\"\n{}", route("r", "HostSNI(`a`, `b`)", PASS));
    for (version, new) in [("3.0.0", false), ("3.0.1", true), ("3.7.15", true)] {
        let compilation = on(version, &text);
        assert_eq!(status(&compilation.table, "r").0, if new { "enabled" } else { "disabled" }, "{version}");
        assert_eq!(service(&compilation.table, "b"), if new { "r" } else { "http" }, "{version}");
    }
}

#[test]
fn https_hosts_with_underscores() {
    // [https_host_underscore]
    https(sides(["3.0.4", "3.3.4"], ["3.3.5", "3.7.15"]), "a_b.test", "a_b.test");
}

#[test]
fn https_hosts_with_wildcards() {
    // [https_host_wildcard]
    https(sides(["3.0.4", "3.6.15"], ["3.7.0", "3.7.15"]), "*.x.test", "a.x.test");
}

#[test]
fn https_hosts_with_capitals() {
    for version in ["3.0.4", "3.6.15", "3.7.0", "3.7.15"] {
        https([(version, true)].into_iter(), "UP.Test", "up.test");
    }
}

fn https<'v>(versions: impl Iterator<Item = (&'v str, bool)>, host: &str, sni: &str) {
    let facts = format!("[entry_points.a]\nport = 443\nhttp_hosts = [\"{host}\"]\n");
    let text = facts + &route("star", "HostSNI(`*`)", PASS);
    for (version, listed) in versions {
        assert_eq!(service(&on(version, &text).table, sni), if listed { "http" } else { "star" }, "{version}");
    }
}
