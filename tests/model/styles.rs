//! Manifests in the styles in which people publish and keep them are read, checked and imported as the plain ones that
//! `tcpgen build` writes.

use std::fs;

use serde_json::{Value, json};
use tcpgen::resource::{Metadata, Object, Spec};
use tcpgen::source::Sources;
use tcpgen::{Compilation, import, output};

use crate::model::compiled;

/// Writes the objects of a file.
type Write = fn(&[Value]) -> String;

/// How the objects of a file may be written.
const STYLES: [(&str, Write); 12] = [
    ("with comments", commented),
    ("rendered by Helm", of_helm),
    ("a list of kubectl in YAML", |objects| yaml(&list("List", "v1", objects))),
    ("a list of kubectl in JSON", |objects| format!("{:#}\n", list("List", "v1", objects))),
    ("a list of one kind after the other", lists_of_kinds),
    ("lines that end as on Windows", |objects| stream(objects).replace('\n', "\r\n")),
    ("flow style", |objects| documents(objects, |object| format!(" {object}\n"))),
    ("empty documents and a byte order mark", |objects| {
        format!("\u{feff}---\n# nothing yet\n---\n{}\n---\n...\n", stream(objects))
    }),
    ("trailing blanks and tabs", |objects| stream(objects).replace('\n', " \t\n")),
    ("beside other kinds", among_others),
    ("a spec before the metadata", backwards),
    ("keys in quotes", |objects| quoted(&stream(objects))),
];

fn yaml(value: &Value) -> String {
    serde_yaml::to_string(value).unwrap()
}

fn documents(objects: &[Value], write: impl Fn(&Value) -> String) -> String {
    objects.iter().flat_map(|object| ["---".to_owned(), write(object)]).collect()
}

fn stream(objects: &[Value]) -> String {
    documents(objects, |object| format!("\n{}", yaml(object)))
}

fn commented(objects: &[Value]) -> String {
    let line = |line: &str| if line.ends_with(':') { format!("{line} # as agreed\n") } else { format!("{line}\n") };
    let document = |object: &Value| {
        format!("---\n# Ticket 1234: \"keep\" it.\n{}", yaml(object).lines().map(line).collect::<String>())
    };
    objects.iter().map(document).collect()
}

fn of_helm(objects: &[Value]) -> String {
    let rendered = |(number, object): (usize, &Value)| {
        let mut object = object.clone();
        object["metadata"]["labels"]["app.kubernetes.io/managed-by"] = json!("Helm");
        object["metadata"]["labels"]["helm.sh/chart"] = json!("databases-1.2.3");
        format!("---\n# Source: databases/templates/{number}.yaml\n{}", yaml(&object))
    };
    objects.iter().enumerate().map(rendered).collect()
}

/// What an API server adds to an object.
fn dumped(object: &Value) -> Value {
    let mut object = object.clone();
    let applied = object.to_string();
    let metadata = &mut object["metadata"];
    metadata["creationTimestamp"] = json!("2026-11-29T10:00:00Z");
    metadata["generation"] = json!(3);
    metadata["resourceVersion"] = json!("48151623");
    metadata["uid"] = json!("0b6c6f9e-5a3d-4c0e-9d0c-1f6b8f8a7b11");
    metadata["managedFields"] = json!([{ "manager": "kubectl", "operation": "Apply", "fieldsV1": { "f:spec": {} } }]);
    metadata["annotations"]["kubectl.kubernetes.io/last-applied-configuration"] = json!(applied);
    object
}

fn list(kind: &str, api_version: &str, objects: &[Value]) -> Value {
    let items: Vec<Value> = objects.iter().map(dumped).collect();
    json!({ "apiVersion": api_version, "items": items, "kind": kind, "metadata": { "resourceVersion": "" } })
}

