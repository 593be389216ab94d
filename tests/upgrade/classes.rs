//! All connections that two versions treat differently, divided by their causes.

use std::collections::BTreeSet;

use serde_json::json;
use tcpgen::analysis::compare::ClassChange;
use tcpgen::analysis::reach::Reached;
use tcpgen::analysis::set::Universe;
use tcpgen::routing::{Connection, RoutingTable};
use tcpgen::traefik::{Changes, change};
use tcpgen::{Options, TraefikVersion, compile, environment};

use super::{asked, of, subject, upgrade};
use crate::compare::{has, noticed};
use crate::conformance::random::{connections::connection, dice::Dice};
use crate::conformance::versions::tables::World;

/// How many random states: `TCPGEN_UPGRADE_STATES=500` is the long form.
fn states() -> u64 {
    std::env::var("TCPGEN_UPGRADE_STATES").ok().and_then(|number| number.parse().ok()).unwrap_or(30)
}

const SEED: u64 = 20_261_130;
const CONNECTIONS: usize = 150;
const PAIRS: [[&str; 2]; 6] = [
    ["3.6.15", "3.7.15"],
    ["3.0.4", "3.7.15"],
    ["3.7.15", "3.3.4"],
    ["3.4.3", "3.6.15"],
    ["3.6.10", "3.6.11"],
    ["3.7.10", "3.7.12"],
];

const TENANTS: &str =
    "[routes.tenants]\nentry_points = [\"a\"]\nsni = \"*.w.test\"\nservice = \"new:1\"\ntls = \"passthrough\"\n";
const OTHERS: &str = "[routes.others]\nentry_points = [\"a\"]\nservice = \"old:1\"\ntls = \"passthrough\"\n";

#[test]
fn a_wildcard_moves_all_names_under_it_and_no_other() {
    let answer = upgrade(&[TENANTS, OTHERS].concat(), "3.6.15", "3.7.15");
    assert_eq!(answer["verdict"], "mixed");
    let verdicts = json!([
        { "service": "default/new:1", "verdict": "wider" },
        { "service": "default/old:1", "verdict": "narrower" }
    ]);
    assert_eq!(answer["services"], verdicts);
    let classes = of(&answer, "wildcard-hosts")["classes"].as_array().unwrap();
    for class in classes {
        assert_eq!([&class["names"]["under"], &class["names"]["list"]], [&json!(["*.w.test"]), &json!([])]);
        let service = |side: &str| class[side]["services"][0]["service"].clone();
        assert_eq!(
            [&class["change"], &service("was"), &service("now")],
            ["rerouted", "default/old:1", "default/new:1"]
        );
    }
}

#[test]
fn who_gets_in_anew_is_wider_and_on_the_way_back_narrower() {
    let verdict = |from, to| upgrade(TENANTS, from, to)["verdict"].clone();
    assert_eq!([verdict("3.6.15", "3.7.15"), verdict("3.7.15", "3.6.15")], ["wider", "narrower"]);
    assert_eq!(verdict("3.7.12", "3.7.15"), "equivalent");
}

/// `up.test` needs one change, and each of the two routers for capitals another way of reading names.
#[test]
fn one_class_of_two_causes_is_divided() {
    let capitals =
        "[routes.up]\nentry_points = [\"a\"]\nsni = \"UP.test\"\nservice = \"new:1\"\ntls = \"passthrough\"\n";
    let answer = upgrade(&[TENANTS, capitals, OTHERS].concat(), "3.6.15", "3.7.15");
    let names = |id| of(&answer, id)["classes"][0]["names"].clone();
    assert_eq!(names("caseless-hosts")["list"], json!(["up.test"]));
    assert_eq!(names("wildcard-hosts")["under"], json!(["*.w.test"]));
    assert_eq!(names("wildcard-hosts")["list"], json!([]));
}

/// What only one form of a hello shows is no class, and is found by trying it; a name that ends in a dot is one.
#[test]
fn what_classes_do_not_divide_is_tried() {
    let named = [OTHERS, &TENANTS.replace("*.", "x.")].concat();
    let answer = upgrade(&named, "3.6.10", "3.6.12");
    let read = of(&answer, "fragmented-hello-read");
    assert_eq!([&read["classes"], &read["connections"][0]["connection"]["hello"]], [&json!([]), &json!("fragmented")]);
    let closed = &of(&answer, "unreadable-hello-closed")["classes"][0];
    assert_eq!([&answer["verdict"], &closed["change"]], ["narrower", "shut"]);
}

