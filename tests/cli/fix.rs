use super::sandbox::{Sandbox, state};
use super::{GOOD, WARNS, WRONG};

#[test]
fn safe_fixes_are_applied_and_comments_kept() {
    let sandbox = state(WRONG);
    sandbox
        .run("check --fix")
        .exits(0)
        .prints("")
        .tells("fixed tcpgen.toml:2: rename to `entry_points` [unknown-key]\nno problems found\n");
    assert_eq!(sandbox.read("tcpgen.toml"), WRONG.replace("entrypoints", "entry_points"));
}

#[test]
fn what_a_fix_uncovers_is_fixed_in_the_next_round() {
    let text = "# head\r\n[Routes.pg] # a\r\nentrypoints = [\"pg\"] # b\r\nservice = \"pg:5432\"\r\n";
    let sandbox = state(text);
    let ran = sandbox.run("check --fix").exits(0);
    ran.tells_part("fixed tcpgen.toml:2: rename to `routes`")
        .tells_part("fixed tcpgen.toml:3: rename to `entry_points`");
    assert_eq!(
        sandbox.read("tcpgen.toml"),
        text.replace("[Routes.", "[routes.").replace("entrypoints", "entry_points")
    );
}

#[test]
fn what_is_left_is_shown_and_decides_the_exit_code() {
    let sandbox = state(&format!("{WRONG}[middlewares.m]\nzzz = 1\n"));
    sandbox.run("check --fix").exits(1).prints_part("unknown key `zzz`").tells_part("fixed tcpgen.toml:2:");
    let sandbox = state(WARNS);
    sandbox.run("check --fix").exits(0).prints_part("1 warning").tells("nothing that can be fixed safely\n");
    assert_eq!(sandbox.read("tcpgen.toml"), WARNS);
}

#[test]
fn only_files_that_changed_are_written() {
    let sandbox =
        Sandbox::empty().file("conf/a.toml", WRONG).file("conf/b.toml", "[middlewares.m]\nin_flight_conn = 1\n");
    let modified = || std::fs::metadata(sandbox.path("conf/b.toml")).unwrap().modified().unwrap();
    let before = modified();
    std::thread::sleep(std::time::Duration::from_millis(20));
    sandbox.run("check --fix conf --format json").tells_part("fixed conf/a.toml:2: ");
    assert_eq!(modified(), before);
    assert!(sandbox.read("conf/a.toml").contains("entry_points"));
}

#[test]
fn a_syntax_error_beside_it_does_not_hinder_a_fix() {
    let sandbox = state(&format!("x = = 1 # c\n{WRONG}"));
    sandbox.run("check --fix").exits(1).prints_part("error[toml-syntax]").tells_part("rename to `entry_points`");
    assert_eq!(sandbox.read("tcpgen.toml"), format!("x = = 1 # c\n{}", WRONG.replace("entrypoints", "entry_points")));
}

#[test]
fn two_spellings_of_one_key_are_not_made_one() {
    let text = "[routes.pg]\nentrypoints = [\"a\"]\nentry_points = [\"b\"]\nservice = \"pg:5432\"\n";
    let sandbox = state(text);
    sandbox.run("check --fix").exits(1);
    assert_eq!(sandbox.read("tcpgen.toml"), text, "a key that stands twice is a syntax error");
}

#[test]
fn a_state_without_fault_stays_as_it_is() {
    let sandbox = state(GOOD);
    sandbox.run("check --fix").exits(0).tells("nothing that can be fixed safely\nno problems found\n");
    assert_eq!(sandbox.read("tcpgen.toml"), GOOD);
}

/// `--fix` once changed each of these without being certain: into a route that ends TLS, a port, a list, other objects, a wider
/// range, a suppressed warning.
#[test]
fn what_is_not_certain_is_left_as_it_is() {
    let route = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\n";
    for text in [
        format!("{route}tags = {{}}\n"),
        format!("{route}rule = \"HostSNI(`*`)\"\n"),
        "[entry_points.pg]\nhost = \"h\"\n".to_owned(),
        "[routes.pg]\nservice = \"pg:5432\"\n[routes.pg.entry_points]\nname = \"pg\"\n".to_owned(),
        format!("{route}middlewares = [\"m\"]\n[middlewares.m]\nip_allow_list = [\"10.1.2.3/8\"]\n"),
        format!("allow = [{{ code = \"allow-everyone\", reason = \"r\" }}]\n{route}"),
    ] {
        let sandbox = state(&text);
        sandbox.run("check --fix").tells_part("nothing that can be fixed safely");
        assert_eq!(sandbox.read("tcpgen.toml"), text);
    }
}

