//! The cookbook's state files, edited object by object: what is not changed stays line by line.

use std::fs;

use tcpgen::resource::{Object, Spec};
use tcpgen::source::{Sources, Spanned};
use tcpgen::store::{Applied, Deleted, StateText, Store};
use tcpgen::{Options, compile};

fn examples() -> Vec<(String, String)> {
    let mut examples: Vec<(String, String)> = fs::read_dir("examples")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap()))
        .collect();
    examples.sort();
    assert!(examples.len() > 10);
    examples
}

fn objects(text: &str) -> Vec<Object> {
    compile(&Sources::single("a.toml", text), &Options::default()).resources.emitted().cloned().collect()
}

/// Lines of one that the other has not at the same place, from both ends.
fn differing(one: &str, other: &str) -> usize {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.lines().collect(), other.lines().collect());
    let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let behind = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    one.len().max(other.len()).saturating_sub(same + behind)
}

#[test]
fn another_service_is_one_line() {
    for (name, text) in examples() {
        for mut object in objects(&text) {
            let Spec::IngressRouteTcp(route) = &mut object.spec else { continue };
            let Some(service) = route.routes.first_mut().and_then(|rule| rule.services.first_mut()) else { continue };
            service.name = Spanned::nowhere("another".into());
            let mut state = StateText::new("a.toml", text.as_str());
            let applied = state.apply(object.clone()).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
            assert_eq!(applied, Applied::Updated, "{name}");
            assert!(differing(&text, state.text()) <= 1, "{name}\n{}", state.text());
        }
    }
}

#[test]
fn the_same_again_is_no_change() {
    for (name, text) in examples() {
        for object in objects(&text) {
            let mut state = StateText::new("a.toml", text.as_str());
            assert_eq!(state.apply(object).unwrap(), Applied::Unchanged, "{name}");
            assert_eq!(state.text(), text);
        }
    }
}

#[test]
fn a_deleted_object_takes_its_own_lines_along_and_comes_back_as_it_was() {
    for (name, text) in examples() {
        for object in objects(&text) {
            let mut state = StateText::new("a.toml", text.as_str());
            let deleted = state.delete(object.kind(), object.object_ref());
            assert_eq!(deleted.unwrap_or_else(|refusal| panic!("{name}: {refusal:?}")), Deleted::Deleted);
            let mut left = text.lines();
            for line in state.text().lines() {
                assert!(left.any(|known| known == line), "{name}: {line}\n{}", state.text());
            }
            let applied =
                state.apply(object.clone()).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}\n{}", state.text()));
            assert_eq!(applied, Applied::Created);
        }
    }
}
