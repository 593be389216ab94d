//! The history of the applies of a state, and `tcpgen rollback`.

use serde_json::{Value, json};

use crate::cluster::command::Ran;
use crate::cluster::place::Place;
use crate::support::kube_api::{Fault, Trap};

const FIRST: &str = "[entry_points]
pg = 5432
[middlewares.office]
ip_allow_list = ['10.0.0.0/8']
[routes.pg]
entry_points = ['pg']
service = 'postgres:5432'
middlewares = ['office']
";

fn second() -> String {
    let more = "[routes.more]\nentry_points = ['pg']\nsni = 'more.test'\ntls = 'passthrough'\nservice = 'more:1'\n";
    FIRST.replace("10.0.0.0/8", "192.168.1.0/24") + more
}

fn applied(place: &Place, state: &str) {
    place.state(state).run("apply --state-name orders --prune --yes").exits(0);
}

/// Nothing says where the applies are, if no state file is named.
fn rollback(place: &Place, arguments: &str) -> Ran {
    place.run(&format!("rollback --namespace {} {arguments}", place.namespace))
}

/// Number, who and hash of each apply.
fn rows(place: &Place) -> Vec<Vec<String>> {
    let ran = rollback(place, "--state-name orders --list").exits(0);
    let rows = ran.out.lines().skip(1).map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    rows.map(|row| vec![row[0].clone(), row[2].clone(), row[3].clone()]).collect()
}

fn ranges(place: &Place) -> Value {
    place.raw("middlewaretcps", "office").unwrap()["spec"]["ipAllowList"]["sourceRange"].clone()
}

#[test]
fn an_apply_can_be_taken_back() {
    let place = Place::own();
    for name in ["postgres", "more"] {
        place.service(name, if name == "more" { 1 } else { 5432 });
    }
    applied(&place, FIRST);
    // What changes nothing is no new apply.
    applied(&place, FIRST);
    place.run("apply --state-name orders --dry-run").exits(0);
    applied(&place, &second());
    let history = rows(&place);
    let numbers: Vec<&str> = history.iter().map(|row| row[0].as_str()).collect();
    assert_eq!((numbers, history[0][1].as_str()), (vec!["1", "2"], "tester"));
    assert!(history[0][2].len() == 12 && history[0][2] != history[1][2], "{history:?}");
    let ran = rollback(&place, "--state-name orders --dry-run").exits(0);
    assert!(ran.out.contains("deleted  IngressRouteTCP NS/more\n"), "{ran:?}");
    assert_eq!(ranges(&place), json!(["192.168.1.0/24"]));
    let ran = rollback(&place, "--state-name orders --yes").exits(0).tells("back to apply 1 of ");
    assert!(ran.out.ends_with("1 updated, 1 unchanged, 1 deleted\n"), "{ran:?}");
    assert_eq!(ranges(&place), json!(["10.0.0.0/8"]));
    assert!(place.raw("ingressroutetcps", "more").is_none());
    // It is an apply as well: the next one takes it back.
    assert_eq!(rows(&place).len(), 3);
    rollback(&place, "--state-name orders --yes").exits(0);
    assert!(place.raw("ingressroutetcps", "more").is_some());
    rollback(&place, "--state-name orders --to 1 --yes").exits(0);
    assert!(place.raw("ingressroutetcps", "more").is_none());
}

#[test]
fn ten_applies_are_kept() {
    let place = Place::own();
    for number in 1..=12 {
        place
            .state(&FIRST.replace("10.0.0.0/8", &format!("10.{number}.0.0/16")))
            .run("apply --state-name orders")
            .exits(0);
    }
    let numbers: Vec<String> = rows(&place).into_iter().map(|mut row| row.remove(0)).collect();
    assert_eq!(numbers, (3..=12).map(|number| number.to_string()).collect::<Vec<_>>());
}

#[test]
fn a_state_without_a_name_has_no_history() {
    let place = Place::own();
    place.state(FIRST).run("apply").exits(0);
    assert!(place.kube().asked().iter().all(|asked| asked.resource != "configmaps"));
    rollback(&place, "").exits(2).tells("only the history of a state with a name is kept");
    let ran = rollback(&place, "--state-name orders").exits(2);
    ran.tells("the namespace NS has no earlier apply of the state `orders`");
    rollback(&place, "--state-name orders --to 7").exits(2).tells("has no apply 7 of the state `orders`");
}

#[test]
fn a_history_that_cannot_be_written_is_a_warning() {
    let place = Place::own();
    place.kube().trap(Trap::on("create", Fault::Forbid).resource("configmaps"));
    let ran = place.state(FIRST).run("apply --state-name orders").exits(0);
    ran.tells("warning: the apply is not in the history");
}

#[test]
fn an_invariant_is_not_rolled_back_over() {
    let place = Place::own();
    applied(&place, &FIRST.replace("10.0.0.0/8", "0.0.0.0/0"));
    applied(&place, FIRST);
    let only = "labels = { 'tcpgen.dev/state' = 'orders' }\n";
    let invariant = "[invariants.office]\nto = 'postgres'\nonly = { client_ip = ['10.0.0.0/8'] }\n";
    place.state(&format!("{only}{FIRST}{invariant}"));
    place.run("rollback tcpgen.toml --yes").exits(1).tells("broken-invariant");
    assert_eq!(ranges(&place), json!(["10.0.0.0/8"]));
}
