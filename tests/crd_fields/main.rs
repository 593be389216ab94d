//! Every field of the CRDs can be written: `fields.txt` has the fields of `spec` in Traefik v3.7's IngressRouteTCP,
//! MiddlewareTCP, ServersTransportTCP, TLSOption and TLSStore, and `every_field.toml` a value for each.

use std::collections::BTreeSet;

use serde_json::Value;
use tcpgen::diagnostic::Severity;
use tcpgen::source::Sources;
use tcpgen::{Options, compile};

/// The fields that a value has, and those of what is in it.
fn fields(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let path = format!("{path}.{key}");
                fields(value, &path, found);
                found.insert(path);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| fields(item, path, found)),
        _ => {}
    }
}

#[test]
fn every_field_of_the_crds_can_be_written() {
    let compilation =
        compile(&Sources::single("every_field.toml", include_str!("every_field.toml")), &Options::default());
    let errors = compilation.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    assert_eq!(errors.map(|found| &found.message).collect::<Vec<_>>(), Vec::<&String>::new());
    let mut written = BTreeSet::new();
    for object in compilation.resources.emitted() {
        let value = serde_json::to_value(object).expect("an object is JSON");
        fields(&value["spec"], object.kind().name(), &mut written);
    }
    let known: BTreeSet<String> = include_str!("fields.txt").lines().map(str::to_owned).collect();
    assert_eq!(known.difference(&written).collect::<Vec<_>>(), Vec::<&String>::new(), "fields that are not written");
    assert_eq!(written.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "fields that no CRD has");
}
