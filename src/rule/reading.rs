use smol_str::{SmolStr, StrExt as _};

use super::arguments::check;
use super::evaluate::{Tree, evaluate};
use super::go_quote::quoted;
use super::matcher_name::MatcherName;
use super::parser::{self, MAX_NESTING};
use super::problem::{Problem, Stage};
use super::problem_kind::ProblemKind;
use super::problems::{MAX_PROBLEMS, Problems};
use super::rule::{DeclaredHost, Rule, looked_at, priority, violation};
use super::syntax::Language;
use super::syntax_error::SyntaxError;
use super::tls_mode::TlsMode;

/// All that can be said of a text as a rule, whether Traefik takes it or not.
#[derive(Clone, Debug)]
pub enum Reading {
    /// Traefik takes it.
    Sound(Rule),
    /// Traefik does not.
    Broken(Broken),
}

/// What is known of a text that Traefik does not take as a rule.
#[derive(Clone, Debug)]
pub struct Broken {
    text: Box<str>,
    language: Language,
    problems: Vec<Problem>,
    declared: Vec<DeclaredHost>,
    catch_all: bool,
}

/// Reads a text as a rule. It never fails: see [`Reading::problems`].
pub fn read(text: &str, language: impl Into<Language>) -> Reading {
    let language = language.into();
    let mut problems = Problems::new(text);
    let (tree, parts) = match tree(text, &mut problems) {
        Ok(tree) => (Some(tree), Vec::new()),
        Err(parts) => (None, parts),
    };
    let mut declared = Vec::new();
    let mut catch_all = false;
    if let Some(tree) = &tree {
        declare(tree, false, &mut declared);
        catch_all = is_catch_all(tree);
    }
    let expression = tree.and_then(|tree| check(tree, language, &mut problems));
    // One slip in a rule does not hide the others.
    for part in parts {
        check(part, language, &mut problems);
    }
    let text = text.into();
    match expression {
        Some(expression) => Reading::Sound(Rule { text, language, expression, declared, catch_all }),
        None => Reading::Broken(Broken { text, language, problems: problems.into_found(), declared, catch_all }),
    }
}

/// Reads a rule.
///
/// # Errors
/// All that keeps Traefik from taking it, in the order in which Traefik would meet it, at most 32; never none. What
/// Traefik shows on a router also depends on its TLS: see [`read`] and [`Reading::errors`].
pub fn parse(text: &str, language: impl Into<Language>) -> Result<Rule, Vec<Problem>> {
    read(text, language).into_result()
}

/// The calls of a text, or those of its parts that have no problem.
fn tree(text: &str, problems: &mut Problems<'_>) -> Result<Tree, Vec<Tree>> {
    if text.is_empty() {
        problems.whole(ProblemKind::Empty, 0..0, "router has no rule");
        return Err(Vec::new());
    }
    let parsed = parser::parse(text);
    if let Some(place) = parsed.too_deep {
        problems.whole(ProblemKind::TooDeep { limit: MAX_NESTING }, place, "");
        return Err(Vec::new());
    }
    if let Some((first, worded)) = parsed.errors.into_first() {
        let error = SyntaxError { message: first.message, mistake: first.mistake };
        problems.parse(ProblemKind::Syntax(error), first.range, &worded);
        return Err(Vec::new());
    }
    match &parsed.node {
        Some(node) => evaluate(text, node, problems),
        None => Err(Vec::new()),
    }
}

fn declare(tree: &Tree, negated: bool, declared: &mut Vec<DeclaredHost>) {
    match tree {
        Tree::Not { operand, .. } => declare(operand, !negated, declared),
        Tree::Join { operands, .. } => operands.iter().for_each(|operand| declare(operand, negated, declared)),
        Tree::Call(call) if call.name == MatcherName::HostSni => {
            if declared.is_empty() {
                declared.reserve_exact(call.arguments.len());
            }
            declared.extend(call.arguments.iter().map(|argument| DeclaredHost {
                name: lower(&argument.value),
                negated,
                matcher: call.range.clone(),
                argument: argument.range.clone(),
            }));
        }
        Tree::Call(_) => {}
    }
}

