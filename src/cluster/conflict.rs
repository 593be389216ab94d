use std::fmt;

use serde::Serialize;

/// Fields that another manager owns and that tcpgen would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Who owns them: `kubectl`, `argocd-controller`.
    pub manager: String,
    /// Which they are: `.spec.routes`.
    pub fields: Vec<String>,
}

/// `` `kubectl` owns .spec.routes, .spec.tls.secretName ``
impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` owns {}", self.manager, self.fields.join(", "))
    }
}
