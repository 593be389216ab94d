use tcpgen::fix::fix;
use tcpgen::report;
use tcpgen::{Options, compile};

use super::measure::{doubles, each, sources, subject};

/// Each range is a finding with a fix.
fn findings(n: usize) -> String {
    format!(
        "[middlewares.m]\nip_allow_list = [\"10.0.0.0/8\",\n{}]\n",
        each(n, |at| format!("\"10.{}.{}.0/24\",\n", at / 250, at % 250))
    )
}

/// Each key is a finding that says which keys are known.
fn unknown(n: usize) -> String {
    each(n, |at| format!("[routes.r{at}]\nentry_points = [\"e\"]\nservice = \"a:1\"\nk{at} = 1\n"))
}

#[test]
fn formats() {
    for (name, text) in [("findings", findings as fn(usize) -> String), ("unknown keys", unknown)] {
        doubles(
            &format!("{name} as JSON"),
            500,
            |n| subject(text(n)),
            |subject| {
                drop(report::json(&subject.compilation.diagnostics, &subject.sources).to_string());
            },
        );
        doubles(
            &format!("{name} as SARIF"),
            500,
            |n| subject(text(n)),
            |subject| {
                drop(report::sarif(&subject.compilation.diagnostics, &subject.sources).to_string());
            },
        );
        doubles(
            &format!("{name} for GitHub"),
            500,
            |n| subject(text(n)),
            |subject| {
                drop(report::github(&subject.compilation.diagnostics, &subject.sources));
            },
        );
        doubles(
            &format!("{name} for people"),
            100,
            |n| subject(text(n)),
            |subject| {
                drop(report::human(&subject.compilation.diagnostics, &subject.sources, report::Style::default()));
            },
        );
    }
}

#[test]
fn fixes() {
    let options = Options::default();
    let fixed = |what: &str, n: usize, text: &dyn Fn(usize) -> String| {
        doubles(
            what,
            n,
            |n| sources(text(n)),
            |sources| {
                let compilation = compile(sources, &options);
                let fixed = fix(sources.clone(), compilation, &options);
                assert!(!fixed.done.is_empty());
            },
        );
    };
    fixed("fixes of ranges", 250, &findings);
    fixed("fixes of keys", 250, &|n| {
        each(n, |at| format!("[routes.r{at}]\nentry_point = [\"e{at}\"]\nservice = \"a:1\"\n"))
    });
    fixed("fixes that do harm", 20, &|n| {
        each(n, |at| format!("[middlewares.m{at}]\nip_allow_list = [\"10.0.0.1/8\", \"10.0.0.0/8\"]\n"))
    });
}
