//! Help in the reader's language: a finding in a manifest names the manifest's fields, one in a state file its keys.

use std::fs;
use std::path::Path;

use tcpgen::check::CODES;
use tcpgen::diagnostic::Diagnostic;
use tcpgen::source::{SourceFile, Sources};
use tcpgen::{Options, compile};

/// Keys of state files that no manifest has.
const KEYS: &[&str] = &[
    "`allow`",
    "`allow ",
    "`external",
    "`protocol",
    "`sni",
    "`service ",
    "`tls =",
    "`tls`",
    "`passthrough`",
    "`options`",
    "`store`",
    "`domains",
    "`priority`",
    "`spiffe`",
    "`match`",
    "`syntax",
    "`middlewares",
    "`version",
    "`[",
    " = ",
    "alpn_protocols",
    "allow_cross_namespace",
    "cert_resolver",
    "certificates_secrets",
    "client_auth",
    "disable_session_tickets",
    "entry_points",
    "exposed_port",
    "in_flight_conn",
    "ingress_class_name",
    "insecure_skip_verify",
    "ip_allow_list",
    "ip_white_list",
    "max_version",
    "native_lb",
    "node_port_lb",
    "peer_cert_",
    "prefer_server_cipher_suites",
    "proxy_protocol",
    "root_cas",
    "secret_name",
    "server_name",
    "servers_transport",
    "termination_delay",
    "tls_options",
];

/// Fields of manifests that no state file has.
const FIELDS: &[&str] = &[
    "spec.",
    "metadata.",
    "alpnProtocols",
    "certResolver",
    "clientAuth",
    "entryPoints",
    "inFlightConn",
    "ingressClassName",
    "ipAllowList",
    "ipWhiteList",
    "nativeLB",
    "nodePortLB",
    "proxyProtocol",
    "rootCAs",
    "secretName",
    "serverName",
    "serversTransport",
    "terminationDelay",
];

/// Facts on Traefik and what exists elsewhere are in no manifest: what a text names behind these words belongs to a state
/// file.
const ELSEWHERE: [&str; 2] = ["in a state file", "in the state file"];

/// The first word of the other notation in a text, if there is one.
fn foreign(text: &str, in_manifest: bool) -> Option<&'static str> {
    let own = ELSEWHERE.iter().filter_map(|words| text.find(words)).min().unwrap_or(text.len());
    let (words, text) = if in_manifest { (KEYS, &text[..own]) } else { (FIELDS, text) };
    words.iter().copied().find(|word| text.contains(word))
}

/// All that a finding shows, apart from the labels of other places.
fn texts(found: &Diagnostic) -> impl Iterator<Item = &str> {
    let fixes = found.fixes.iter().map(|fix| fix.title.as_str());
    [found.message.as_str()].into_iter().chain(found.help.as_deref()).chain(fixes)
}

/// Findings, and those among them whose texts are of the wrong notation.
fn judge(files: &[(String, String)]) -> (usize, Vec<String>) {
    let mut sources = Sources::default();
    for (name, text) in files {
        sources.add(SourceFile::new(name.as_str(), text.as_str()));
    }
    let diagnostics = compile(&sources, &Options::default()).diagnostics;
    let of_manifest = |file| {
        let name = sources.file(file).map(SourceFile::name).unwrap_or_default();
        Path::new(name).extension().is_some_and(|ending| ending == "yaml")
    };
    let mut wrong = Vec::new();
    for found in &diagnostics {
        let in_manifest = of_manifest(found.span.file);
        // Codes of manifests themselves quote what was written there.
        let of_text = found.code.name.starts_with("manifest-") || found.code.name == "invalid-manifest";
        let own = texts(found).filter(|_| !of_text).find_map(|text| foreign(text, in_manifest));
        let label = |related: &tcpgen::diagnostic::Related| foreign(&related.message, of_manifest(related.span.file));
        if let Some(word) = own.or_else(|| found.related.iter().find_map(label)) {
            let name = sources.file(found.span.file).map(SourceFile::name).unwrap_or_default();
            wrong.push(format!("{name}: {}: {word:?} in {:?} {:?}", found.code.name, found.message, found.help));
        }
    }
    (diagnostics.len(), wrong)
}

