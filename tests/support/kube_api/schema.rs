//! What Traefik's CRDs (v3.7) say of our kinds: their fields, what is required, and of which type each is.

use serde_json::{Value, json};

use super::error::Refusal;
use super::kind::Kind;

/// A map is an object (`!` marks what is required), a list is a list, a text is a type: `integer 1..2`, `port` for an
/// integer or a string, `a|b` for one of several words.
fn schema(kind: &str) -> Option<Value> {
    let reference = json!({ "name!": "string", "namespace": "string" });
    let secret = json!({ "secretName!": "string" });
    let domain = json!({ "main": "string", "sans": ["string"] });
    let ranges = json!({ "sourceRange": ["string"] });
    Some(match kind {
        "IngressRouteTCP" => json!({
            "entryPoints": ["string"],
            "ingressClassName": "string",
            "routes!": [{
                "match!": "string",
                "priority": "integer",
                "syntax": "v2|v3",
                "middlewares": [reference],
                "services": [{
                    "name!": "string", "namespace": "string", "port!": "port", "weight": "integer 0..2147483647",
                    "nativeLB": "boolean", "nodePortLB": "boolean", "serversTransport": "string",
                    "proxyProtocol": { "version": "integer 1..2" }, "terminationDelay": "integer", "tls": "boolean",
                }],
            }],
            "tls": {
                "certResolver": "string", "domains": [domain], "options": reference, "store": reference,
                "passthrough": "boolean", "secretName": "string",
            },
        }),
        "MiddlewareTCP" => json!({
            "inFlightConn": { "amount": "integer 0..9223372036854775807" }, "ipAllowList": ranges, "ipWhiteList": ranges,
        }),
        "ServersTransportTCP" => json!({
            "dialKeepAlive": "port", "dialTimeout": "port", "terminationDelay": "port",
            "proxyProtocol": { "version": "integer 1..2" },
            "tls": {
                "certificatesSecrets": ["string"], "insecureSkipVerify": "boolean", "peerCertURI": "string",
                "peerCertSANs": [{ "type": "string", "value": "string" }],
                "rootCAs": [{ "configMap": "string", "secret": "string" }], "rootCAsSecrets": ["string"],
                "serverName": "string", "spiffe": { "ids": ["string"], "trustDomain": "string" },
            },
        }),
        "TLSOption" => json!({
            "alpnProtocols": ["string"], "cipherSuites": ["string"], "curvePreferences": ["string"],
            "clientAuth": {
                "clientAuthType": "NoClientCert|RequestClientCert|RequireAnyClientCert|VerifyClientCertIfGiven|RequireAndVerifyClientCert",
                "secretNames": ["string"],
            },
            "disableSessionTickets": "boolean", "maxVersion": "string", "minVersion": "string",
            "preferServerCipherSuites": "boolean", "sniStrict": "boolean",
        }),
        "TLSStore" => json!({
            "certificates": [secret], "defaultCertificate": secret,
            "defaultGeneratedCert": { "domain": domain, "resolver": "string" },
        }),
        _ => return None,
    })
}

/// Holds an object of our kinds against its schema; of others nothing is known.
pub(super) fn validate(kind: &Kind, object: &Value) -> Result<(), Refusal> {
    let Some(schema) = schema(kind.name) else { return Ok(()) };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (namespace, name) = (text(&object["metadata"]["namespace"]), text(&object["metadata"]["name"]));
    let mut found = Found::default();
    let known = ["apiVersion", "kind", "metadata", "spec", "status"];
    for key in object.as_object().into_iter().flatten().map(|(key, _)| key) {
        if !known.contains(&key.as_str()) {
            found.undeclared.push(format!(".{key}"));
        }
    }
    match &object["spec"] {
        Value::Null => found.invalid.push("spec: Required value".to_owned()),
        spec => found.check(&schema, spec, "spec"),
    }
    if let Some(field) = found.undeclared.first() {
        // Kubernetes' own words and code, strange as the code is.
        let object = format!("{namespace}/{name}; {}, Kind={}", kind.api_version(), kind.name);
        let message = format!("failed to create typed patch object ({object}): {field}: field not declared in schema");
        return Err(Refusal::new(500, "", message));
    }
    if found.invalid.is_empty() {
        return Ok(());
    }
    let message = format!("{}.{} \"{name}\" is invalid: {}", kind.name, kind.group, found.invalid.join(", "));
    Err(Refusal::new(422, "Invalid", message))
}

/// What is wrong with an object.
#[derive(Debug, Default)]
struct Found {
    undeclared: Vec<String>,
    invalid: Vec<String>,
}

impl Found {
    fn check(&mut self, schema: &Value, value: &Value, path: &str) {
        match (schema, value) {
            (Value::Object(fields), Value::Object(values)) => {
                let field = |key: &str| fields.get(key).or_else(|| fields.get(&format!("{key}!")));
                for (key, value) in values {
                    match field(key) {
                        Some(schema) => self.check(schema, value, &format!("{path}.{key}")),
                        None => self.undeclared.push(format!(".{path}.{key}")),
                    }
                }
                let required = fields.keys().filter_map(|key| key.strip_suffix('!'));
                for key in required.filter(|key| !values.contains_key(*key)) {
                    self.invalid.push(format!("{path}.{key}: Required value"));
                }
            }
            (Value::Array(item), Value::Array(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.check(&item[0], value, &format!("{path}[{index}]"));
                }
            }
            (Value::String(wanted), value) if is(wanted, value) => {}
            (Value::String(wanted), value) => self.invalid.push(format!("{path}: Invalid value: {value}: {wanted}")),
            (_, value) => self.invalid.push(format!("{path}: Invalid value: {value}: it is of another type")),
        }
    }
}

fn is(wanted: &str, value: &Value) -> bool {
    let (wanted, range) = wanted.split_once(' ').unwrap_or((wanted, ""));
    match wanted {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "port" => value.is_string() || value.is_i64(),
        "integer" => value.as_i64().is_some_and(|number| {
            let bounds = range.split_once("..").and_then(|(low, high)| Some(low.parse().ok()?..=high.parse().ok()?));
            bounds.is_none_or(|bounds: std::ops::RangeInclusive<i64>| bounds.contains(&number))
        }),
        words => value.as_str().is_some_and(|value| words.split('|').any(|word| word == value)),
    }
}