fn lists_of_kinds(objects: &[Value]) -> String {
    let group = |group: &[Value]| {
        let kind = format!("{}List", group[0]["kind"].as_str().unwrap());
        format!("---\n{}", yaml(&list(&kind, "traefik.io/v1alpha1", group)))
    };
    objects.chunk_by(|one, next| one["kind"] == next["kind"]).map(group).collect()
}

fn among_others(objects: &[Value]) -> String {
    let others = [
        json!({ "apiVersion": "v1", "kind": "Service", "metadata": { "name": "postgres" }, "spec": { "ports": [{ "port": 5432 }] } }),
        json!({ "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "postgres" }, "spec": { "replicas": 1 } }),
        json!({ "apiVersion": "v1", "kind": "Secret", "metadata": { "name": "db-cert" }, "type": "kubernetes.io/tls" }),
    ];
    let mixed: Vec<Value> = others.iter().chain(objects).cloned().collect();
    stream(&mixed)
}

fn backwards(objects: &[Value]) -> String {
    let parts = |object: &Value| {
        let part = |key: &str| yaml(&json!({ key: object[key] }));
        ["---\n".to_owned(), part("spec"), part("metadata"), part("kind"), part("apiVersion")].concat()
    };
    objects.iter().map(parts).collect()
}

/// With every key in quotes that is not.
fn quoted(text: &str) -> String {
    let line = |line: &str| match line.split_once(':') {
        Some((key, rest)) if !key.contains(['"', '\'', '`']) && (rest.is_empty() || rest.starts_with(' ')) => {
            let blanks = key.len() - key.trim_start_matches([' ', '-']).len();
            format!("{}\"{}\":{rest}\n", &key[..blanks], &key[blanks..])
        }
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

fn codes(compilation: &Compilation) -> Vec<&'static str> {
    let mut codes: Vec<_> = compilation.diagnostics.iter().map(|found| found.code.name).collect();
    codes.sort_unstable();
    codes
}

/// What counts of an object: a chart's labels and a server's notes do not.
fn essence(object: &Object) -> (String, String, Spec) {
    let Metadata { name, namespace, .. } = &object.metadata;
    (namespace.to_string(), name.to_string(), object.spec.clone())
}

#[test]
fn manifests_are_read_in_every_style_that_people_keep_them_in() {
    let (mut manifests, mut findings) = (0, 0);
    for entry in fs::read_dir("examples").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let state = compiled(&[("tcpgen.toml", &text)]);
        // One route loses its entry points, so that there is something to report.
        let mut objects: Vec<Value> =
            state.resources.emitted().map(|object| serde_json::to_value(object).unwrap()).collect();
        if let Some(route) = objects.iter_mut().find(|object| object["kind"] == "IngressRouteTCP") {
            route["spec"].as_object_mut().unwrap().remove("entryPoints");
        }
        let plain = compiled(&[("m.yaml", &stream(&objects))]);
        let expected: Vec<_> = plain.resources.emitted().map(essence).collect();
        assert_eq!(expected.len(), objects.len());
        for (style, write) in STYLES {
            let manifest = write(&objects);
            let read = compiled(&[("m.yaml", &manifest)]);
            let name = path.display();
            assert_eq!(codes(&read), codes(&plain), "{name}, {style}\n{manifest}");
            assert_eq!(read.resources.emitted().map(essence).collect::<Vec<_>>(), expected, "{name}, {style}");
            let (_, imported) = import::import(&Sources::single("m.yaml", manifest.as_str()));
            let imported = compiled(&[("tcpgen.toml", &imported)]);
            assert_eq!(codes(&imported), codes(&plain), "{name}, {style}: imported");
            assert_eq!(
                imported.resources.emitted().map(essence).collect::<Vec<_>>(),
                expected,
                "{name}, {style}: imported"
            );
            assert!(output::yaml(imported.resources.emitted()).is_ok());
            manifests += 1;
            findings += read.diagnostics.len();
        }
    }
    println!("{manifests} manifests with {findings} findings");
    assert!(manifests >= 150 && findings >= manifests, "{manifests} manifests, {findings} findings");
}
