use std::collections::HashMap;

use crate::resource::{Kind, Object};

/// The longest stem. File systems take 255 bytes; what is longer is cut and told apart by its hash.
const STEM_AT_MOST: usize = 200;

/// The file name of an object, and the names that it had under earlier versions.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct FileName {
    /// The name now.
    pub name: String,
    /// Names that version 0.1 may have used for the object's file.
    pub former: [String; 2],
}

/// A file name for each object: `<order>-<kind>-<namespace>-<name>.<extension>`, in small letters, good on every file
/// system.
///
/// `kubectl apply -f DIR` and similar tools go by file names. The order is that of [`Kind::ALL`], so that what routes refer
/// to exists before the routes: Traefik drops a router whose middleware is missing.
///
/// Where two objects would share a name (`a-b`/`c` and `a`/`b-c`), a name has characters that file systems treat
/// differently, or it is too long, a hash of kind, namespace and name is appended. So a file's name depends on the objects
/// alone, not on their order.
pub(in super::super) fn names(objects: &[&Object], extension: &str) -> Vec<FileName> {
    let all: Vec<Stem> = objects.iter().map(|object| Stem::of_object(object)).collect();
    let mut uses: HashMap<&str, usize> = HashMap::with_capacity(all.len());
    for stem in &all {
        *uses.entry(&stem.text).or_default() += 1;
    }
    let name = |(stem, object): (&Stem, &&Object)| {
        let is_alone = stem.is_plain && uses.get(stem.text.as_str()) == Some(&1);
        let former = [stem.text.clone(), stem.hashed()].map(|stem| format!("{stem}.{extension}"));
        let now = if is_alone { &former[0] } else { &former[1] };
        FileName { name: format!("{}-{now}", order(object.kind())), former }
    };
    all.iter().zip(objects).map(name).collect()
}

/// Two digits, in the order in which objects are applied; steps of ten leave room for files of others between them.
fn order(kind: Kind) -> usize {
    let place = Kind::ALL.iter().position(|known| *known == kind).unwrap_or(Kind::ALL.len());
    (place + 1) * 10
}

/// An object's file name without its order and its extension.
pub(super) struct Stem {
    text: String,
    /// Whether no character was replaced or cut.
    is_plain: bool,
    hash: u64,
}

impl Stem {
    /// Of an object's kind, namespace and name.
    pub fn new(kind: &str, namespace: &str, name: &str) -> Self {
        let written = format!("{}-{namespace}-{name}", kind.to_ascii_lowercase());
        let good = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '-' | '.');
        let mut text: String = written.chars().map(|letter| if good(letter) { letter } else { '_' }).collect();
        text.truncate(STEM_AT_MOST);
        Self { is_plain: text == written, text, hash: hash(&[kind, namespace, name].join("\0")) }
    }

    fn of_object(object: &Object) -> Self {
        let name = object.object_ref();
        Self::new(object.kind().name(), name.namespace, name.name)
    }

    /// Whether a file of this stem is the object's, with a hash or without.
    pub fn is(&self, stem: &str) -> bool {
        stem == self.text || stem == self.hashed()
    }

    fn hashed(&self) -> String {
        format!("{}-{:016x}", self.text, self.hash)
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
        let compilation = compile(&Sources::single("a.toml", text), &Options::default());
        let names = names(&compilation.resources.emitted().collect::<Vec<_>>(), "yaml");
        names.into_iter().map(|name| name.name).collect()
    }

    #[test]
    fn order_kind_namespace_and_name_make_a_name() {
        let text = "[middlewares.office]\nin_flight_conn = 1\n[routes.\"prod/pg.main\"]\nservice = \"a:1\"\n";
        assert_eq!(of(text), ["40-middlewaretcp-default-office.yaml", "50-ingressroutetcp-prod-pg.main.yaml"]);
    }

    /// Whatever the names: kinds that routes refer to sort before every route.
    #[test]
    fn names_sort_as_objects_are_applied() {
        let text = "[routes.a]\nservice = \"a:1\"\n[middlewares.z]\nin_flight_conn = 1\n[tls_stores.z]\n[tls_options.z]\n\
                    [servers_transports.z]\n";
        let mut sorted = of(text);
        sorted.sort();
        let kinds: Vec<&str> = sorted.iter().map(|name| name.split('-').nth(1).unwrap()).collect();
        assert_eq!(kinds, ["serverstransporttcp", "tlsoption", "tlsstore", "middlewaretcp", "ingressroutetcp"]);
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
        assert!(forwards[0].starts_with("40-middlewaretcp-a-b-c-"));
    }

    #[test]
    fn no_name_leaves_its_directory_or_is_too_long() {
        let long = "x".repeat(253);
        for name in of(&format!("[middlewares.'../../etc']\n[middlewares.'A:B\\C*']\n[middlewares.{long}]\n")) {
            assert!(name.len() <= 255 && !name.contains(['/', '\\', ':', '*', 'A']), "{name}");
        }
    }
}
