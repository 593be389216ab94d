//! What a real kube-apiserver 1.36 (with the CRDs of Traefik 3.7) was recorded answering, asked of the tests' server.
//!
//! A story is a list of requests with the code and the body of each answer. Times are left out. `$uid1`, `$version1` and
//! `$page1` stand for whatever the server chose: the same one at each place, and another one for each name. A text that
//! ends with `...` is the beginning of one.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::kube_api::http::{Answer, Ask};
use crate::support::KubeApi;
use crate::support::kube_api::User;
use crate::support::project::root;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    /// What is there before.
    #[serde(default)]
    given: Vec<Deed>,
    steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Deed {
    Apply { by: String, object: Value },
    Delete { delete: String },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// A method and a path.
    ask: String,
    /// Who asks: `admin`, `reader` of the namespace, `stranger` with a token that is none, or `nobody`.
    #[serde(default = "admin", rename = "as")]
    who: String,
    #[serde(rename = "type")]
    content_type: Option<String>,
    body: Option<Value>,
    code: u16,
    /// The `Warning` header.
    warning: Option<String>,
    /// The whole answer; the items of a list may be their names.
    answer: Option<Value>,
    /// Some of the answer's fields.
    has: Option<Value>,
    text: Option<String>,
    events: Option<Vec<Value>>,
    /// What happens after it.
    #[serde(default)]
    then: Vec<Deed>,
}

fn admin() -> String {
    "admin".to_owned()
}

/// What the server chose for each name.
#[derive(Debug, Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn put_in(&self, text: &str) -> String {
        self.0.iter().rev().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
    }

    fn put_into(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.put_in(text).into(),
            Value::Array(items) => items.iter().map(|item| self.put_into(item)).collect(),
            Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), self.put_into(value))).collect(),
            other => other.clone(),
        }
    }

    /// Holds an answer against what was recorded. `whole`: nothing else may be in it.
    fn hold(&mut self, recorded: &Value, answered: &Value, whole: bool, path: &str) {
        match (recorded, answered) {
            (Value::Object(recorded), Value::Object(answered)) => {
                for (key, value) in recorded {
                    self.hold(value, answered.get(key).unwrap_or(&Value::Null), whole, &format!("{path}.{key}"));
                }
                let time = |key: &str| matches!(key, "time" | "creationTimestamp");
                for key in answered.keys().filter(|key| whole && !time(key)) {
                    assert!(recorded.contains_key(key), "{path}.{key} is not in the recorded answer");
                }
            }
            (Value::Array(recorded), Value::Array(answered)) => {
                assert_eq!(recorded.len(), answered.len(), "{path}: {answered:?}");
                for (index, (recorded, answered)) in recorded.iter().zip(answered).enumerate() {
                    let named = if recorded.is_string() { &answered["metadata"]["name"] } else { answered };
                    let answered = if answered.is_object() { named } else { answered };
                    self.hold(recorded, answered, whole, &format!("{path}[{index}]"));
                }
            }
            (Value::String(recorded), Value::String(answered)) => self.hold_text(recorded, answered, path),
            _ => assert_eq!(recorded, answered, "{path}"),
        }
    }

    fn hold_text(&mut self, recorded: &str, answered: &str, path: &str) {
        if recorded.starts_with('$') && !self.0.contains_key(recorded) {
            let known = self.0.iter().find(|(_, value)| *value == answered);
            assert!(known.is_none(), "{path}: {recorded} is the same as {known:?}");
            self.0.insert(recorded.to_owned(), answered.to_owned());
            return;
        }
        let recorded = self.put_in(recorded);
        match recorded.strip_suffix("...") {
            Some(beginning) => assert!(answered.starts_with(beginning), "{path}: {answered}"),
            None => assert_eq!(recorded, answered, "{path}"),
        }
    }
}

