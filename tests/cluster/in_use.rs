//! What routes of the cluster still use is not deleted.

use crate::cluster::place::Place;
use crate::cluster::texts::{GUARD, SMALLER, STATE};
use crate::support::kube_api::{Fault, Trap, User};

fn office(place: &Place) -> bool {
    place.raw("middlewaretcps", "office").is_some()
}

#[test]
fn delete_leaves_a_middleware_that_a_route_still_uses() {
    let place = Place::new();
    place.state(STATE).run("apply").exits(0);
    let skipped = "skipped  MiddlewareTCP NS/office\n1 skipped";
    let ran = place.run("delete --yes --only middlewares.office").exits(1).prints(&format!("{skipped}\n"));
    ran.tells("MiddlewareTCP NS/office: not deleted: IngressRouteTCP NS/pg uses it; `--force` deletes it all the same");
    assert!(office(&place));
    let dry = place.run("delete --dry-run --only middlewares.office").exits(1);
    dry.prints(&format!("{skipped} (dry run: nothing was kept)\n"));
    place.run("delete --yes --only middlewares.office --force").exits(0);
    assert!(!office(&place));
    place.run("delete --yes --only middlewares.office").exits(0).prints("1 not found\n");
}

#[test]
fn prune_keeps_a_middleware_that_another_route_still_uses_and_reports_it() {
    let place = Place::new();
    let name = format!("used-{}", place.namespace);
    place.state(STATE).run(&format!("apply --state-name {name}")).exits(0);
    // Somebody else's route, outside of the state.
    let other = serde_json::to_value(place.objects(&STATE.replace(".pg", ".other")).remove(1)).unwrap();
    place.apply_as("helm", "ingressroutetcps", &other);
    place.state(SMALLER);
    let prune = format!("apply --state-name {name} --prune --yes");
    let ran = place
        .run(&prune)
        .exits(1)
        .prints("updated  IngressRouteTCP NS/pg\nskipped  MiddlewareTCP NS/office\n1 updated, 1 skipped\n");
    ran.tells("not deleted: IngressRouteTCP NS/other uses it");
    assert!(office(&place));
    place
        .run(&format!("{prune} --force"))
        .exits(0)
        .prints("deleted  MiddlewareTCP NS/office\n1 unchanged, 1 deleted\n");
}

/// A route may also name an object as Traefik does.
#[test]
fn a_middleware_that_a_route_names_with_its_provider_is_kept() {
    let place = Place::new();
    let generated = format!("['{}-office@kubernetescrd']", place.namespace);
    place.state(&STATE.replace("['office']", &generated)).run("apply").exits(0);
    let ran = place.run("delete --yes --only middlewares.office").exits(1);
    ran.tells("MiddlewareTCP NS/office: not deleted: IngressRouteTCP NS/pg uses it; `--force` deletes it all the same");
    assert!(office(&place));
}

#[test]
fn tls_options_and_transports_are_kept_like_middlewares() {
    let place = Place::new();
    let more = "[tls_options.strict]\nmin_version = 'VersionTLS13'\n[servers_transports.slow]\ndial_timeout = '5s'\n";
    let route = "[routes.pg]\nentry_points = ['postgresql']\nsni = 'a.b'\ntls = { secret_name = 'c', options = 'strict' }\n\
        service = { name = 'postgres', port = 5432, servers_transport = 'slow' }\n";
    place.state(&format!("{more}{route}")).run("apply").exits(0);
    let only = "--only tls_options.strict --only servers_transports.slow";
    let told = place.run(&format!("delete --yes --format json {only}")).exits(1).json();
    assert_eq!(told["summary"]["skipped"], 2, "{told}");
}

#[test]
fn where_routes_cannot_be_listed_nothing_they_may_use_is_deleted() {
    let place = Place::own();
    place.state(GUARD).run("apply").exits(0);
    place.kube().trap(Trap::on("list", Fault::Forbid));
    let ran = place.run("delete --yes").exits(1).prints("failed   MiddlewareTCP NS/office\n1 failed\n");
    ran.tells("you may not list ingressroutetcps.traefik.io in namespace `NS`");
    assert!(office(&place));
    place.run("delete --yes --force").exits(0);
    assert!(!office(&place));
}

#[test]
fn who_may_list_one_namespace_alone_is_asked_for_no_more() {
    let place = Place::own();
    place.state(STATE).run("apply").exits(0);
    let namespace: &'static str = place.namespace.clone().leak();
    place.kube().know("tester", User { name: "tenant", may: vec![("*", namespace)] });
    place.run("delete --yes --only middlewares.office").exits(1).tells("IngressRouteTCP NS/pg uses it");
    place.run("delete --yes").exits(0);
}
