use serde_json::Value;

use super::unknown_key::meant;
use crate::diagnostic::{Code, Diagnostic, Fix, Severity, is_same_word};
use crate::source::Span;

/// A value that is none of those the key takes.
pub static CODE: Code = Code {
    name: "invalid-value",
    severity: Severity::Error,
    summary: "a key does not accept this value",
    explanation: include_str!("invalid_value.md"),
};

/// At `span` stands `found` under `key`, which takes `choices` alone.
pub fn diagnostic(span: Span, found: &str, key: &str, choices: &[&str]) -> Diagnostic {
    let listed = choices.iter().map(|choice| format!("`\"{choice}\"`")).collect::<Vec<_>>().join(", ");
    let diagnostic =
        Diagnostic::new(&CODE, span, format!("`{key}` cannot be `\"{found}\"`")).help(format!("it takes {listed}"));
    match meant(found, choices) {
        // Another spelling of one word leaves no doubt; a word that is only similar is a guess.
        Some(near) => diagnostic.fix(Fix::repair_if(
            is_same_word(found, near),
            format!("write `\"{near}\"`"),
            span,
            format!("\"{near}\""),
        )),
        None => diagnostic,
    }
}

/// The file that is named at `span` cannot be read as Traefik's configuration.
pub fn unread(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(&CODE, span, message).help("add the file under this name, correct the path, or remove it")
}

/// Words for TLS that Traefik terminates.
const TERMINATED: [&str; 7] = ["terminate", "terminated", "termination", "edge", "on", "yes", "true"];

/// `tls` is `found`, or true if there is none.
pub fn tls(span: Span, found: Option<&str>) -> Diagnostic {
    let passthrough = |evident| Fix::repair_if(evident, "pass TLS through", span, "\"passthrough\"");
    let terminate = || Fix::offered("terminate TLS with the default certificate", span, "{}");
    let Some(found) = found else {
        return Diagnostic::new(&CODE, span, "`tls` cannot be `true`")
            .help("write `tls = {}` to terminate TLS in Traefik, or `tls = \"passthrough\"` to leave it to the service")
            .fixes([terminate(), passthrough(false)]);
    };
    let diagnostic = Diagnostic::new(&CODE, span, format!("`tls` cannot be `\"{found}\"`"));
    if TERMINATED.contains(&found.to_lowercase().as_str()) {
        let help = "write `tls = {}` for the default certificate, or `tls = { secret_name = \"db-cert\" }` for one of a Secret";
        return diagnostic.help(help).fix(terminate());
    }
    if meant(found, &["passthrough"]).is_some() {
        let help = "write `tls = \"passthrough\"`";
        return diagnostic.help(help).fix(passthrough(is_same_word(found, "passthrough")));
    }
    let table = format!("{{ secret_name = {} }}", Value::from(found));
    diagnostic.help(format!("if it is the Secret with the certificate, write `tls = {table}`")).fix(Fix::offered(
        "use it as the Secret with the certificate",
        span,
        table,
    ))
}

/// `tls` is false.
pub fn no_tls(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, "`tls` cannot be `false`")
        .help("leave `tls` out: without it Traefik does not handle TLS")
}
