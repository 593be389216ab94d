//! The question before something is deleted, on a terminal.

use std::process::Command;

use crate::cluster::place::Place;

const STATE: &str = "[middlewares.office]\nip_allow_list = ['192.168.1.0/24']\n";

/// Runs `tcpgen delete` in a terminal where `answer` is typed at the question; its exit code and what the terminal showed.
fn answered(place: &Place, answer: &str) -> (Option<i32>, String) {
    let terminal = "tests/cluster/terminal.py";
    let output = Command::new("python3")
        .arg(crate::support::project::root().join(terminal))
        .args([env!("CARGO_BIN_EXE_tcpgen"), "[y/N] ", answer, "delete"])
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
    place.state(STATE).run("apply").exits(0);
    for no in ["\n", "n\n", "no\n", "yess\n", "\u{4}"] {
        let (code, shown) = answered(&place, no);
        assert!(shown.contains("  MiddlewareTCP NS/office\r\nDelete these 1? [y/N] "), "{no:?}: {shown}");
        assert!(shown.ends_with("nothing was changed\r\n"), "{no:?}: {shown}");
        assert_eq!(code, Some(1), "{no:?}: {shown}");
        assert!(place.raw("middlewaretcps", "office").is_some(), "{no:?}: {shown}");
    }
    let (code, shown) = answered(&place, "Yes\n");
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("deleted  MiddlewareTCP NS/office"), "{shown}");
    assert!(place.raw("middlewaretcps", "office").is_none());
}
