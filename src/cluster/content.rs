//! The part of an object that clients set, and what tcpgen sets in it.

use serde_json::{Value, json};

use super::ClusterError;
use super::error::title;
use crate::resource::{ApiGroup, Kind, MANAGED_BY, Metadata, Object, ObjectRef, Spec};
use crate::store::Stored;

/// [`MANAGER`] is the field manager as well.
pub use crate::resource::{MANAGER, STATE_LABEL};

/// What is sent to apply an object.
pub(super) fn configuration(object: &Object, state: Option<&str>) -> Result<Value, ClusterError> {
    let mut value = serde_json::to_value(object)
        .map_err(|error| ClusterError::refused(object.kind(), object.object_ref(), error.to_string()))?;
    if let Some(state) = state {
        value["metadata"]["labels"][STATE_LABEL] = json!(state);
        // A manifest may name another manager; what is part of a state is managed by tcpgen.
        value["metadata"]["labels"][MANAGED_BY] = json!(MANAGER);
    }
    Ok(value)
}

/// Whether two versions of an object say the same.
pub(super) fn says_the_same(one: &Value, other: &Value) -> bool {
    let metadata = |key: &str| one["metadata"][key] == other["metadata"][key];
    one["spec"] == other["spec"] && metadata("labels") && metadata("annotations")
}

/// The state that an object is marked as part of.
pub(super) fn state_of(object: &Value) -> Option<&str> {
    object["metadata"]["labels"][STATE_LABEL].as_str()
}

/// An object as the server has it.
pub(super) fn stored(group: ApiGroup, kind: Kind, value: Value) -> Result<Stored, ClusterError> {
    let text = |key: &str| value["metadata"][key].as_str().unwrap_or_default().to_owned();
    let (namespace, name, uid) = (text("namespace"), text("name"), text("uid"));
    let unreadable = |error: serde_json::Error| ClusterError::Unreadable {
        object: title(kind, ObjectRef { namespace: &namespace, name: &name }),
        reason: error.to_string(),
    };
    let Value::Object(mut fields) = value else {
        return Err(unreadable(serde::de::Error::custom("it is not an object")));
    };
    let mut take = |key: &str| fields.remove(key).unwrap_or_default();
    let (metadata, spec) = (take("metadata"), take("spec"));
    let metadata: Metadata = serde_json::from_value(metadata).map_err(unreadable)?;
    let spec = read_spec(kind, spec).map_err(unreadable)?;
    let object = Object::new(group, metadata, spec);
    Ok(Stored { uid: uid.into(), object })
}

fn read_spec(kind: Kind, spec: Value) -> serde_json::Result<Spec> {
    Ok(match kind {
        Kind::ServersTransportTcp => Spec::ServersTransportTcp(serde_json::from_value(spec)?),
        Kind::TlsOption => Spec::TlsOption(serde_json::from_value(spec)?),
        Kind::TlsStore => Spec::TlsStore(serde_json::from_value(spec)?),
        Kind::MiddlewareTcp => Spec::MiddlewareTcp(serde_json::from_value(spec)?),
        Kind::IngressRouteTcp => Spec::IngressRouteTcp(serde_json::from_value(spec)?),
    })
}
