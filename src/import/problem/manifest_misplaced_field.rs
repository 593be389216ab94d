use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::Kind;
use crate::source::Text;

/// A field at a level of its object that does not have it, and another does.
pub static CODE: Code = Code {
    name: "manifest-misplaced-field",
    severity: Severity::Error,
    summary: "a field of a manifest is at the wrong level: `kubectl apply` refuses the manifest",
    explanation: include_str!("manifest_misplaced_field.md"),
};

/// Where fields belong (`pkg/provider/kubernetes/crd/traefikio/v1alpha1`), each with its level.
const HOMES: [(Kind, &str, &[&str]); 12] = [
    (Kind::IngressRouteTcp, "spec", &["entryPoints", "ingressClassName", "routes", "tls"]),
    (Kind::IngressRouteTcp, "spec.routes[]", &["match", "middlewares", "priority", "services", "syntax"]),
    (
        Kind::IngressRouteTcp,
        "spec.routes[].services[]",
        &["nativeLB", "nodePortLB", "port", "serversTransport", "weight"],
    ),
    (Kind::IngressRouteTcp, "spec.tls", &["certResolver", "domains", "options", "passthrough", "secretName", "store"]),
    (Kind::MiddlewareTcp, "spec", &["inFlightConn", "ipAllowList", "ipWhiteList"]),
    (Kind::MiddlewareTcp, "spec.ipAllowList", &["sourceRange"]),
    (Kind::MiddlewareTcp, "spec.inFlightConn", &["amount"]),
    (
        Kind::ServersTransportTcp,
        "spec.tls",
        &[
            "certificatesSecrets",
            "insecureSkipVerify",
            "peerCertURI",
            "rootCAs",
            "rootCAsSecrets",
            "serverName",
            "spiffe",
        ],
    ),
    (Kind::ServersTransportTcp, "spec", &["dialKeepAlive", "dialTimeout", "proxyProtocol", "terminationDelay", "tls"]),
    (Kind::TlsOption, "spec.clientAuth", &["clientAuthType", "secretNames"]),
    (
        Kind::TlsOption,
        "spec",
        &["alpnProtocols", "cipherSuites", "clientAuth", "curvePreferences", "maxVersion", "minVersion", "sniStrict"],
    ),
    (Kind::TlsStore, "spec", &["certificates", "defaultCertificate", "defaultGeneratedCert"]),
];

/// `field` stands at `path` of an object whose kind has it at another level; none if no level has it.
pub(crate) fn diagnostic(field: &Text, path: &str, kind: Kind) -> Option<Diagnostic> {
    let (_, home, _) = HOMES.iter().find(|(of, _, fields)| *of == kind && fields.contains(&field.as_str()))?;
    let found = Diagnostic::new(&CODE, field.span, format!("`{path}` is at the wrong level"));
    Some(found.help(format!("move it to `{home}.{}`; `kubectl apply` refuses the manifest", field.as_str())))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::source::Sources;

    fn codes(kind: Kind, spec: &Value) -> Vec<&'static str> {
        let manifest = json!({
            "apiVersion": "traefik.io/v1alpha1", "kind": kind.name(), "metadata": { "name": "a" }, "spec": spec,
        });
        let sources = Sources::single("a.yaml", manifest.to_string());
        crate::import::manifests(sources.iter(), "default").diagnostics.iter().map(|found| found.code.name).collect()
    }

    /// `{field: null}` under `spec` and the further levels of `home`.
    fn nested(home: &str, field: &str) -> Value {
        home.split('.').skip(1).collect::<Vec<_>>().iter().rev().fold(
            json!({ field: null }),
            |inner, level| match level.strip_suffix("[]") {
                Some(list) => json!({ list: [inner] }),
                None => json!({ *level: inner }),
            },
        )
    }

    #[test]
    fn every_field_is_known_at_its_level_and_reported_at_another() {
        for (kind, home, fields) in HOMES {
            for field in fields {
                let known = codes(kind, &nested(home, field));
                assert!(!known.contains(&CODE.name) && !known.contains(&"manifest-unknown-field"), "{home}.{field}");
                let elsewhere = if home == "spec" { nested("spec.nowhere", field) } else { json!({ *field: 1 }) };
                assert!(home == "spec" || codes(kind, &elsewhere).contains(&CODE.name), "{home}.{field}");
            }
        }
    }
}
