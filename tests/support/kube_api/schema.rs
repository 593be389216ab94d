//! What Traefik's CRDs (v3.7) say of our kinds: their fields, what is required, and of which type each is.

use serde_json::{Value, json};

/// A map is an object (`!` marks what is required), a list is a list, a text is a type: `integer 1..2`, `port` for an
/// integer or a string, `a|b` for one of several words.
pub(super) fn schema(kind: &str) -> Option<Value> {
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
