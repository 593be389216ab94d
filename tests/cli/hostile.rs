//! Hostile text in every place that an input has, through every command and format: nothing steers the terminal, nothing
//! begins a line of its own, and what is for programs can be read.

use serde_json::Value;

use super::sandbox::{Ran, Sandbox};

/// Colours, rings, moves, turns the direction, and begins lines that CI systems take for commands.
const HOSTILE: &str = r"x\u001b[31m\u0007\r\n::error::FORGED\n##[error]FORGED\n- FORGED\u202ey";

/// A state in which a place is hostile text. Most of them are errors; `broken` ones stop commands that need a sound state.
const PLACES: [&str; 32] = [
    "[routes.\"HOSTILE\"]\nentry_points = [\"e\"]\nservice = \"a:1\"\n",
    "[routes.r]\nnamespace = \"HOSTILE\"\nentry_points = [\"e\"]\nservice = \"a:1\"\n",
    "[routes.r]\nentry_points = [\"HOSTILE\"]\nservice = \"a:1\"\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"HOSTILE\"\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = { name = \"HOSTILE\", port = \"HOSTILE\" }\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nsni = \"HOSTILE\"\ntls = \"passthrough\"\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmatch = \"HOSTILE\"\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmatch = \"HostSNI(`HOSTILE`)\"\ntls = {}\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmatch = \"HostSNIRegexp(`HOSTILE`)\"\ntls = {}\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmatch = \"ALPN(`HOSTILE`)\"\ntls = {}\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmatch = \"HostSNI(`*`) \\n\\n && \\n::error::FORGED\\n ClientIP(`10.0.0.1`)\"\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmiddlewares = [\"HOSTILE\"]\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nprotocol = \"HOSTILE\"\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\ntls = { secret_name = \"HOSTILE\", options = \"HOSTILE\", cert_resolver = \"HOSTILE\" }\nsni = \"a.test\"\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nlabels = { \"HOSTILE\" = \"HOSTILE\" }\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nannotations = { a = \"HOSTILE\" }\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nallow = [{ code = \"HOSTILE\", reason = \"HOSTILE\" }]\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\n\"HOSTILE\" = 1\n",
    "[\"HOSTILE\"]\nx = 1\n",
    "namespace = \"HOSTILE\"\n[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\n",
    "labels = { a = \"HOSTILE\" }\n[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\n",
    "[middlewares.\"HOSTILE\"]\nip_allow_list = [\"HOSTILE\"]\n[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmiddlewares = [\"HOSTILE\"]\n",
    "[middlewares.m]\nip_allow_list = [\"10.0.0.0/8\"]\n[middlewares.\"ops/HOSTILE\"]\nexternal = true\n",
    "[entry_points]\n\"HOSTILE\" = 1\n[routes.r]\nentry_points = [\"HOSTILE\"]\nservice = \"a:1\"\n",
    "[entry_points]\ne = { port = 1, http_hosts = [\"HOSTILE\"], read_timeout = \"HOSTILE\" }\n[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\n",
    "[traefik]\nversion = \"HOSTILE\"\ningress_class_name = \"HOSTILE\"\n",
    "[lints]\n\"HOSTILE\" = \"HOSTILE\"\n",
    "[tls_options.\"HOSTILE\"]\nmin_version = \"HOSTILE\"\nalpn_protocols = [\"HOSTILE\"]\n",
    "[servers_transports.\"HOSTILE\"]\ndial_timeout = \"HOSTILE\"\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\n[invariants.\"HOSTILE\"]\nto = \"HOSTILE\"\nonly = { entry_point = \"HOSTILE\" }\nreason = \"HOSTILE\"\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\n[scenarios.\"HOSTILE\"]\ndescription = \"HOSTILE\"\nsteps = [{ connect = { entry_point = \"e\", client_ip = \"10.0.0.1\", sni = \"HOSTILE\", alpn = [\"HOSTILE\"] }, expect = \"forwarded\" }]\n",
    "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\n[scenarios.\"HOSTILE\"]\nsteps = [{ apply = \"routes.r\", set = { service = \"HOSTILE:1\" }, expect = \"created\" }]\n",
];

const FOR_PEOPLE: [&str; 23] = [
    "check",
    "check --fix",
    "list",
    "test",
    "test --coverage",
    "build -o out.yaml",
    "build -o out/",
    "build --check -o out.yaml",
    "route --entry-point e --client-ip 10.0.0.1",
    "route --entry-point e --client-ip 10.0.0.1 --sni a.test --explain",
    "reach",
    "reach --format markdown",
    "graph",
    "graph --format mermaid",
    "graph --format dot",
    "diff --against empty.toml",
    "diff --against empty.toml --format markdown",
    "upgrade --from 3.0 --to 3.7",
    "upgrade --from 3.0 --to 3.7 --format markdown",
    "check --allow nothing",
    "test --scenario nothing",
    "build --target helm-values -o values.yaml",
    "build --target file -o file.yaml",
];