fn lower(name: &SmolStr) -> SmolStr {
    if name.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        name.to_lowercase_smolstr()
    } else {
        name.clone()
    }
}

fn is_catch_all(tree: &Tree) -> bool {
    match tree {
        Tree::Not { operand, .. } => is_catch_all(operand),
        Tree::Join { .. } => false,
        Tree::Call(call) => call.is_catch_all(),
    }
}

impl Reading {
    /// The text.
    pub fn text(&self) -> &str {
        match self {
            Self::Sound(rule) => &rule.text,
            Self::Broken(broken) => &broken.text,
        }
    }

    /// The language that it is read in.
    pub fn language(&self) -> Language {
        self.declared().1
    }

    /// What keeps Traefik from taking the rule, in the order in which it would meet it, at most 32.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Sound(_) => &[],
            Self::Broken(broken) => &broken.problems,
        }
    }

    /// The rule, where Traefik takes it.
    pub fn rule(&self) -> Option<&Rule> {
        match self {
            Self::Sound(rule) => Some(rule),
            Self::Broken(_) => None,
        }
    }

    /// The arguments of all `HostSNI` matchers, negated or not, left to right.
    pub fn declared_hosts(&self) -> &[DeclaredHost] {
        self.declared().0
    }

    fn declared(&self) -> (&[DeclaredHost], Language) {
        match self {
            Self::Sound(rule) => (&rule.declared, rule.language),
            Self::Broken(broken) => (&broken.declared, broken.language),
        }
    }

    /// The rule, unless there are problems.
    ///
    /// # Errors
    /// The problems, if any.
    pub fn into_result(self) -> Result<Rule, Vec<Problem>> {
        match self {
            Self::Sound(rule) => Ok(rule),
            Self::Broken(broken) => Err(broken.problems),
        }
    }

    /// As [`Rule::default_priority`], which a disabled router has too.
    pub fn default_priority(&self) -> i64 {
        match self {
            Self::Sound(rule) => rule.default_priority(),
            Self::Broken(broken) => priority(&broken.text, broken.catch_all),
        }
    }

    /// As [`Rule::plain_tls_violation`], for a rule that may have other problems too. None where the text is no rule at
    /// all ([`Stage::Parse`]).
    pub fn plain_tls_violation(&self) -> Option<&DeclaredHost> {
        let (declared, language) = self.declared();
        violation(declared, language)
    }

    /// What Traefik's API shows on a router with this rule, apart from what is not the rule's fault; empty for a rule
    /// that is fine (`pkg/server/router/tcp/manager.go`, `addTCPHandlers`). Each disables the router.
    ///
    /// In Traefik's order: no rule; a text that is no rule; a server name on a router without TLS; on a terminating
    /// router, each declared host that is not ASCII; the first matcher that does not take its arguments. A priority
    /// that is too high, and a missing service, middleware or TLS option, come between the third and the last.
    pub fn errors(&self, tls: TlsMode) -> Vec<String> {
        let first = |stage| self.problems().iter().find(|problem| problem.stage() == stage);
        if let Some(problem) = first(Stage::Parse) {
            return Some(problem.traefik.clone()).filter(|text| !text.is_empty()).into_iter().collect();
        }
        if tls == TlsMode::None && self.plain_tls_violation().is_some() {
            return vec![format!("invalid rule: {} , has HostSNI matcher, but no TLS on router", quoted(self.text()))];
        }
        let mut errors = Vec::new();
        let (declared, language) = self.declared();
        for host in looked_at(declared, language).filter(|host| tls == TlsMode::Terminate && !host.name.is_ascii()) {
            let error =
                format!("invalid domain name value {}, non-ASCII characters are not allowed", quoted(&host.name));
            if errors.len() < MAX_PROBLEMS && !errors.contains(&error) {
                errors.push(error);
            }
        }
        errors.extend(first(Stage::Add).map(|problem| problem.traefik.clone()));
        errors
    }
}
