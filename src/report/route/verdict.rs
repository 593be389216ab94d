use super::wrap::wrap;
use crate::routing::{Considered, Decision, Disabled};

/// How many routers that did not match are listed.
const MOST: usize = 5;
/// How many routers that do not serve are listed.
const MOST_DISABLED: usize = 10;

/// What becomes of the connection in one sentence, then why: the rule that matched or those that did not, what else
/// there is to know, the routers that do not serve, and the version of Traefik. Lines are at most `width` columns where there is a width.
pub fn verdict(decision: &Decision, width: Option<usize>) -> String {
    let mut out = wrap("", "  ", &decision.verdict, width);
    let line = |text: &str| wrap("  ", "    ", text, width);
    let matched: Vec<_> = decision.considered.iter().filter(|asked| asked.matched).collect();
    for asked in &matched {
        out += &line(&format!("`{}` matches {}", asked.router, reason(asked)));
    }
    if matched.is_empty() {
        let others = &decision.considered;
        for asked in others.iter().take(MOST) {
            out += &line(&format!("`{}` does not match {}", asked.router, reason(asked)));
        }
        let more = others.len().saturating_sub(MOST);
        if more > 0 {
            out += &line(&format!("{more} more do not match; `--explain` shows more of them, and `--format json` all"));
        }
    }
    for note in &decision.notes {
        out += &line(&format!("note: {note}"));
    }
    for router in decision.disabled.iter().take(MOST_DISABLED) {
        out += &line(&disabled(router));
    }
    let more = decision.disabled.len().saturating_sub(MOST_DISABLED);
    if more > 0 {
        out += &line(&format!("{more} more routers of this entry point do not serve; `--format json` shows all"));
    }
    if !decision.assumes.is_empty() {
        out += &line(&format!("assumes that {}", decision.assumes.join(", and that ")));
    }
    out += &line(&format!("answered for Traefik {}", decision.traefik));
    out
}

fn reason(asked: &Considered) -> String {
    format!("by {} (priority {}): {}", asked.rule, asked.priority, asked.note)
}

/// In both words where they differ.
fn disabled(router: &Disabled) -> String {
    let Disabled { router, error, message } = router;
    if message.contains(error.as_str()) {
        format!("does not serve: `{router}`: {message}")
    } else {
        format!("does not serve: `{router}`: {message} (Traefik: {error})")
    }
}