const FOR_PROGRAMS: [&str; 8] = [
    "check --format json",
    "check --format sarif",
    "list --format json",
    "test --format json",
    "route --entry-point e --client-ip 10.0.0.1 --format json",
    "reach --format json",
    "diff --against empty.toml --format json",
    "upgrade --from 3.0 --to 3.7 --format json",
];

fn sandbox(place: &str) -> Sandbox {
    let empty = "[routes.other]\nentry_points = [\"e\"]\nservice = \"b:1\"\n";
    Sandbox::empty().file("tcpgen.toml", place.replace("HOSTILE", HOSTILE)).file("empty.toml", empty)
}

/// What people read: nothing steers the terminal, and the hostile text begins no line.
fn is_tame(command: &str, place: &str, text: &str) {
    assert!(!text.contains('\u{202e}'), "{command}\n{place}\n{text:?}");
    begins_nothing(command, place, text);
}

/// What programs read, which have each letter as it is: the same but for letters that no terminal obeys.
fn begins_nothing(command: &str, place: &str, text: &str) {
    let steers = |letter: char| letter.is_control() && letter != '\n';
    assert!(!text.contains(steers), "{command}\n{place}\n{text:?}");
    for line in text.lines() {
        let begins = line.trim_start();
        let forged = ["::error::FORGED", "##[error]FORGED", "- FORGED", "FORGED"];
        assert!(!forged.iter().any(|forged| begins.starts_with(forged)), "{command}\n{place}\n{text}");
    }
}

/// What is left of a text for a terminal with colours and links when those are removed that are our own: to our pages, and
/// never the hostile text's.
fn without_colours(command: &str, place: &str, text: &str) -> String {
    assert!(!text.contains("\u{1b}[31m"), "{command}\n{place}\n{text:?}");
    let ours = concat!(r"\x1b\[[0-9;]*m|\x1b\]8;;(", env!("CARGO_PKG_REPOSITORY"), r"[!-~]*)?\x1b\\");
    regex::Regex::new(ours).unwrap().replace_all(text, "").into_owned()
}

#[test]
fn nothing_unescaped_is_coloured() {
    let mut coloured = 0;
    for place in PLACES {
        let sandbox = sandbox(place).variable("CLICOLOR_FORCE", "1").variable("FORCE_HYPERLINK", "1");
        for command in ["check", "check --fix", "test", "diff --against empty.toml", "explain \u{1b}[31mx", "list"] {
            let Ran { out, err, .. } = sandbox.run(command);
            for text in [out, err] {
                coloured += usize::from(text.contains('\u{1b}'));
                is_tame(command, place, &without_colours(command, place, &text));
            }
            sandbox.write("tcpgen.toml", place.replace("HOSTILE", HOSTILE));
        }
    }
    assert!(coloured > PLACES.len(), "{coloured}");
}

#[test]
fn nothing_unescaped_leaves_a_command() {
    for place in PLACES {
        let sandbox = sandbox(place);
        for command in FOR_PEOPLE {
            let Ran { out, err, .. } = sandbox.run(command);
            // Otherwise it is its arguments that are refused, and nothing of the text is shown.
            assert!(!err.contains("Usage: ") && !err.contains("required arguments"), "{command}: {err}");
            is_tame(command, place, &out);
            is_tame(command, place, &err);
            sandbox.write("tcpgen.toml", place.replace("HOSTILE", HOSTILE));
        }
        for command in FOR_PROGRAMS {
            let Ran { out, err, .. } = sandbox.run(command);
            is_tame(command, place, &err);
            assert!(out.is_empty() || serde_json::from_str::<Value>(&out).is_ok(), "{command}\n{place}\n{out}");
            begins_nothing(command, place, &out);
        }
        let junit = sandbox.run("test --format junit").out;
        let written = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\t');
        assert!(junit.chars().all(written) && !junit.contains("\n::error::"), "{place}\n{junit}");
    }
}

#[test]
fn github_gets_one_command_for_each_finding() {
    for place in PLACES {
        let sandbox = sandbox(place);
        let found: Value = sandbox.run("check --format json").json();
        let out = sandbox.run("check --format github").out;
        is_tame("check --format github", place, &out);
        assert_eq!(out.lines().count(), found.as_array().unwrap().len(), "{place}\n{out}");
        let is_command = |line: &str| ["::error ", "::warning ", "::notice "].iter().any(|it| line.starts_with(it));
        assert!(out.lines().all(is_command), "{place}\n{out}");
    }
}