/// The manifests of this folder, in the styles in which people publish them.
fn manifests() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/manifests");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let text = |path: &Path| (path.display().to_string(), fs::read_to_string(path).unwrap());
    paths.iter().map(|path| text(path)).collect()
}

/// The blocks of explanations, each a file of its notation.
fn examples() -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    for code in CODES.iter() {
        for (fence, ending) in [("```toml\n", "toml"), ("```yaml\n", "yaml")] {
            for block in code.explanation.split(fence).skip(1) {
                let block = block.split("```").next().unwrap_or_default();
                blocks.push((format!("{}.{ending}", code.name), block.to_owned()));
            }
        }
    }
    blocks
}

#[test]
fn each_finding_names_what_its_own_notation_has() {
    let (mut found, mut wrong) = (0, Vec::new());
    for file in manifests().into_iter().chain(examples()) {
        let (findings, bad) = judge(&[file]);
        found += findings;
        wrong.extend(bad);
    }
    assert!(found > 180, "only {found} findings");
    assert!(wrong.is_empty(), "{} of {found}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn manifests_beside_a_state_file_keep_their_notation() {
    for version in ["v2", "3.0", "3.3", "3.6", "3.8"] {
        let facts = format!(
            "[traefik]\nversion = '{version}'\ningress_class_name = 'internal'\n[entry_points]\nmysql = 3306\ntcp = 9000\n\
             redis = 6379\npostgres = 5432\nkafka = 9092\n[routes.own]\nentry_points = ['tcp']\nsni = 'own.example.com'\n\
             service = 'own:9000'\ntls = 'passthrough'\n"
        );
        for file in manifests() {
            let (_, wrong) = judge(&[("facts.toml".to_owned(), facts.clone()), file]);
            assert!(wrong.is_empty(), "{version}\n{}", wrong.join("\n"));
        }
    }
}

#[test]
fn the_manifests_have_every_check_that_names_a_field() {
    let mut seen: Vec<&str> = Vec::new();
    for file in manifests() {
        let sources = Sources::single(file.0, file.1);
        seen.extend(compile(&sources, &Options::default()).diagnostics.iter().map(|found| found.code.name));
    }
    let wanted = [
        "acme-needs-domain",
        "allows-everyone",
        "alpn-not-offered",
        "ambiguous-priority",
        "backend-tls-without-name",
        "client-auth-without-ca",
        "cross-namespace-reference",
        "deprecated-field",
        "empty-middleware",
        "guard-fails-open",
        "ingress-class-mismatch",
        "invalid-host",
        "missing-entry-points",
        "mixed-plain-and-tls",
        "native-lb-with-node-port-lb",
        "never-matches-plain",
        "no-rules",
        "no-service",
        "old-api-group",
        "order-dependent-rule",
        "passthrough-with-termination",
        "postgres-alpn-mismatch",
        "postgres-mixed-entry-point",
        "postgres-starttls-backend",
        "protocol-cannot-sni",
        "server-first-behind-peek",
        "shadowed-by-longer-rule",
        "sni-without-tls",
        "spiffe-with-tls-settings",
        "tls-store-not-default",
        "tls-versions-reversed",
        "two-types-in-one-middleware",
        "unknown-middleware",
        "unknown-servers-transport",
        "unknown-tls-options",
        "unreachable-rule",
        "unused-middleware",
        "unused-servers-transport",
        "unused-tls-options",
    ];
    let missing: Vec<_> = wanted.into_iter().filter(|code| !seen.contains(code)).collect();
    assert!(missing.is_empty(), "no manifest has {missing:?}");
}