#[test]
fn two_fixes_of_one_place_do_not_block_those_of_other_places() {
    let twice = "[routes.my]\nentryPoints = [\"a\"]\nEntryPoints = [\"b\"]\nservice = \"my:3306\"\n";
    let sandbox = state(&format!("{twice}{WRONG}"));
    sandbox.run("check --fix").exits(1).tells_part("rename to `entry_points`");
    assert_eq!(sandbox.read("tcpgen.toml"), format!("{twice}{}", WRONG.replace("entrypoints", "entry_points")));
}

/// The rename alone would read `zzz` for the first time: one error for another.
#[test]
fn a_fix_that_brings_another_error_to_light_is_left_to_a_person() {
    let hides = "[Middlewares.m]\nip_allow_list = [\"10.0.0.1\"]\nzzz = 1\n";
    let sandbox = state(&format!("{WRONG}{hides}"));
    sandbox.run("check --fix").exits(1).prints_part("did you mean `middlewares`?").tells_part("fixed tcpgen.toml:2:");
    assert_eq!(sandbox.read("tcpgen.toml"), format!("{}{hides}", WRONG.replace("entrypoints", "entry_points")));
}

#[test]
fn what_a_fix_changes_for_connections_is_reported_and_fixing_again_changes_nothing() {
    let text = "[routes.pg]\nentry_points = [\"pg\"]\nmatch = \"ClientIP(`10.0.0.1`) or ClientIP(`10.0.0.2`) or ClientIP(`10.0.0.3`)\"\n\
                service = \"pg:5432\"\nmiddlewares = [\"m\", \"m\"]\n[middlewares.m]\nin_flight_conn = 1\n\
                [tls_options.default]\nmin_version = \"TLS13\"\n";
    let sandbox = state(text);
    sandbox
        .run("check --fix")
        .exits(0)
        .tells_part("fixed tcpgen.toml:3: write `||` [rule-syntax]\n")
        .tells_part("fixed tcpgen.toml:9: write `VersionTLS13`, which takes effect now [unknown-tls-version]\n")
        .tells_part("fixed tcpgen.toml:5: remove it [repeated-middleware]\n");
    let fixed = text.replace(" or ", " || ").replace(", \"m\"]", "]").replace("\"TLS13", "\"VersionTLS13");
    assert_eq!(sandbox.read("tcpgen.toml"), fixed);
    sandbox.run("check --fix").exits(0).tells_part("nothing that can be fixed safely");
    assert_eq!(sandbox.read("tcpgen.toml"), fixed);
}

/// With the bracket closed, the table would have the key twice.
#[test]
fn a_table_with_a_syntax_error_is_left_to_a_person() {
    let damaged = "[middlewares.m]\nip_allow_list = [\"10.0.0.1\"\nip_white_list = [\"10.0.0.2\"]\n\n";
    let sandbox = state(&format!("{damaged}{WRONG}"));
    sandbox.run("check --fix").exits(1).tells_part("rename to `entry_points`");
    assert_eq!(sandbox.read("tcpgen.toml"), format!("{damaged}{}", WRONG.replace("entrypoints", "entry_points")));
}

/// What Traefik makes of the objects is reported as soon as they can be read.
#[test]
fn a_manifest_is_mended_where_a_text_needs_quotes() {
    let manifest = |name: &str| {
        format!(
            "apiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata:\n  name: pg\nspec:\n  entryPoints: [pg]\n  \
             routes:\n  - match: HostSNI(`*`)\n    services:\n    - {{ name: {name}, port: 5432 }}\n    middlewares:\n    - {{ name: none-such }}\n"
        )
    };
    let sandbox = Sandbox::empty().file("m.yaml", manifest("on"));
    sandbox.run("check --fix m.yaml").exits(0).tells_part("fixed m.yaml:10: write `\"on\"` [manifest-wrong-type]\n");
    assert_eq!(sandbox.read("m.yaml"), manifest("\"on\""));
    sandbox.run("check --fix m.yaml").exits(0).tells_part("nothing that can be fixed safely");
}

