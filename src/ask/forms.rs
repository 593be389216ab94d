/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Create,
    /// What the request names is changed and the rest is kept. "Patch" is the same.
    Update,
    Delete,
    Generate,
}

/// To what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Middleware,
    Route,
}

impl Kind {
    /// In a message.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Middleware => "middleware",
            Self::Route => "route",
        }
    }
}

const MIDDLEWARE: &str = "Create a TCP IP allowlist middleware 'NAME' in 'NAMESPACE' allowing RANGE and RANGE.";
const UPDATE_MIDDLEWARE: &str = "Update middleware 'NAME' in 'NAMESPACE' to allow only ['RANGE', 'RANGE'].";
const ROUTE: &str = "Create a TCP route 'NAME' in 'NAMESPACE' for Kubernetes service 'SERVICE' on port PORT, entry \
                     point 'ENTRY-POINT', SNI 'HOST', with TLS passthrough enabled, with middleware 'MIDDLEWARE'.";
const UPDATE_ROUTE: &str = "Update the TCP route 'NAME' in 'NAMESPACE' to use backend service 'SERVICE' on port PORT, \
                            entry point 'ENTRY-POINT', SNI host 'HOST', keeping middleware 'MIDDLEWARE'.";
const DELETE_MIDDLEWARE: &str = "Delete the middleware 'NAME' in 'NAMESPACE'.";
const DELETE_ROUTE: &str = "Delete the TCP route 'NAME' in 'NAMESPACE'.";
pub(super) const LIST: &str = "List all TCP IngressRoutes and middleware attachments.";
const GENERATE_ROUTE: &str = "Generate an IngressRouteTCP YAML for route name 'NAME' targeting Kubernetes service \
                              'SERVICE' on port PORT in namespace 'NAMESPACE'. Use entry point 'ENTRY-POINT'.";
const GENERATE_MIDDLEWARE: &str = "Generate a MiddlewareTCP ipAllowList YAML 'NAME' allowing RANGE and RANGE.";
pub(super) const ADD_RANGE: &str = "Add RANGE to the middleware 'NAME' in 'NAMESPACE'.";
pub(super) const ALLOW: &str = "Allow RANGE in the middleware 'NAME'.";
pub(super) const REMOVE_RANGE: &str = "Remove RANGE from the middleware 'NAME' in 'NAMESPACE'.";
pub(super) const ATTACH: &str = "Attach the middleware 'MIDDLEWARE' to the route 'NAME'.";
pub(super) const DETACH: &str = "Detach the middleware 'MIDDLEWARE' from the route 'NAME'.";
pub(super) const ADD_ENTRY_POINT: &str = "Add entry point 'ENTRY-POINT' to the route 'NAME'.";
pub(super) const REMOVE_ENTRY_POINT: &str = "Remove entry point 'ENTRY-POINT' from the route 'NAME'.";
pub(super) const SET: &str = "Set the port of the route 'NAME' to PORT.";

/// A sentence of each form; what is optional in it may be left out.
pub const FORMS: [&str; 17] = [
    MIDDLEWARE,
    UPDATE_MIDDLEWARE,
    ADD_RANGE,
    ALLOW,
    REMOVE_RANGE,
    DELETE_MIDDLEWARE,
    ROUTE,
    UPDATE_ROUTE,
    SET,
    ATTACH,
    DETACH,
    ADD_ENTRY_POINT,
    REMOVE_ENTRY_POINT,
    DELETE_ROUTE,
    GENERATE_MIDDLEWARE,
    GENERATE_ROUTE,
    LIST,
];

/// The form of a request that begins so.
pub(super) fn form(verb: Verb, kind: Kind) -> &'static str {
    match (verb, kind) {
        (Verb::Create, Kind::Middleware) => MIDDLEWARE,
        (Verb::Update, Kind::Middleware) => UPDATE_MIDDLEWARE,
        (Verb::Delete, Kind::Middleware) => DELETE_MIDDLEWARE,
        (Verb::Generate, Kind::Middleware) => GENERATE_MIDDLEWARE,
        (Verb::Create, Kind::Route) => ROUTE,
        (Verb::Update, Kind::Route) => UPDATE_ROUTE,
        (Verb::Delete, Kind::Route) => DELETE_ROUTE,
        (Verb::Generate, Kind::Route) => GENERATE_ROUTE,
    }
}

/// The forms of both things.
pub(super) fn either(verb: Verb) -> String {
    format!("{}\n{}", form(verb, Kind::Route), form(verb, Kind::Middleware))
}

/// Every form, one a line.
pub(super) fn all() -> String {
    FORMS.join("\n")
}