fn replay(name: &str) {
    let path = root().join("tests/kube_api/stories").join(name);
    let story: Story =
        serde_yaml::from_str(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
    let kube = KubeApi::start();
    for namespace in ["rec", "other", "rec-going"] {
        kube.apply_object(json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": namespace } }));
    }
    kube.end_namespace("rec-going");
    kube.know("admin", User { name: "admin", may: vec![("*", "*")] });
    kube.know("reader", User { name: "system:serviceaccount:rec:reader", may: vec![("get", "rec"), ("list", "rec")] });
    story.given.iter().for_each(|deed| happen(&kube, deed));
    let mut names = Names::default();
    for (index, step) in story.steps.iter().enumerate() {
        let place = format!("{name}, step {}", index + 1);
        let answer = ask(&kube, step, &names);
        assert_eq!(answer.code, step.code, "{place}: {}", answer.body);
        assert_eq!(answer.header("warning"), step.warning.as_deref(), "{place}");
        if let Some(recorded) = &step.answer {
            names.hold(recorded, &answer.json(), true, &place);
        }
        if let Some(recorded) = &step.has {
            names.hold(recorded, &answer.json(), false, &place);
        }
        if let Some(recorded) = &step.text {
            assert_eq!(answer.body, *recorded, "{place}");
        }
        if let Some(recorded) = &step.events {
            let events = answer.body.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect();
            names.hold(&recorded.clone().into(), &events, true, &place);
        }
        step.then.iter().for_each(|deed| happen(&kube, deed));
    }
}

fn happen(kube: &KubeApi, deed: &Deed) {
    match deed {
        Deed::Apply { by, object } => kube.apply_as(by, object),
        Deed::Delete { delete } => assert!(kube.delete("IngressRouteTCP", "rec", delete)),
    }
}

fn ask(kube: &KubeApi, step: &Step, names: &Names) -> Answer {
    let (method, path) = step.ask.split_once(' ').unwrap();
    let body = step.body.as_ref().map(|body| match body {
        Value::String(text) => text.clone(),
        body => names.put_into(body).to_string(),
    });
    let token = Some(step.who.as_str()).filter(|who| *who != "nobody");
    let content_type = step.content_type.as_deref();
    Ask { method, path: &names.put_in(path), content_type, token, body: body.as_deref() }.send(kube)
}

/// One test a story, and no story without a test.
macro_rules! stories {
    ($($test:ident: $name:literal,)*) => {
        $(#[test] fn $test() { replay($name) })*

        #[test]
        fn every_story_is_replayed() {
            let mut files: Vec<String> = fs::read_dir(root().join("tests/kube_api/stories")).unwrap()
                .map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
            files.sort();
            assert_eq!(files, [$($name),*]);
        }
    };
}

stories! {
    apply_creates: "01-apply-creates.yaml",
    apply_unchanged: "02-apply-unchanged.yaml",
    apply_changes_and_removes: "03-apply-changes-and-removes.yaml",
    apply_dry_run: "04-apply-dry-run.yaml",
    delete_dry_run_in_query_without_body: "05-delete-dry-run-in-query-without-body.yaml",
    delete_dry_run_in_query_with_body: "06-delete-dry-run-in-query-with-body.yaml",
    delete_dry_run_in_body: "07-delete-dry-run-in-body.yaml",
    delete_with_preconditions: "08-delete-with-preconditions.yaml",
    apply_conflict: "09-apply-conflict.yaml",
    client_side_applied_object: "10-client-side-applied-object.yaml",
    strict_field_validation: "11-strict-field-validation.yaml",
    schema_refusals: "12-schema-refusals.yaml",
    odd_values_that_are_taken: "13-odd-values-that-are-taken.yaml",
    not_found: "14-not-found.yaml",
    who_are_you: "15-who-are-you.yaml",
    list_in_pages: "16-list-in-pages.yaml",
    watch: "17-watch.yaml",
    delete_collection: "18-delete-collection.yaml",
    rbac: "19-rbac.yaml",
    terminating_namespace: "20-terminating-namespace.yaml",
    malformed: "21-malformed.yaml",
}
