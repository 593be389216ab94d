//! The states that several tests apply.

/// A route behind its guard.
pub const STATE: &str = "[middlewares.office]
ip_allow_list = ['192.168.1.0/24']
[routes.pg]
entry_points = ['postgresql']
service = 'postgres:5432'
middlewares = ['office']
";

/// The guard alone.
pub const GUARD: &str = "[middlewares.office]\nip_allow_list = ['192.168.1.0/24']\n";

/// The route, without its guard.
pub const SMALLER: &str = "[routes.pg]\nentry_points = ['postgresql']\nservice = 'postgres:5432'\n";

/// A route for plain connections.
pub const PLAIN: &str = "[routes.pg]\nentry_points = ['pg']\nservice = 'a:1'\n";

/// The same route with TLS.
pub const WITH_TLS: &str = "[routes.pg]\nentry_points = ['pg']\nservice = 'a:1'\nsni = 'a.b'\ntls = 'passthrough'\n";
