use std::fs;

use super::edit;
use super::sections::Part;
use super::{Change, Object, StateText, Store as _};

/// The example states, and one with all that can stand between two headers.
fn texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let states = paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let mut texts: Vec<String> = states.map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(texts.len() > 10, "the examples are in {folder}");
    texts.sort();
    texts.push(
        "# of the file\n\n# of m\n[middlewares.m]\nip_allow_list = [ # why\n  \"10.0.0.0/8\", # one\n]\n# right behind\n\n\
         # of a\n[routes.a]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmiddlewares = [\"m\"]\n# of tls\n[routes.a.tls]\n\
         passthrough = true\n\n\n[middlewares.n]\nin_flight_conn = 3\n\n# of b\n[routes.\"n/b\"]\nentry_points = [\"f\"]\n\
         [[routes.\"n/b\".rules]]\nmatch = \"HostSNI(`*`)\"\nservices = [\"b:1\"]\n# at the end\n"
            .to_owned(),
    );
    texts
}

/// An object gets another name, what another one of its kind specifies, and goes.
fn changes(objects: &[Object], at: usize) -> Vec<Object> {
    let object = &objects[at];
    let mut named = object.clone();
    named.metadata.name.value = "of-a-new-name".into();
    let others = objects.iter().filter(|other| other.kind() == object.kind() && other.spec != object.spec);
    let others = others.map(|other| Object { spec: other.spec.clone(), ..object.clone() });
    [named].into_iter().chain(others).collect()
}

#[test]
fn a_part_is_edited_as_the_whole_text_is() {
    let (mut in_part, mut all) = (0, 0);
    for text in texts() {
        let store = StateText::new("tcpgen.toml", text.as_str());
        let objects: Vec<Object> = store.list().unwrap().into_objects();
        let mut check = |change: &Change<'_>| {
            all += 1;
            let Some(part) = edit::part(&text, store.0.compiled(), change) else { return };
            in_part += 1;
            let edited = store.changed_in(part, || store.0.parsed(part.text), change).unwrap();
            let whole = store.changed_in(Part::whole(&text), || store.0.document(), change).unwrap();
            assert_eq!(
                edited.map(|store| store.text().to_owned()),
                whole.map(|store| store.text().to_owned()),
                "{text}"
            );
        };
        for at in 0..objects.len() {
            check(&Change::Delete(objects[at].kind(), objects[at].object_ref()));
            for object in changes(&objects, at) {
                check(&Change::Apply(&object));
            }
        }
    }
    assert!(in_part * 10 > all * 8, "{in_part} of {all} changes were made in a part of the text");
}
