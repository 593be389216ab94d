use super::wrap::wrap;
use crate::routing::{Cause, Considered, Decision, MuxerKind, Outcome, Reason};
use crate::rule::TlsMode;

/// How many routers that did not match are drawn one by one, at the beginning and at the end of the list.
const AT_EACH_END: usize = 6;

/// The path of the connection from the client to where it ends: entry point, list of routers by priority, middlewares,
/// TLS, services. Lines are at most `width` columns where there is a width.
pub fn path(decision: &Decision, width: Option<usize>) -> String {
    let mut drawing = Drawing { out: String::new(), width };
    drawing.stage(&client(decision), &[]);
    drawing.stage(&format!("entry point {}", decision.entry_point), &entry_point(decision));
    if let Some((list, routers)) = routers(decision) {
        drawing.stage(list, &routers);
    }
    if !decision.middlewares.is_empty() && passed_options(decision) {
        drawing.stage("middlewares", &middlewares(decision));
    }
    if decision.outcome == Outcome::Forwarded && decision.tls_mode != TlsMode::None {
        let how = if decision.tls_mode == TlsMode::Terminate { "ended by Traefik" } else { "passed through" };
        drawing.stage(&format!("TLS {how}"), &[]);
    }
    drawing.end(decision);
    drawing.out
}

fn client(decision: &Decision) -> String {
    let address = decision.client_ip;
    let name = match &decision.sni {
        _ if !decision.tls => return format!("client {address}"),
        Some(sni) => format!("TLS for {sni}"),
        None => "TLS without a server name".to_owned(),
    };
    let offers =
        if decision.alpn.is_empty() { String::new() } else { format!(", offers {}", decision.alpn.join(", ")) };
    format!("client {address}, {name}{offers}")
}

fn entry_point(decision: &Decision) -> Vec<String> {
    let text = match decision.cause {
        Cause::UnknownEntryPoint => "there is none of this name",
        Cause::UnreadableHello | Cause::UnfinishedHello | Cause::OverlongRecord => {
            "reads the client's first bytes, and cannot make anything of them"
        }
        Cause::PostgresPlain | Cause::PostgresUnmatched | Cause::PostgresBroken => {
            "grants PostgreSQL's SSLRequest, and reads what follows"
        }
        _ if decision.waits_for_client => "reads the client's first bytes",
        _ => "chooses before it reads anything",
    };
    vec![text.to_owned()]
}

/// The list that was asked, and what each router said.
fn routers(decision: &Decision) -> Option<(&'static str, Vec<String>)> {
    let early = decision.considered.is_empty();
    let list = match decision.muxer? {
        MuxerKind::Https => return Some(("hosts of HTTPS routers", vec!["one of them is the client's".to_owned()])),
        MuxerKind::Plain => "routers without TLS, by priority",
        MuxerKind::Tls if early => return Some(("routers with TLS", vec!["there is none".to_owned()])),
        MuxerKind::Tls => "routers with TLS, by priority",
    };
    let mut lines: Vec<String> = Vec::new();
    let others = decision.considered.iter().filter(|asked| !asked.matched).count();
    let hidden = others.saturating_sub(2 * AT_EACH_END);
    let mut unmatched = 0;
    for asked in &decision.considered {
        if !asked.matched {
            unmatched += 1;
            if hidden > 0 && unmatched > AT_EACH_END && unmatched <= AT_EACH_END + hidden {
                if unmatched == AT_EACH_END + 1 {
                    lines.push(format!("... {hidden} more that do not match"));
                }
                continue;
            }
        }
        lines.push(router(asked));
    }
    if lines.is_empty() {
        lines.push("there is none".to_owned());
    }
    Some((list, lines))
}

/// On two lines: which router, and what it says.
fn router(asked: &Considered) -> String {
    let verdict = if asked.matched { "yes" } else { "no" };
    format!("{} {} {}\n{verdict}: {}", asked.priority, asked.router, asked.rule, asked.note)
}

/// Whether the connection came as far as the middlewares.
fn passed_options(decision: &Decision) -> bool {
    decision.cause != Cause::BrokenTlsOptions
}

fn middlewares(decision: &Decision) -> Vec<String> {
    let refusing = match decision.cause {
        Cause::Denied { middleware } => Some(middleware),
        _ => None,
    };
    let reached = refusing.map_or(decision.middlewares.len(), |place| place + 1);
    let told = decision.middlewares.iter().enumerate().take(reached);
    told.map(|(place, name)| {
        let verdict = if refusing == Some(place) { "refuses the client" } else { "lets it through" };
        format!("{name} {verdict}")
    })
    .collect()
}

struct Drawing {
    out: String,
    width: Option<usize>,
}

impl Drawing {
    /// A stop on the way, and what happens there.
    fn stage(&mut self, title: &str, lines: &[String]) {
        self.out += &wrap("", "│ ", title, self.width);
        for line in lines {
            let mut first = "├─ ";
            for part in line.split('\n') {
                self.out += &wrap(first, "│    ", part, self.width);
                first = "│    ";
            }
        }
        self.out += "│\n";
    }

    /// Where it ends.
    fn end(&mut self, decision: &Decision) {
        if decision.outcome != Outcome::Forwarded {
            self.out += &wrap("╰─ ", "   ", end(decision).as_str(), self.width);
            return;
        }
        let weighted = decision.services.len() > 1;
        for (place, share) in decision.services.iter().enumerate() {
            let last = place + 1 == decision.services.len();
            let (first, hang) = if last { ("╰─ ", "   ") } else { ("├─ ", "│  ") };
            let weight = if weighted { format!(" (weight {})", share.weight) } else { String::new() };
            self.out += &wrap(first, hang, &format!("service {}:{}{weight}", share.service, share.port), self.width);
        }
    }
}

fn end(decision: &Decision) -> String {
    let reason = decision.reason.map_or("", Reason::name);
    match decision.outcome {
        Outcome::Http => "Traefik's own HTTP server".to_owned(),
        Outcome::Ambiguous => {
            let names: Vec<_> = decision.contenders.iter().map(ToString::to_string).collect();
            format!("ambiguous ({reason}): {}", names.join(" or "))
        }
        Outcome::Forwarded | Outcome::Closed => format!("closed ({reason})"),
    }
}
