use clap::Args;

use super::{Failure, Outcome, console};
use crate::policy::{EXPRESSIONS, Policy, policy};

const EXAMPLES: &str = "\
Examples:
  tcpgen policy > policy.yaml
  tcpgen policy --strict | kubectl apply -f -
  tcpgen policy --allow missing-entry-points --allow sni-without-tls

Errors refuse an object, warnings are shown to the client; with --strict both refuse it. docs/policy.md lists the checks.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct PolicyArguments {
    /// Refuse objects with warnings too
    #[arg(long)]
    strict: bool,
    /// Leave out the check of this code; can be given several times
    #[arg(long, value_name = "CODE")]
    allow: Vec<String>,
    /// The beginning of the objects' names
    #[arg(long, default_value = "tcpgen")]
    name: String,
}

pub(super) fn run(arguments: &PolicyArguments) -> Result<Outcome, Failure> {
    for allowed in &arguments.allow {
        if !EXPRESSIONS.iter().any(|expression| expression.code == allowed) {
            let codes: Vec<&str> = EXPRESSIONS.iter().map(|expression| expression.code).collect();
            let failure = Failure::new(format!("the policy has no check `{allowed}`"));
            return Err(failure.help(format!("it has {}", codes.join(", "))));
        }
    }
    let PolicyArguments { strict, allow, name } = arguments.clone();
    if !crate::resource::kubernetes_name::is_label(&name) {
        return Err(
            Failure::new(format!("no object can be named `{name}-..`")).help("use lower-case letters, digits and `-`")
        );
    }
    let objects = policy(&Policy { name, strict, allow });
    let documents: Result<Vec<String>, _> = objects.iter().map(serde_saphyr::to_string).collect();
    let text = documents.map_err(|error| Failure::new(format!("the policy cannot be written: {error}")))?;
    console::data(&text.join("---\n"))?;
    Ok(Outcome::Fine)
}