#[test]
fn one_fix_too_many_in_a_large_state_costs_none_of_the_others() {
    let mut text = "[routes.both]\nservice = \"pg:1\"\nentrypoints = [\"a\"]\nentry_points = [\"b\"]\n".to_owned();
    for index in 0..200 {
        use std::fmt::Write as _;
        write!(text, "[routes.r{index}]\nentrypoints = [\"e{index}\"]\nservice = \"pg:1\"\n").unwrap();
    }
    let hides = "[Middlewares.m]\nzzz = 1\n";
    let sandbox = state(&format!("{text}{hides}"));
    sandbox.run("check --fix").exits(1);
    let (both, rest) = text.split_at(text.find("[routes.r0]").unwrap());
    assert_eq!(sandbox.read("tcpgen.toml"), format!("{both}{}{hides}", rest.replace("entrypoints", "entry_points")));
}

/// A fix of another entry, tried together with the rename, once made up for the error that the rename uncovered.
#[test]
fn an_error_that_a_fix_brings_to_light_is_not_excused_by_one_of_another_entry() {
    let hides = "[middlewares.m]\nip_allowlist = \"10.0.0.1, 192.0.2.0/24\"\n";
    let route = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\nmiddlewares = \"m\"\n";
    let sandbox = state(&format!("{hides}{route}"));
    sandbox.run("check --fix").exits(1).prints_part("unknown key `ip_allowlist`").tells_part("fixed tcpgen.toml:6:");
    assert_eq!(sandbox.read("tcpgen.toml"), format!("{hides}{}", route.replace("\"m\"", "[\"m\"]")));
}

#[test]
fn an_error_that_a_fix_brings_to_light_is_not_excused_by_one_of_another_key() {
    let text = "[middlewares.m]\nin_flight_conn = 1\n[routes.pg]\nentrypoints = \"pg, my\"\nservice = \"pg:5432\"\nmiddlewares = \"m\"\n";
    let sandbox = state(text);
    sandbox.run("check --fix").exits(1).prints_part("unknown key `entrypoints`").tells_part("fixed tcpgen.toml:6:");
    assert_eq!(sandbox.read("tcpgen.toml"), text.replace("\"m\"", "[\"m\"]"));
}

/// The entries are of one name; only their tables differ.
#[test]
fn an_error_that_a_fix_brings_to_light_is_not_excused_by_one_of_an_entry_of_the_same_name() {
    let hides = "[middlewares.pg]\nip_allowlist = \"10.0.0.1, 192.0.2.0/24\"\n";
    let route = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\nmiddlewares = \"pg\"\n";
    let sandbox = state(&format!("{hides}{route}"));
    sandbox.run("check --fix").exits(1);
    assert_eq!(sandbox.read("tcpgen.toml"), format!("{hides}{}", route.replace("\"pg\"\n", "[\"pg\"]\n")));
}

/// A later attempt that changed nothing once made it forget which line the fix had changed.
#[test]
fn a_fix_whose_own_line_is_warned_of_then_is_left_to_a_person() {
    let text = "[middlewares.m]\nip_allow_list = \"10.1.2.3/8\"\n\
                [routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\nmiddlewares = [\"m\"]\n";
    let sandbox = state(text);
    sandbox.run("check --fix").exits(1).prints_part("wrong-type").tells_part("nothing that can be fixed safely");
    assert_eq!(sandbox.read("tcpgen.toml"), text);
}

