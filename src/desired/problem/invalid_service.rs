use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source::Text;

/// A service text that is no `[namespace/]name:port`.
pub static CODE: Code = Code {
    name: "invalid-service",
    severity: Severity::Error,
    summary: "a service is not `name:port` or `namespace/name:port`",
    explanation: include_str!("invalid_service.md"),
};

/// `text` stands where a service has to stand.
pub fn diagnostic(text: &Text) -> Diagnostic {
    let found = Diagnostic::new(&CODE, text.span, format!("`{}` is not a service with a port", text.as_str()));
    match meant(text) {
        Some(meant) => {
            let quoted = format!("\"{meant}\"");
            let found = found.help(format!("a service has no scheme and no domain: write `{quoted}`"));
            found.fix(Fix::repair(format!("write `{quoted}`"), text.span, quoted))
        }
        None if !text.contains(':') => {
            found.help(format!("add the port, as a number or as the Service's name for it: `\"{}:5432\"`", shown(text)))
        }
        None => found.help(
            "write `\"name:port\"` or `\"namespace/name:port\"`, the port as a number or as the Service's name for it",
        ),
    }
}

/// Whether the name of a service is that of its address in the cluster.
pub fn is_domain(name: &str) -> bool {
    name.split('.').nth(2) == Some("svc")
}

/// The service of a URL or of an address in the cluster: `tcp://pg.data.svc.cluster.local:5432` is `data/pg:5432`.
fn meant(text: &str) -> Option<String> {
    let address = text.split_once("://").map_or(text, |(_, address)| address);
    let (host, port) = address.trim_end_matches('/').rsplit_once(':')?;
    let is_label = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    if !is_label(port) {
        return None;
    }
    match host.split('.').collect::<Vec<_>>().as_slice() {
        [name] if is_label(name) && address != text => Some(format!("{name}:{port}")),
        [name, namespace, "svc", ..] if is_label(name) && is_label(namespace) => {
            Some(format!("{namespace}/{name}:{port}"))
        }
        _ => None,
    }
}

/// What of a text can be shown as the name of a service.
fn shown(text: &str) -> &str {
    if text.is_empty() || text.contains(['"', '\\', '\n']) { "name" } else { text }
}
