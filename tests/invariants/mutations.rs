//! The cookbook's invariants against mutations of its examples: whoever gets in anew breaks one, and nothing else does.

use std::collections::BTreeSet;
use std::fs;

use tcpgen::analysis::Classes;
use tcpgen::analysis::reach::Reached;
use tcpgen::analysis::set::{ConnectionSet, Universe};
use tcpgen::routing::{Router, RoutingTable};
use tcpgen::source::Sources;
use tcpgen::{Compilation, Options, compile};

/// Examples whose invariants permit more than their routes do: their scenarios need it.
const LOOSE: [&str; 2] = ["workflow-gitops", "workflow-secure-routing"];

/// An example without its scenarios: what is declared, and the invariants.
struct Example {
    name: String,
    declared: String,
    invariants: String,
}

fn examples() -> Vec<Example> {
    let files = fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path());
    let states = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let mut found: Vec<Example> = states
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let (declared, rest) =
                text.split_once("\n[invariants.").unwrap_or_else(|| panic!("{} has none", path.display()));
            let invariants = rest.split("\n[scenarios.").next().unwrap();
            Example {
                name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                declared: format!("{declared}\n"),
                invariants: format!("[invariants.{invariants}\n"),
            }
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Every text in which one line is replaced by others.
fn mutations(declared: &str) -> Vec<String> {
    let lines: Vec<&str> = declared.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mut put =
            |new: String| found.push([&lines[..at], &[new.as_str()], &lines[at + 1..]].concat().join("\n") + "\n");
        let quoted: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        if line.starts_with("ip_allow_list") {
            for range in &quoted {
                for wider in wider(range) {
                    put(line.replace(range, &wider));
                }
            }
        } else if line.starts_with("sni") {
            for name in &quoted {
                put(line.replace(name, "mutated.example.org"));
            }
            put("sni = \"*\"".to_owned());
        } else if line.starts_with("middlewares") {
            put(String::new());
            for name in &quoted {
                put(line.replace(&format!("\"{name}\""), "").replace(", ]", "]").replace("[, ", "["));
            }
        } else if line.starts_with("[routes.") {
            for key in ["priority = 1", "priority = 1000"] {
                put(format!("{line}\n{key}"));
            }
        } else if line.starts_with("tls = {") {
            // Passed through, it lets in clients of other protocols, of which the cookbook's invariants say nothing.
            put(String::new());
        } else if line.starts_with("tls =") {
            for key in ["", "tls = \"passthrough\"", "tls = {}"] {
                put(key.to_owned());
            }
        } else if line.starts_with("service") {
            put(format!("{line}\ntls = \"passthrough\""));
        }
    }
    found
}

/// A range of twice the size, and one with everybody.
fn wider(range: &str) -> Vec<String> {
    let everybody = if range.contains(':') { "::/0" } else { "0.0.0.0/0" };
    let most = if range.contains(':') { 128 } else { 32 };
    let (address, length) =
        range.split_once('/').map_or((range, most), |(a, length)| (a, length.parse::<u8>().unwrap()));
    vec![format!("{address}/{}", length - 1), everybody.to_owned()]
}

fn compiled(text: &str) -> Compilation {
    compile(&Sources::single("tcpgen.toml", text), &Options::default())
}

/// Who may reach a service.
fn clients(universe: &Universe, table: &RoutingTable, service: &str) -> ConnectionSet {
    let classes = Classes::new(universe, table);
    classes.set(|answer| {
        answer
            .is_some_and(|answer| Reached::new(table, answer).services.iter().any(|reached| reached.service == service))
    })
}

/// The services that `only` and `never` name.
fn named(compilation: &Compilation) -> BTreeSet<String> {
    let invariants = compilation.desired.invariants.iter().filter(|named| named.body.always.is_none());
    let names: Vec<_> = invariants.flat_map(|named| &named.body.to).flat_map(|to| &to.items).collect();
    let shares = compilation.table.routers().iter().flat_map(Router::shares).map(ToString::to_string);
    shares
        .filter(|share| {
            let is = |name: &str| name.parse::<tcpgen::analysis::reach::ServiceName>().is_ok_and(|name| name.is(share));
            names.iter().any(|name| is(name.as_str()))
        })
        .collect()
}

#[test]
fn whoever_gets_in_anew_breaks_an_invariant_and_nothing_else_does() {
    let (mut tried, mut opened, mut alike) = (0, 0, 0);
    for Example { name, declared, invariants } in examples() {
        let before = compiled(&format!("{declared}{invariants}"));
        assert!(before.diagnostics.is_empty(), "{name}: {:?}", before.diagnostics);
        let services = named(&before);
        for mutated in mutations(&declared) {
            let after = compiled(&format!("{mutated}{invariants}"));
            if after
                .diagnostics
                .iter()
                .any(|found| found.severity.name() == "error" && found.code.name != "broken-invariant")
            {
                continue;
            }
            tried += 1;
            let broken: Vec<&str> = after
                .diagnostics
                .iter()
                .filter(|found| found.code.name == "broken-invariant")
                .map(|found| found.message.as_str())
                .collect();
            let universe = Universe::new(&[&before.table, &after.table], &[]);
            let all: BTreeSet<String> = [&before, &after]
                .iter()
                .flat_map(|side| side.table.routers())
                .flat_map(Router::shares)
                .map(ToString::to_string)
                .collect();
            let sides = |service: &str| [&before, &after].map(|side| clients(&universe, &side.table, service));
            if all.iter().all(|service| {
                let [was, now] = sides(service);
                was == now
            }) {
                alike += 1;
                assert!(broken.is_empty(), "{name}: {broken:?}\n{mutated}");
                continue;
            }
            let opens = |service: &String| {
                let [was, now] = sides(service);
                !now.difference(&was).is_empty()
            };
            let loose =
                LOOSE.contains(&name.as_str()) && !mutated.contains("/0\"") && mutated.contains("\nmiddlewares");
            if !loose && services.iter().any(opens) {
                opened += 1;
                assert!(!broken.is_empty(), "{name}: somebody gets in anew\n{mutated}");
            }
        }
    }
    println!("{tried} mutations: {opened} let somebody in anew, {alike} change nothing");
    assert!(tried > 150 && opened > 45 && alike > 50, "{tried} {opened} {alike}");
}
