//! What an API server can refuse by itself: some checks of single objects as a ValidatingAdmissionPolicy, in Kubernetes' CEL
//! (<https://kubernetes.io/docs/reference/using-api/cel/>).
//!
//! An expression is written so that what it refuses has tcpgen's finding. It does not find all that the check finds: CEL has
//! no parser of rules, and sees one object.

mod expressions;
mod manifest;

pub use expressions::{EXPRESSIONS, Expression};
pub use manifest::{Policy, policy};
