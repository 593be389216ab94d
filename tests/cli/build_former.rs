//! Directories that version 0.1 wrote: other names, and a first line that names no state.

use super::sandbox::state;
use super::{GOOD, GUARD, HEADER, ROUTE};

/// What version 0.1 began its files with.
const OLD: &str = "# Made by tcpgen: changes here are lost, and the file goes when its object goes.\n";

#[test]
fn a_directory_of_version_0_1_is_taken_over_under_the_new_names() {
    let sandbox = state(GOOD)
        .file("out/middlewaretcp-default-office.yaml", format!("{OLD}kind: MiddlewareTCP\n"))
        .file("out/ingressroutetcp-default-gone.yaml", format!("{OLD}kind: IngressRouteTCP\n"))
        .file("out/mine.yaml", "kind: Mine\n");
    sandbox.run("build --check -o out/").exits(1).tells_part("out/middlewaretcp-default-office.yaml is left over");
    sandbox.run("build -o out/").exits(0).tells(&format!(
        "renamed out/middlewaretcp-default-office.yaml to out/{GUARD}\n\
         removed out/ingressroutetcp-default-gone.yaml\n"
    ));
    assert_eq!(sandbox.names("out"), [GUARD, ROUTE, "mine.yaml"]);
    assert!(sandbox.read(&format!("out/{GUARD}")).starts_with(HEADER));
}

#[test]
fn a_directory_of_version_0_1_that_holds_another_state_is_left_alone() {
    let old = format!("{OLD}kind: IngressRouteTCP\n");
    let sandbox = state(GOOD).file("out/ingressroutetcp-default-gone.yaml", &old);
    sandbox.run("build -o out/").exits(0).tells("");
    assert_eq!(sandbox.names("out"), [GUARD, ROUTE, "ingressroutetcp-default-gone.yaml"]);
    assert_eq!(sandbox.read("out/ingressroutetcp-default-gone.yaml"), old);
}
