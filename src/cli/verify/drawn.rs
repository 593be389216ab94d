use crate::escape::{Shown, shown};
use crate::running::Difference;

/// `router default/pg (HostSNI(`*`)): predicted enabled, is disabled: ...`, and the cause.
pub(in crate::cli) fn drawn(difference: &Difference) -> Shown {
    let mut line = shown!(difference.topic.name(), " ", &difference.name);
    if let Some(rule) = &difference.rule {
        line.push(&shown!(" (", rule, ")"));
    }
    if difference.predicted.is_some() && difference.running.is_some() && difference.field != "status" {
        line.push(&shown!(": ", difference.field));
    }
    line.push(&shown!(": ", &difference.message, "\n  cause: ", difference.cause.words(), "\n"));
    line
}
