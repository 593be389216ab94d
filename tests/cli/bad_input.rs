use std::time::{Duration, Instant};

use super::GOOD;
use super::sandbox::{Sandbox, state};

#[test]
fn a_syntax_error_and_wrong_keys_further_down_are_told_together() {
    let text = "[routes.pg]\nservice = \"pg:5432\"\nentry_points = [\"pg\"\n\n[middlewares.a]\nip_allowlist = [\"::1\"]\n\n[midleware.b]\n";
    let found = state(text).run("check --format json").exits(1).json();
    let places: Vec<(&str, u64)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|found| (found["code"].as_str().unwrap(), found["start"]["line"].as_u64().unwrap()))
        .collect();
    assert_eq!(places, [("toml-syntax", 3), ("unknown-key", 6), ("unknown-key", 8)]);
    let ran = state(text).run("build -o out.yaml").exits(1).prints("");
    let ran =
        ran.tells_part(" --> tcpgen.toml:3:").tells_part(" --> tcpgen.toml:6:1\n").tells_part(" --> tcpgen.toml:8:2\n");
    assert!(ran.err.ends_with("\n3 errors\n"), "{}", ran.err);
}

#[test]
fn what_cannot_be_read_is_told_at_once_and_nothing_is_written() {
    let sandbox = Sandbox::empty()
        .file("good.toml", GOOD)
        .file("latin1.toml", b"a = 1\n# caf\xe9\n")
        .file("utf16.toml", b"\xff\xfea\0")
        .file("empty/x.txt", "")
        .file("out.yaml", "old");
    sandbox.run("build good.toml missing.toml latin1.toml utf16.toml -o out.yaml").exits(2).prints("").tells(
        "error: cannot read missing.toml: no such file or directory\n\
         error: cannot read latin1.toml: it is not UTF-8 (byte 0xe9 in line 2)\n\
         help: save it as UTF-8\n\
         error: cannot read utf16.toml: it is UTF-16, not UTF-8\n\
         help: save it as UTF-8\n",
    );
    assert_eq!(sandbox.read("out.yaml"), "old");
    sandbox.run("check empty").exits(2).prints("").tells(
        "error: cannot read empty: there is no *.toml or *.yaml or *.yml or *.json file in this directory\n\
         help: directories are not searched further down: name the directory that has the files\n",
    );
}

#[test]
fn a_directory_without_a_state_says_how_to_begin() {
    for command in ["build", "check", "list", "check --format json"] {
        Sandbox::empty().run(command).exits(2).prints("").tells(
            "error: cannot read tcpgen.toml: no such file or directory\n\
             help: name a state file or a directory, or let `tcpgen init` write one\n",
        );
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = state(GOOD);
    std::fs::set_permissions(sandbox.path("tcpgen.toml"), std::fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may do everything (root) may read it.
    if std::fs::read(sandbox.path("tcpgen.toml")).is_err() {
        sandbox.run("build").exits(2).tells("error: cannot read tcpgen.toml: permission denied\n");
    } else {
        sandbox.run("build").exits(0);
    }
}

#[test]
fn a_file_beyond_the_limit_is_refused() {
    let sandbox = state(GOOD);
    std::fs::File::create(sandbox.path("huge.toml")).unwrap().set_len((64 << 20) + 1).unwrap();
    sandbox.run("check huge.toml").exits(2).tells(
        "error: cannot read huge.toml: it is larger than 64 MiB\n\
         help: split the state into several files: they are read as one\n",
    );
}

#[cfg(target_os = "linux")]
#[test]
fn an_endless_file_ends() {
    Sandbox::empty().run("check /dev/zero").exits(2).tells_part("cannot read /dev/zero: it is larger than 64 MiB");
}

/// A release build takes a second at most; this is for a debug build on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(150);

#[test]
fn ten_megabytes_of_garbage_end_in_an_error() {
    let size = 10 << 20;
    let texts: [Vec<u8>; 6] = [
        b"]\n".repeat(size / 2),
        b"a = ]\n".repeat(size / 6),
        b"[".repeat(size),
        b"x".repeat(size),
        b"\0".repeat(size),
        (0_u32..)
            .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
            .map(|byte| byte & 0x7f)
            .take(size)
            .collect(),
    ];
    for (number, text) in texts.into_iter().enumerate() {
        let begun = Instant::now();
        let ran = state("").file("g.toml", text).run("check g.toml").exits(1).tells("");
        assert!(ran.out.contains("error[toml-syntax]") && ran.out.len() < 20_000, "{number}: {}", ran.out.len());
        assert!(begun.elapsed() < PATIENCE, "{number}: {:?}", begun.elapsed());
    }
    let ran = Sandbox::empty().file("g.toml", vec![0xC3; size]).run("check g.toml");
    ran.exits(2).tells_part("it is not UTF-8 (byte 0xc3 in line 1)");
}

#[test]
fn deep_nesting_ends_in_an_error() {
    for text in ["[".repeat(100_000), format!("a = {}", "[".repeat(100_000)), format!("a = {}", "{a=".repeat(100_000))]
    {
        state(&text).run("check").exits(1).prints_part("error[toml-syntax]");
    }
    state(&format!("{}a = 1", "a.".repeat(100_000))).run("check").exits(1);
    let parentheses = "(".repeat(100_000);
    let rule = format!("[routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:1\"\nmatch = '{parentheses}'\n");
    state(&rule).run("check --strict").exits(1).prints_part("tcpgen.toml:4:");
}

#[test]
fn strange_texts_are_no_panic() {
    for text in [
        "\u{feff}",
        "\u{feff}[routes]",
        "=",
        "\r",
        "\u{0}",
        "a",
        "[[routes]]",
        "routes = 1",
        "\"\" = \"\"",
        "[\u{202e}]",
    ] {
        let ran = state(text).run("check");
        assert!(matches!(ran.code, Some(0 | 1)), "{text:?}: {ran:#?}");
        assert!(!ran.err.contains("panic"), "{text:?}: {}", ran.err);
    }
}