/// What clients notice, and what servers see beside their bytes.
fn seen(table: &RoutingTable, connection: &Connection) -> impl PartialEq + std::fmt::Debug + use<> {
    let services = Reached::of(table, connection).services;
    let wires: BTreeSet<_> = services.into_iter().map(|it| (it.service, it.tls, it.proxy_protocol)).collect();
    (noticed(table, connection), wires)
}

struct Compared {
    old: RoutingTable,
    new: RoutingTable,
    /// Each class with a table that has its causes alone.
    classes: Vec<(ClassChange, RoutingTable)>,
    known: Vec<String>,
}

fn compared(text: &str, versions: [&str; 2]) -> Compared {
    let subject = subject(text);
    let upgraded = asked(&subject, versions[0], versions[1]);
    let versions = versions.map(|version| TraefikVersion::parse(version).unwrap());
    let [old, new] =
        versions.map(|version| compile(&subject.sources.clone().for_traefik(Some(version)), &Options::default()));
    let [before, after] = versions.map(Changes::of);
    let mixed = |rows: &[&str]| {
        let taken = change::all().filter(|change| rows.contains(&change.id));
        let changes = taken.fold(before, |changes, change| changes.taking(change, after));
        let mut environment = environment(&old.desired);
        environment.changes = Some(changes);
        RoutingTable::new(&old.resources, &environment)
    };
    let mut classes = Vec::new();
    for effect in &upgraded.upgrade.changes {
        let rows: Vec<&str> = std::iter::once(&effect.row).chain(&effect.with).map(|row| row.id).collect();
        classes.extend(effect.classes.iter().map(|class| (class.clone(), mixed(&rows))));
    }
    assert_eq!(upgraded.upgrade.clients.left_out, [], "{text}");
    let universe = Universe::new(&[&old.table, &new.table], &[]);
    let known = universe.entry_points().map(str::to_owned).collect();
    Compared { old: old.table, new: new.table, classes, known }
}

impl Compared {
    /// Whether the versions treat it differently. If so it is in one class, by whose causes it is treated as by the new
    /// version; else in none.
    fn check(&self, connection: &Connection, text: &str) -> bool {
        let [was, now] = [&self.old, &self.new].map(|table| seen(table, connection));
        let classes: Vec<_> =
            self.classes.iter().filter(|(class, _)| has(&class.set, &self.known, connection)).collect();
        let differs = was != now;
        assert_eq!(classes.len(), usize::from(differs), "{connection:?}\n{classes:#?}\n{text}");
        for (class, by) in classes {
            assert_eq!(seen(by, connection), now, "{connection:?}: {class:#?}\n{text}");
        }
        differs
    }
}

#[test]
fn a_connection_is_in_one_class_if_and_only_if_the_versions_differ() {
    let (mut differing, mut alike) = (0, 0);
    for number in 0..states() {
        let versions = PAIRS[usize::try_from(number).unwrap() % PAIRS.len()];
        let world = World::new(SEED, number);
        let text = world.table.text();
        let compared = compared(&text, versions);
        let mut dice = Dice::new(SEED, number);
        let others = std::iter::repeat_with(|| connection(&mut dice).connection).take(CONNECTIONS);
        let own = world.attempts.iter().map(|(_, attempt)| attempt.connection.clone());
        let witnesses = compared.classes.iter().filter_map(|(class, _)| class.witness.clone());
        for connection in own.chain(others).chain(witnesses).filter(is_plain) {
            if compared.check(&connection, &text) { differing += 1 } else { alike += 1 }
        }
    }
    println!("{differing} connections differ, {alike} do not");
    assert!(differing > 100 && alike > 1000, "{differing} {alike}");
}

/// One that classes have.
fn is_plain(connection: &Connection) -> bool {
    let hello = connection.tls.as_ref();
    hello.is_none_or(|hello| {
        hello.version.is_none() && hello.certificate.is_none() && hello.form == tcpgen::routing::HelloForm::Whole
    })
}
