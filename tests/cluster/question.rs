//! The questions before something is deleted, or applied though clients notice it, on a terminal.

use std::process::Command;

use crate::cluster::place::Place;
use crate::cluster::rehearsed::old_and_new;
use crate::cluster::texts::{GUARD, PLAIN};

/// Runs a command in a terminal where `answer` is typed at the question; its exit code and what the terminal showed.
fn answered(place: &Place, command: &str, answer: &str) -> (Option<i32>, String) {
    let terminal = "tests/cluster/terminal.py";
    let output = Command::new("python3")
        .arg(crate::support::project::root().join(terminal))
        .args([env!("CARGO_BIN_EXE_tcpgen"), "[y/N] ", answer, command])
        .current_dir(place.file(""))
        .env("KUBECONFIG", &place.kubeconfig)
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (output.status.code(), String::from_utf8(output.stdout).unwrap().replace(&place.namespace, "NS"))
}

#[test]
fn only_yes_deletes() {
    let place = Place::new();
    place.state(GUARD).run("apply").exits(0);
    for no in ["\n", "n\n", "no\n", "yess\n", "\u{4}"] {
        let (code, shown) = answered(&place, "delete", no);
        assert!(shown.contains("  MiddlewareTCP NS/office\r\nDelete these 1? [y/N] "), "{no:?}: {shown}");
        assert!(shown.ends_with("nothing was changed\r\n"), "{no:?}: {shown}");
        assert_eq!(code, Some(1), "{no:?}: {shown}");
        assert!(place.raw("middlewaretcps", "office").is_some(), "{no:?}: {shown}");
    }
    let (code, shown) = answered(&place, "delete", "Yes\n");
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("deleted  MiddlewareTCP NS/office"), "{shown}");
    assert!(place.raw("middlewaretcps", "office").is_none());
}

#[test]
fn without_a_terminal_nothing_is_deleted_and_nothing_pruned() {
    let place = Place::new();
    place.state(GUARD).run("apply --state-name s").exits(0);
    place.run("delete").exits(2).tells("1 to delete, and nobody to ask");
    place.state(PLAIN).run("apply --state-name s --prune").exits(2).tells("1 to delete, and nobody to ask");
    assert!(place.raw("middlewaretcps", "office").is_some());
    place.run("apply --state-name s --prune --yes").exits(0);
    assert!(place.raw("middlewaretcps", "office").is_none());
}

#[test]
fn only_yes_applies_what_clients_notice() {
    let place = Place::new();
    let [old, new] = old_and_new();
    place.state(&old).run("apply").exits(0);
    place.state(&new);
    for no in ["\n", "n\n", "\u{4}"] {
        let live = place.raw("middlewaretcps", "list");
        let (code, shown) = answered(&place, "apply", no);
        assert!(shown.contains("opens after `update MiddlewareTCP NS/list`"), "{no:?}: {shown}");
        assert!(shown.contains("Apply it all the same? [y/N] "), "{no:?}: {shown}");
        assert!(shown.ends_with("nothing was changed\r\n"), "{no:?}: {shown}");
        assert_eq!((code, place.raw("middlewaretcps", "list")), (Some(1), live), "{no:?}: {shown}");
    }
    let (code, shown) = answered(&place, "apply", "y\n");
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("updated  MiddlewareTCP NS/list"), "{shown}");
}
