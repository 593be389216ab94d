//! The `tcpgen` command.

fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let sources = tcpgen::source::Sources::single(path, text);
    let t = std::time::Instant::now();
    let c = tcpgen::compile(&sources, tcpgen::Options::default());
    eprintln!("{:?}", t.elapsed());
    for d in &c.diagnostics {
        eprintln!("{:?} {} {} {:?}", sources.position(d.span).map(|p| p.0), d.code.name, d.message, d.help);
    }
    let y = tcpgen::output::yaml(c.resources.emitted()).unwrap();
    eprintln!("{:?}", t.elapsed());
    print!("{y}");
}