#[test]
fn what_a_file_says_does_not_steer_the_terminal() {
    let sandbox = state(
        "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\ntls = {}\nmatch = \"HostSNI(`a`) || HostSNIRegexp('^(b|\\u001b)$')\"\n",
    );
    let text = sandbox.run("check --fix").err;
    assert!(text.contains("fixed tcpgen.toml:5: put it in backticks"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text:?}");
    let mended = sandbox.read("tcpgen.toml");
    assert!(mended.contains("HostSNIRegexp(`^(b|\\u001b)$`)"), "{mended}");
}

#[test]
fn a_text_that_is_piped_through_comes_back_fixed() {
    let fixed = WRONG.replace("entrypoints", "entry_points");
    let sandbox = Sandbox::empty().stdin(WRONG);
    sandbox
        .run("check --fix -")
        .exits(0)
        .prints(&fixed)
        .tells("fixed <stdin>:2: rename to `entry_points` [unknown-key]\nno problems found\n");
    sandbox.run("check --fix --stdin-filename a.toml -").prints(&fixed).tells_part("fixed a.toml:2: ");
    // Whatever is left to report does not get into the text.
    let left = Sandbox::empty().stdin(WARNS);
    left.run("check --fix - --format json").prints(WARNS).tells_part("\"code\": ");
    left.file("a.toml", GOOD).run("check --fix --by-root --stdin-filename a.toml -").exits(0).prints(WARNS);
}

#[test]
fn a_diff_shows_the_changes_and_writes_nothing() {
    let text = format!("# head\n\n[middlewares.m]\nin_flight_conn = 1\n\n{WRONG}").replace('\n', "\r\n");
    let sandbox = state(&text).file("good.toml", GOOD);
    let diff = sandbox.run("check --fix --diff").exits(1);
    diff.prints_part("--- tcpgen.toml\n+++ tcpgen.toml\n@@ -4,5 +4,5 @@\n")
        .prints_part("-entrypoints = ")
        .prints_part("+entry_points = ")
        .tells("would fix tcpgen.toml:7: rename to `entry_points` [unknown-key]\n");
    assert_eq!(sandbox.read("tcpgen.toml"), text);
    sandbox.run("check --fix --diff good.toml").exits(0).prints("").tells("nothing that can be fixed safely\n");
    sandbox.run("check --diff").exits(2);
    // Others can read it: what it gives is what `--fix` writes.
    sandbox.shell("$TCPGEN check --fix --diff > a.patch; git apply -p0 a.patch").exits(0);
    assert_eq!(sandbox.read("tcpgen.toml"), text.replace("entrypoints", "entry_points"));
}

/// Changes far apart and side by side, removed and added lines, in texts with either ending and with none at the end.
#[test]
fn a_diff_is_what_fix_does_whatever_there_is_to_fix() {
    use std::fmt::Write as _;
    let mut rng = fastrand::Rng::with_seed(7);
    for round in 0..12 {
        let mut text = String::from("[entry_points]\npg = 5432\n");
        for number in 0..rng.usize(1..120) {
            let key = if rng.bool() { "entry_points" } else { "entrypoints" };
            let repeated =
                if rng.bool() { "\"10.0.0.1\", \"10.0.0.1\"" } else { "\n  \"10.0.0.1\",\n  \"10.0.0.1\",\n" };
            let range = if rng.bool() { "\"10.0.0.1\"" } else { repeated };
            let comment = "# between\n".repeat(rng.usize(0..9));
            let _ = write!(
                text,
                "{comment}[middlewares.m{number}]\nip_allow_list = [{range}]\n[routes.r{number}]\n{key} = [\"pg\"]\n"
            );
            let _ = write!(
                text,
                "sni = \"r{number}.b\"\ntls = \"passthrough\"\nservice = \"s:1\"\nmiddlewares = [\"m{number}\"]\n"
            );
        }
        let text = if round % 3 == 0 { text.replace('\n', "\r\n") } else { text };
        let text = if round % 2 == 0 { text.trim_end() } else { &text };
        let (patched, fixed) = (state(text), state(text));
        patched.shell("$TCPGEN check --fix --diff > a.patch; test ! -s a.patch || git apply -p0 a.patch").exits(0);
        fixed.run("check --fix").exits(0);
        assert_eq!(patched.read("tcpgen.toml"), fixed.read("tcpgen.toml"), "{text}");
    }
}

/// The end of a file, and what would steer a terminal or give a CI system a command.
#[test]
fn a_diff_shows_what_is_special() {
    let sandbox = state(&format!("# \t::error::a\n# \u{1b}[2J\n{}", WRONG.trim_end()));
    let diff = sandbox.run("check --fix --diff").exits(1);
    assert!(!diff.out.contains('\u{1b}'), "{diff:?}");
    let last = WRONG.trim_end().lines().next_back().unwrap();
    diff.prints_part(&format!(" {last}\n\\ No newline at end of file\n")).prints_part("# \t::error::a");
}

#[test]
fn fixes_that_change_the_meaning_are_applied_on_request() {
    let text = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\nmiddlewares = [\"offce\"]\n\
                [middlewares.office]\nip_allow_list = [\"10.1.2.3/8\"]\n";
    let sandbox = state(text);
    sandbox.run("check").prints_part("1 fixable with `--fix --unsafe-fixes`");
    sandbox.run("check --fix").tells_part("nothing that can be fixed safely");
    sandbox.run("check --fix --unsafe-fixes --diff").exits(1).prints_part("+middlewares = [\"office\"]\n");
    sandbox.run("check --fix --unsafe-fixes").tells_part("fixed tcpgen.toml:4: ");
    // Whether the network or the address was meant, a person decides.
    assert_eq!(sandbox.read("tcpgen.toml"), text.replace("offce", "office"));
    sandbox.run("check --unsafe-fixes").exits(2);
}
