//! A repeated rule on which Traefik's Kubernetes provider crashes, and what comes of it.

use std::time::Duration;

use crate::rig::{Attempt, Rig, State};
use crate::support::{Deed, KubernetesFlags, wait};

#[test]
fn one_service_then_several_for_the_same_rule_stall_the_provider() {
    let rig = Rig::with_kubernetes(&Rig::static_config(), KubernetesFlags::default());
    let before = State::new("[routes.before]\nentry_points = [\"a\"]\nservice = \"s1:1\"\n");
    rig.serve(&before);
    let broken = State::new(
        r#"
[routes.broken]
entry_points = ["b"]
[[routes.broken.rules]]
service = "s1:1"
[[routes.broken.rules]]
services = [{ name = "s2", port = 1 }, { name = "s3", port = 1 }]
[routes.other]
entry_points = ["c"]
service = "s4:1"
"#,
    );
    assert!(broken.crashes_provider());
    rig.apply(&broken);
    let crashed = || rig.log().contains("nil pointer dereference").then_some(());
    assert!(wait::until(Duration::from_secs(30), crashed).is_some(), "Traefik's provider did not crash");
    // Routers of other objects come no more. Whether the former ones are still served is a race with the crash.
    assert_eq!(rig.deed(&Attempt::parse("c")), Deed::http(404));
}
