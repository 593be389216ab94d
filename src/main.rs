//! The `tcpgen` command.

fn main() {
    let mut s = tcpgen::source::Sources::default();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        s.add(tcpgen::source::SourceFile::new(path, text));
    }
    let c = tcpgen::compile(&s, tcpgen::Options::default());
    let t = std::time::Instant::now();
    let o = tcpgen::report::human(&c.diagnostics, &s, tcpgen::report::Style::default());
    eprintln!("{:?}", t.elapsed());
    print!(
        "{o}{}",
        tcpgen::report::note(tcpgen::diagnostic::Severity::Error, "cannot", Some("help it"), Default::default())
    );
}
