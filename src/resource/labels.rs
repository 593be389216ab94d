use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::source::Text;

/// The label that names the state an object is part of: `tcpgen apply` sets it, and only that state changes the object.
pub const STATE_LABEL: &str = "tcpgen.dev/state";

/// The label that names the program which manages an object
/// (<https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/>).
pub const MANAGED_BY: &str = "app.kubernetes.io/managed-by";

/// Its value for objects that tcpgen writes.
pub const MANAGER: &str = "tcpgen";

/// Kubernetes labels or annotations, in the order of their keys; a key stands once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    pairs: Vec<(Text, Text)>,
}

impl Labels {
    /// Sets a key, replacing what it had.
    pub fn set(&mut self, key: Text, value: Text) {
        match self.pairs.binary_search_by(|(known, _)| known.cmp(&key)) {
            Ok(at) => self.pairs[at] = (key, value),
            Err(at) => {
                // Most objects have one, where a vector takes room for four.
                if self.pairs.is_empty() {
                    self.pairs.reserve_exact(1);
                }
                self.pairs.insert(at, (key, value));
            }
        }
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) -> Option<Text> {
        let at = self.pairs.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok()?;
        Some(self.pairs.remove(at).1)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Text> {
        self.iter().find(|(known, _)| known.as_str() == key).map(|(_, value)| value)
    }

    /// Keys and values, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&Text, &Text)> {
        self.pairs.iter().map(|(key, value)| (key, value))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
}

impl FromIterator<(Text, Text)> for Labels {
    fn from_iter<I: IntoIterator<Item = (Text, Text)>>(pairs: I) -> Self {
        let mut labels = Self::default();
        for (key, value) in pairs {
            labels.set(key, value);
        }
        labels
    }
}

impl Serialize for Labels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.pairs.len()))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Labels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Labels;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a map of strings")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Labels, A::Error> {
                let mut labels = Labels::default();
                while let Some((key, value)) = map.next_entry()? {
                    labels.set(key, value);
                }
                Ok(labels)
            }

            fn visit_unit<E>(self) -> Result<Labels, E> {
                Ok(Labels::default())
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}
