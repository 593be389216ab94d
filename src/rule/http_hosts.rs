//! The hosts in rules of HTTP routers, which decide what of a shared entry point's TLS is HTTPS.

use smol_str::{SmolStr, StrExt as _};

use super::literal::unquoted;
use super::node::{Node, NodeKind};
use super::parser;
use super::token::LiteralKind;

/// Traefik's names of the matcher (`pkg/rules/parser.go`, `NewParser`).
const HOST: [&str; 3] = ["Host", "host", "HOST"];

/// The hosts that the rule of an HTTP router names, in lower case: every argument of a `Host`, whatever stands around it
/// (`pkg/muxer/http/mux.go`, `ParseDomains`). Empty for a rule without `Host`, whose router is a catch-all; none for a
/// text that is no rule.
///
/// ```
/// use tcpgen::rule::http_hosts;
///
/// let hosts = http_hosts("Host(`App.test`) && PathPrefix(`/api`) || Host(`b.test`)").expect("a rule");
/// assert_eq!(hosts, ["app.test", "b.test"]);
/// assert!(http_hosts("PathPrefix(`/`)").expect("a rule").is_empty());
/// assert!(http_hosts("Host(").is_none());
/// ```
pub fn http_hosts(rule: &str) -> Option<Vec<SmolStr>> {
    let parsed = parser::parse(rule);
    let sound = parsed.too_deep.is_none() && parsed.errors.into_first().is_none();
    let node = parsed.node.filter(|_| sound)?;
    let mut hosts = Vec::new();
    collect(rule, &node, &mut hosts);
    Some(hosts)
}

fn collect(rule: &str, node: &Node, hosts: &mut Vec<SmolStr>) {
    let text = |node: &Node| rule.get(node.range.clone()).unwrap_or_default();
    match &node.kind {
        NodeKind::Paren(inner) | NodeKind::Unary { operand: inner, .. } => collect(rule, inner, hosts),
        NodeKind::Chain { operands, .. } => operands.iter().for_each(|operand| collect(rule, operand, hosts)),
        NodeKind::Call { function, arguments } if HOST.contains(&text(function)) => {
            let literals = arguments.iter().filter(|it| matches!(it.kind, NodeKind::Literal(LiteralKind::String)));
            hosts.extend(literals.map(|literal| unquoted(text(literal)).to_lowercase_smolstr()));
        }
        _ => {}
    }
}
