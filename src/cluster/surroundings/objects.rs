//! The parts of Kubernetes' own objects that are looked at. What is behind the keys of a Secret is skipped as it is read.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, Visitor};

/// The objects of a kind, by namespace; none where they may not be listed.
pub(super) type Listed<T> = BTreeMap<String, Option<Vec<T>>>;

/// What a namespace has.
pub(super) trait InNamespace {
    /// Its namespace.
    fn namespace(&self) -> &str;
}

#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Metadata {
    #[serde(default)]
    pub namespace: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
}

/// A Service.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Service {
    pub metadata: Metadata,
    #[serde(default)]
    pub spec: ServiceSpec,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ServiceSpec {
    #[serde(rename = "type")]
    pub service_type: Option<String>,
    #[serde(rename = "clusterIP")]
    pub cluster_ip: Option<String>,
    pub external_name: Option<String>,
    pub ports: Vec<ServicePort>,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct ServicePort {
    pub name: String,
    pub port: i64,
}

/// A part of a Service's endpoints.
#[derive(Debug, serde::Deserialize)]
pub(super) struct EndpointSlice {
    pub metadata: Metadata,
    #[serde(default, deserialize_with = "or_none")]
    pub ports: Vec<SlicePort>,
    #[serde(default, deserialize_with = "or_none")]
    pub endpoints: Vec<Endpoint>,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct SlicePort {
    pub name: Option<String>,
    pub port: Option<i64>,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Endpoint {
    pub addresses: Vec<IgnoredAny>,
    pub conditions: Conditions,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Conditions {
    pub ready: Option<bool>,
}

/// Go writes an empty list as `null`.
fn or_none<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

impl InNamespace for Service {
    fn namespace(&self) -> &str {
        &self.metadata.namespace
    }
}

impl InNamespace for EndpointSlice {
    fn namespace(&self) -> &str {
        &self.metadata.namespace
    }
}

/// The keys of a Secret or a ConfigMap.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Keyed {
    #[serde(default)]
    data: Option<BTreeMap<String, HasValue>>,
}

impl Keyed {
    /// Those that have a value.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.data.iter().flatten().filter(|(_, value)| value.0).map(|(key, _)| key.as_str())
    }
}

/// Whether a text is not empty, which is all that is kept of it.
#[derive(Debug)]
struct HasValue(bool);

impl<'de> Deserialize<'de> for HasValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Length;
        impl Visitor<'_> for Length {
            type Value = HasValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E>(self, text: &str) -> Result<HasValue, E> {
                Ok(HasValue(!text.is_empty()))
            }

            fn visit_unit<E>(self) -> Result<HasValue, E> {
                Ok(HasValue(false))
            }
        }
        deserializer.deserialize_any(Length)
    }
}
