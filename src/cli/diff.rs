use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::cluster::{ClusterSource, Previewed};
use super::{Failure, Outcome, console, git, subject};
use crate::Options;
use crate::analysis::compare::Verdict;
use crate::escape::{Shown, shown};
use crate::question::{Compared, Diff, Question as _, Subject};
use crate::report::compare::headline;
use crate::resource::Resources;
use crate::side_by_side::side_by_side;
use crate::source::Sources;

const EXAMPLES: &str = "\
Examples:
  tcpgen diff --against manifests/             what tcpgen.toml would change in the manifests on disk
  tcpgen diff new.toml --against old.toml      one state file against another
  tcpgen diff prod/ --against-git origin/main --format markdown    a comment for a pull request
  tcpgen diff --against-git HEAD --expect narrower --quiet         fails if anybody new gets in
  tcpgen diff --cluster --state-name orders --prune                what `apply` would change in a cluster

Exit codes: 0 no difference, or the expectation holds; 1 a difference, or it does not hold; 2 usage, I/O, or a state that
cannot be read in full.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct DiffArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// What to compare with: state files, manifests (YAML or JSON), directories of either, or `-`; can be given several times
    #[arg(long, value_name = "PATH", required_unless_present_any = ["cluster", "against_git"])]
    #[arg(conflicts_with_all = ["cluster", "against_git"])]
    against: Vec<PathBuf>,
    /// Compare with the same inputs at this git revision: a branch, a tag, or a commit
    #[arg(long, value_name = "REV", conflicts_with = "cluster")]
    against_git: Option<String>,
    #[command(flatten)]
    cluster: ClusterSource,
    /// With `--cluster`: the state's name, as in `apply`
    #[arg(long, value_name = "NAME", requires = "cluster")]
    state_name: Option<String>,
    /// With `--cluster`: also what `apply --prune` would delete
    #[arg(long, requires = "cluster")]
    prune: bool,
    /// What the change may do to clients: then the exit code is 0 if it does no more
    #[arg(long, value_enum, value_name = "VERDICT")]
    expect: Option<Expected>,
    /// Format of the difference
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Print nothing: the exit code is the answer
    #[arg(long, short, conflicts_with = "format")]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// All details, for programs
    Json,
    /// Tables for a pull request
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Expected {
    /// The same clients reach the same services in the same way
    Equivalent,
    /// Nobody new gets in
    Narrower,
    /// Nobody is shut out
    Wider,
}

impl Expected {
    fn verdict(self) -> Verdict {
        match self {
            Self::Equivalent => Verdict::Equivalent,
            Self::Narrower => Verdict::Narrower,
            Self::Wider => Verdict::Wider,
        }
    }
}

/// The old side, and what there is once the new one is applied where others have objects too.
struct Sides {
    old: Subject,
    new: Subject,
    among: Option<Resources>,
}

pub(super) fn run(arguments: &DiffArguments) -> Result<Outcome, Failure> {
    let Sides { old, new, among } = sides(arguments)?;
    let unread: Vec<&Subject> = [&old, &new].into_iter().filter(|side| !side.compilation.is_whole()).collect();
    if !unread.is_empty() {
        for side in unread {
            subject::report(&side.reported());
        }
        return Ok(Outcome::Usage);
    }
    let compared = Diff { against: &old, among: among.as_ref() }.ask(&new)?;
    if !arguments.quiet {
        show(arguments.format, &compared, &new)?;
    }
    let Some(expected) = arguments.expect.map(Expected::verdict) else {
        return Ok(if compared.difference.is_empty() { Outcome::Fine } else { Outcome::No });
    };
    let verdict = compared.difference.connections.verdict;
    if verdict.satisfies(expected) {
        return Ok(Outcome::Fine);
    }
    if !arguments.quiet {
        console::error(&format!("expected {}, and it is {}", headline(expected), headline(verdict)), None);
    }
    Ok(Outcome::No)
}

fn show(format: Format, compared: &Compared<'_, '_>, new: &Subject) -> Result<(), Failure> {
    match format {
        Format::Human => {
            subject::note(new);
            console::out(&Shown::lines(&compared.human()))
        }
        Format::Json => console::out_json(compared),
        Format::Markdown => console::out(&Shown::lines(&compared.markdown())),
    }
}

fn sides(arguments: &DiffArguments) -> Result<Sides, Failure> {
    let DiffArguments { inputs, against, against_git, cluster, state_name, prune, quiet, .. } = arguments;
    let new = subject::sources(inputs, cluster.default_namespace())?;
    if cluster.is_chosen() {
        let new = Subject::new(new, Options::default());
        let wish = Previewed { new: &new, state_name: state_name.as_deref(), prune: *prune, quiet: *quiet };
        let mut preview = cluster.preview(wish)?;
        let sources = Sources::single("cluster.json", std::mem::take(&mut preview.text)).for_traefik(inputs.traefik);
        let old = Subject::new(sources, Options::default());
        let among = preview.after(&old.compilation.resources, &new);
        return Ok(Sides { old, new, among: Some(among) });
    }
    let old = match against_git {
        Some(revision) => {
            let former = git::read(revision, &inputs.inputs)?;
            for note in former.notes.iter().filter(|_| !quiet) {
                console::err(&shown!("note: ", note, "\n"));
            }
            former.sources.for_traefik(inputs.traefik)
        }
        None => subject::sources(&Inputs { inputs: against.clone(), traefik: inputs.traefik }, None)?,
    };
    // Both take a while where there are thousands of routes.
    let (old, new) = side_by_side(|| Subject::new(old, Options::default()), || Subject::new(new, Options::default()));
    Ok(Sides { old, new, among: None })
}
