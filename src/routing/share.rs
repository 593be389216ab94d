use serde::Serialize;

use super::ObjectName;
use crate::resource::IntOrString;

/// A Kubernetes Service and its share of a router's connections.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The service.
    pub service: ObjectName,
    /// Its port, by number or name.
    pub port: IntOrString,
    /// Its weight, above 0: its share is this part of the sum of all weights.
    pub weight: i64,
}
