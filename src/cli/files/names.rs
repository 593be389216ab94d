use std::collections::HashMap;

use crate::resource::Object;

/// The longest stem. File systems take 255 bytes; what is longer is cut and told apart by its hash.
const STEM_AT_MOST: usize = 200;

/// A file name for each object: `<kind>-<namespace>-<name>.<extension>`, in small letters, good on every file system.
///
/// Where two objects would share one (`a-b`/`c` and `a`/`b-c`), where a letter would not do or a name is too long, a hash
/// of kind, namespace and name stands behind it. So an object's file depends on nothing but the objects, not on their order.
pub(in super::super) fn names(objects: &[&Object], extension: &str) -> Vec<String> {
    let all: Vec<FileName> = objects.iter().map(|object| FileName::of_object(object)).collect();
    let mut uses: HashMap<&str, usize> = HashMap::with_capacity(all.len());
    for name in &all {
        *uses.entry(&name.stem).or_default() += 1;
    }
    let name = |name: &FileName| match uses.get(name.stem.as_str()) {
        Some(1) if name.is_plain => format!("{}.{extension}", name.stem),
        _ => format!("{}.{extension}", name.hashed()),
    };
    all.iter().map(name).collect()
}

/// The stem that an object's file may have.
pub(super) struct FileName {
    stem: String,
    /// Whether the stem says the object's name in full.
    is_plain: bool,
    hash: u64,
}

impl FileName {
    /// Of an object's kind, namespace and name.
    pub fn new(kind: &str, namespace: &str, name: &str) -> Self {
        let written = format!("{}-{namespace}-{name}", kind.to_ascii_lowercase());
        let good = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '-' | '.');
        let mut stem: String = written.chars().map(|letter| if good(letter) { letter } else { '_' }).collect();
        stem.truncate(STEM_AT_MOST);
        Self { is_plain: stem == written, stem, hash: hash(&[kind, namespace, name].join("\0")) }
    }

    fn of_object(object: &Object) -> Self {
        let name = object.object_ref();
        Self::new(object.kind().name(), name.namespace, name.name)
    }

    /// Whether a file of this stem is the object's, with a hash or without.
    pub fn is(&self, stem: &str) -> bool {
        stem == self.stem || stem == self.hashed()
    }

    fn hashed(&self) -> String {
        format!("{}-{:016x}", self.stem, self.hash)
    }
}

/// FNV-1a, 64 bits: the same on every machine and in every release.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::source::Sources;
    use crate::{Options, compile};

    fn of(text: &str) -> Vec<String> {
        let compilation = compile(&Sources::single("a.toml", text), Options::default());
        names(&compilation.resources.emitted().collect::<Vec<_>>(), "yaml")
    }

    #[test]
    fn kind_namespace_and_name_make_a_name() {
        let text = "[middlewares.office]\nin_flight_conn = 1\n[routes.\"prod/pg.main\"]\nservice = \"a:1\"\n";
        assert_eq!(of(text), ["middlewaretcp-default-office.yaml", "ingressroutetcp-prod-pg.main.yaml"]);
    }

    #[test]
    fn names_that_would_be_one_are_told_apart_whatever_their_order() {
        let first = "[middlewares.\"a-b/c\"]\nin_flight_conn = 1\n";
        let second = "[middlewares.\"a/b-c\"]\nin_flight_conn = 1\n";
        let forwards = of(&format!("{first}{second}"));
        let mut backwards = of(&format!("{second}{first}"));
        backwards.reverse();
        assert_eq!(forwards, backwards);
        assert_ne!(forwards[0], forwards[1]);
        assert!(forwards[0].starts_with("middlewaretcp-a-b-c-"));
    }

    #[test]
    fn no_name_leaves_its_directory_or_is_too_long() {
        let long = "x".repeat(253);
        for name in of(&format!("[middlewares.'../../etc']\n[middlewares.'A:B\\C*']\n[middlewares.{long}]\n")) {
            assert!(name.len() <= 255 && !name.contains(['/', '\\', ':', '*', 'A']), "{name}");
        }
    }
}
