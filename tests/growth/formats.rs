use std::io::{Write, sink};

use tcpgen::drawing::{DrawingFormat, Graph, draw};
use tcpgen::fix::{Fixes, fix};
use tcpgen::question::{Outline, Question as _, Subject};
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
                serde_json::to_writer_pretty(sink(), &subject.reported()).unwrap();
            },
        );
        doubles(
            &format!("{name} as SARIF"),
            500,
            |n| subject(text(n)),
            |subject| {
                serde_json::to_writer(sink(), &report::sarif(&subject.compilation.diagnostics, &subject.sources))
                    .unwrap();
            },
        );
        doubles(
            &format!("{name} for GitHub"),
            500,
            |n| subject(text(n)),
            |subject| {
                report::github(&subject.compilation.diagnostics, &subject.sources).for_each(drop);
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

/// Each has a middleware and a service of its own, and a finding.
fn guarded(n: usize) -> String {
    each(n, |at| {
        format!(
            "[middlewares.m{at}]\nip_allow_list = [\"10.0.0.0/8\", \"10.0.0.1\"]\n\
             [routes.r{at}]\nentry_points = [\"e\"]\nservice = \"s{at}:1\"\nmiddlewares = [\"m{at}\"]\nsni = \"a{at}.test\"\n"
        )
    })
}

/// One that all of its middlewares guard, and that leads to all of its services.
fn chained(n: usize) -> String {
    let all = |what: &dyn Fn(usize) -> String| each(n, what);
    format!(
        "{}[routes.r]\nentry_points = [\"e\"]\nmiddlewares = [{}]\nservices = [{}]\n",
        all(&|at| format!("[middlewares.m{at}]\nin_flight_conn = 1\n")),
        all(&|at| format!("\"m{at}\", ")),
        all(&|at| format!("{{ name = \"s{at}\", port = 1 }}, ")),
    )
}

#[test]
fn drawings() {
    for format in [DrawingFormat::Svg, DrawingFormat::Mermaid, DrawingFormat::Dot] {
        for (name, text) in [("routes", guarded as fn(usize) -> String), ("middlewares and services", chained)] {
            doubles(
                &format!("{name} as {format:?}"),
                200,
                |n| subject(text(n)),
                |subject| {
                    let outlined = Outline.ask(subject).unwrap();
                    drop(draw(&Graph::new(&outlined, subject), format));
                },
            );
        }
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
                let fixed = fix(sources.clone(), compilation, &options, Fixes::Safe);
                assert!(!fixed.done.is_empty());
            },
        );
    };
    let list = |all: String| format!("[middlewares.m]\nip_allow_list = [{all}]\n");
    fixed("fixes in one line", 250, &|n| {
        list(each(n, |at| format!("\"10.{}.{}.0/24\", ", at / 2 / 250, at / 2 % 250)))
    });
    fixed("fixes in one list", 250, &|n| {
        list(each(n, |at| format!("\"10.{}.{}.0/24\",\n", at / 2 / 250, at / 2 % 250)))
    });
    fixed("fixes of keys", 250, &|n| {
        each(n, |at| format!("[routes.r{at}]\nentryPoints = [\"e{at}\"]\nservice = \"a:1\"\n"))
    });
    fixed("fixes in one table", 250, &|n| {
        format!("[routes.r]\nservice = \"a:1\"\nentry_points = [{}]\n", "\"e\", ".repeat(n))
    });
}

/// Counts what is written, and keeps nothing of it.
#[derive(Default)]
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// No format holds in memory what it writes.
#[test]
fn what_is_written_for_programs_streams() {
    type Writer = fn(&Subject, &mut Counted);
    let writers: [(&str, Writer); 3] = [
        ("JSON", |subject, out| serde_json::to_writer_pretty(out, &subject.reported()).unwrap()),
        ("SARIF", |subject, out| {
            serde_json::to_writer(out, &report::sarif(&subject.compilation.diagnostics, &subject.sources)).unwrap();
        }),
        ("GitHub", |subject, out| {
            for part in report::github(&subject.compilation.diagnostics, &subject.sources) {
                out.write_all(part.as_bytes()).unwrap();
            }
        }),
    ];
    let subject = subject(findings(5_000));
    for (name, write) in writers {
        let mut out = Counted::default();
        let peak = allocation_counter::measure(|| write(&subject, &mut out)).bytes_max;
        assert!(10 * peak < out.0, "{name}: {peak} bytes in memory for {} bytes of output", out.0);
    }
}
