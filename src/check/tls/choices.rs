//! Values of which the CRDs take a few. The code is [`invalid_value`]'s, which also covers the short forms of the
//! state file.

use crate::check::view::notation::Notation;
use crate::check::view::phrases::{CLIENT_AUTH_TYPE, SYNTAX};
use crate::check::{Context, RuleView, Run};
use crate::desired::problem::invalid_value;
use crate::desired::{CLIENT_AUTH_TYPES, SYNTAXES};
use crate::diagnostic::Diagnostic;
use crate::resource::{Object, TlsOption};

/// Where they look.
pub(crate) static RUNS: &[Run] = &[Run::Rule(of_rule), Run::TlsOptions(of_options)];

/// `syntax` of the IngressRouteTCP CRD.
fn of_rule(_: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(syntax) = rule.rule.syntax.as_ref().filter(|syntax| !SYNTAXES.contains(&syntax.as_str())) {
        let key = rule.notation().words(&SYNTAX);
        diagnostics.push(invalid_value::diagnostic(syntax.span, syntax, key.trim_matches('`'), &SYNTAXES));
    }
}

/// `clientAuthType` of the TLSOption CRD.
fn of_options(_: &Context<'_>, object: &Object, options: &TlsOption, diagnostics: &mut Vec<Diagnostic>) {
    let kind = options.client_auth.as_ref().and_then(|auth| auth.client_auth_type.as_ref());
    if let Some(kind) = kind.filter(|kind| !CLIENT_AUTH_TYPES.contains(&kind.as_str())) {
        let key = Notation::of(object).words(&CLIENT_AUTH_TYPE);
        diagnostics.push(invalid_value::diagnostic(kind.span, kind, key.trim_matches('`'), &CLIENT_AUTH_TYPES));
    }
}
