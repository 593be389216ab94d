//! A state file on disk: what others do to it meanwhile, and what the disk does.

use std::fs;
use std::path::Path;
use std::thread;

use serde_json::json;
use tcpgen::file_store::FileStore;
use tcpgen::operation;
use tcpgen::resource::{Kind, ObjectRef};
use tcpgen::store::Store;

use super::suite::{self, ROUTE, call, refused};

fn store(directory: &Path) -> FileStore {
    FileStore::new(directory.join("tcpgen.toml"))
}

#[test]
fn the_suite() {
    let mut directories = Vec::new();
    suite::run(&mut || {
        let directory = tempfile::tempdir().unwrap();
        let store = store(directory.path());
        directories.push(directory);
        Box::new(store)
    });
}

#[test]
fn a_file_that_is_not_there_is_empty_until_something_is_created() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = store(directory.path());
    assert_eq!(operation::list(&store).unwrap()["count"], 0);
    assert_eq!(refused(&mut store, ROUTE, json!({ "route_name": "a", "action": "delete" })), "not-found");
    assert!(!store.path().exists());
    call(&mut store, ROUTE, json!({ "route_name": "a", "service_name": "b" }));
    let text = fs::read_to_string(store.path()).unwrap();
    assert!(text.starts_with("#:schema ./tcpgen.schema.json\n\n[routes.a]\n"), "{text}");
}

#[test]
fn writers_at_the_same_time_do_not_lose_each_others_change() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("tcpgen.toml"), "# Ours.\n").unwrap();
    thread::scope(|scope| {
        for writer in 0..4 {
            let mut store = store(directory.path());
            scope.spawn(move || {
                for at in 0..5 {
                    call(&mut store, ROUTE, json!({ "route_name": format!("r-{writer}-{at}"), "service_name": "a" }));
                }
            });
        }
    });
    assert_eq!(store(directory.path()).list().unwrap().emitted().count(), 20);
    let left: Vec<_> = fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["tcpgen.toml"], "nothing lies about");
}

#[test]
fn what_an_editor_writes_between_two_calls_stays() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = store(directory.path());
    call(&mut store, ROUTE, json!({ "route_name": "a", "service_name": "b" }));
    let text = fs::read_to_string(store.path()).unwrap();
    fs::write(store.path(), format!("{text}priority = 7 # by hand\n")).unwrap();
    call(&mut store, ROUTE, json!({ "route_name": "c", "service_name": "d" }));
    assert!(fs::read_to_string(store.path()).unwrap().contains("priority = 7 # by hand\n"));
}

#[test]
fn a_file_that_cannot_be_read_or_written_is_told_of() {
    let directory = tempfile::tempdir().unwrap();
    let route = json!({ "route_name": "a", "service_name": "b" });
    let mut nowhere = FileStore::new(directory.path().join("no/tcpgen.toml"));
    assert_eq!(refused(&mut nowhere, ROUTE, route.clone()), "unwritable-state");
    let mut store = store(directory.path());
    fs::write(store.path(), b"\xff\xfe").unwrap();
    assert_eq!(refused(&mut store, ROUTE, route.clone()), "unreadable-state");
    assert_eq!(fs::read(store.path()).unwrap(), b"\xff\xfe");
    fs::write(store.path(), "# mine\n").unwrap();
    let mut permissions = fs::metadata(store.path()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(store.path(), permissions).unwrap();
    assert_eq!(refused(&mut store, ROUTE, route), "read-only-state");
    assert_eq!(fs::read_to_string(store.path()).unwrap(), "# mine\n");
    assert_eq!(operation::list(&store).unwrap()["count"], 0, "and reading it is still fine");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_stays_one() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("real.toml"), "# real\n").unwrap();
    let mut store = store(directory.path());
    std::os::unix::fs::symlink("real.toml", store.path()).unwrap();
    call(&mut store, ROUTE, json!({ "route_name": "a", "service_name": "b" }));
    assert!(fs::symlink_metadata(store.path()).unwrap().is_symlink());
    assert!(fs::read_to_string(directory.path().join("real.toml")).unwrap().contains("[routes.a]"));
}

/// Two agents update different parts of one route at the same time: neither undoes the other's work.
#[test]
fn updates_at_the_same_time_do_not_undo_each_other() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    call(&mut store(path), ROUTE, json!({ "route_name": "pg", "service_name": "a" }));
    let updates = |argument: &'static str, last: usize| {
        move || {
            for value in 1..=last {
                let update = json!({ "route_name": "pg", "action": "update", argument: format!("v{value}") });
                call(&mut store(path), ROUTE, update);
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(updates("service_name", 15));
        scope.spawn(updates("tls_secret_name", 15));
    });
    let name = ObjectRef { namespace: "default", name: "pg" };
    let object = store(path).get(Kind::IngressRouteTcp, name).unwrap().unwrap().object;
    let spec = serde_json::to_value(&object.spec).unwrap();
    assert_eq!((&spec["routes"][0]["services"][0]["name"], &spec["tls"]["secretName"]), (&json!("v15"), &json!("v15")));
}
