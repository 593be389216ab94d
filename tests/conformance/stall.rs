//! A repeated rule on which Traefik's Kubernetes provider crashes, and what comes of it.

use std::time::Duration;

use crate::conformance::rig::{Attempt, Rig, State};
use crate::support::{Deed, KubernetesFlags, wait};

const BROKEN: &str = r#"
[routes.broken]
entry_points = ["b"]
[[routes.broken.rules]]
service = "s1:1"
[[routes.broken.rules]]
services = [{ name = "s2", port = 1 }, { name = "s3", port = 1 }]
"#;

#[test]
fn one_service_then_several_for_the_same_rule_stall_the_provider() {
    let rig = Rig::with_kubernetes(&Rig::static_config(), KubernetesFlags::default());
    let before = State::new("[routes.before]\nentry_points = [\"a\"]\nservice = \"s1:1\"\n");
    rig.serve(&before);
    assert!(State::new(BROKEN).crashes_provider());
    rig.apply(&State::new(BROKEN));
    let crashes = || rig.log().matches("nil pointer dereference").count();
    let more_than = |known: usize| {
        let seen = wait::until(Duration::from_secs(30), || (crashes() > known).then_some(()));
        assert!(seen.is_some(), "Traefik's provider did not crash");
    };
    more_than(0);
    // The provider starts again and again, and crashes before it has told of any object.
    let known = crashes();
    rig.apply(&State::new(&format!("{BROKEN}[routes.other]\nentry_points = [\"c\"]\nservice = \"s4:1\"\n")));
    more_than(known);
    // Routers of other objects come no more. Whether the former ones are still served is a race with the first crash.
    assert_eq!(rig.deed(&Attempt::parse("c")), Deed::http(404));
}
