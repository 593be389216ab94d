use std::ops::Range;

use crate::check::view::rule_view::RuleView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::rule::{Problem, ProblemKind, SyntaxError, SyntaxMistake};

/// A text that is not a rule.
pub static CODE: Code = Code {
    name: "rule-syntax",
    severity: Severity::Error,
    summary: "a rule cannot be parsed: Traefik disables the router",
    explanation: include_str!("rule_syntax.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (rule, problem) in context.problems() {
        let Some((what, help)) = words(&problem.kind, is_argument(&rule.rule.match_text.text, &problem.range)) else {
            continue;
        };
        let place = rule.place(context.sources, problem.range.clone());
        let found = Diagnostic::new(&CODE, place, what).help(help);
        diagnostics.push(found.fixes(fix(context, rule, problem)));
    }
}

/// What is wrong, and what to write; none for problems that have codes of their own.
fn words(kind: &ProblemKind, is_argument: bool) -> Option<(String, String)> {
    let (what, help) = match kind {
        ProblemKind::Empty => (
            "the rule is empty: Traefik leaves the route out".to_owned(),
            "write HostSNI(`*`) for every client".to_owned(),
        ),
        ProblemKind::Syntax(error) => return Some(syntax(error)),
        ProblemKind::TooDeep { limit } => (
            format!("the rule nests more than {limit} levels deep: tcpgen does not follow it"),
            "remove parentheses that are not needed, or split the rule in two".to_owned(),
        ),
        ProblemKind::NotACall { name, suggestion: Some(matcher) } => {
            (format!("`{name}` is not a condition"), format!("a matcher has an argument: {matcher}(`...`)"))
        }
        ProblemKind::NotACall { name, .. } if is_argument => {
            (format!("the text `{name}` is not quoted"), format!("write it in backticks: `{name}`"))
        }
        ProblemKind::NotACall { name, suggestion: None } => {
            (format!("`{name}` is not a matcher"), "write a text in backticks inside a matcher".to_owned())
        }
        ProblemKind::UnsupportedOperator { operator } => {
            (format!("`{operator}` is not an operator of rules"), "rules have `&&`, `||` and `!`".to_owned())
        }
        ProblemKind::NotAMatcher => {
            ("this is not a matcher".to_owned(), "put it into a matcher: HostSNI(`db.example.com`)".to_owned())
        }
        ProblemKind::UnsupportedExpression { .. } => (
            "rules have no such expression".to_owned(),
            "a rule is made of matchers, `&&`, `||`, `!` and parentheses".to_owned(),
        ),
        ProblemKind::NotAString { argument } => {
            (format!("the argument `{argument}` is not a text"), format!("write it in backticks: `{argument}`"))
        }
        _ => return None,
    };
    Some((what, help))
}

fn syntax(error: &SyntaxError) -> (String, String) {
    use SyntaxMistake as Mistake;
    let Some(mistake) = error.mistake else {
        let what = format!("the rule cannot be read: {}", error.message);
        return (what, "a rule is made of matchers such as HostSNI(`x`), `&&`, `||`, `!` and parentheses".to_owned());
    };
    let (what, help) = match mistake {
        Mistake::OperatorAfterNewline => ("a line begins with an operator", "put it at the end of the line before"),
        Mistake::NewlineBeforeParenthesis => {
            ("there is a newline before `)`", "put `)` right behind the argument, or a comma behind the argument")
        }
        Mistake::WordOperator => ("words are not operators", "write `&&` for and, `||` for or"),
        Mistake::MissingOperator => ("an operator is missing", "join two matchers with `&&` or `||`"),
        Mistake::WordNot => ("words are not operators", "write `!` for not"),
        Mistake::UnclosedParenthesis => ("a parenthesis is not closed", "add `)`"),
        Mistake::StrayParenthesis => ("a parenthesis is closed that was not opened", "take `)` out"),
        Mistake::UnclosedString => ("a text is not closed", "end it with the quote that it begins with"),
        Mistake::SingleQuotes => ("single quotes hold no text", "write the text in backticks"),
        Mistake::CurlyQuotes => ("curly quotes hold no text", "write the text in backticks"),
        Mistake::UnusualBlank => ("this blank is not a space", "write an ordinary space"),
        Mistake::Semicolon => ("a rule does not end with `;`", "take `;` out"),
        Mistake::UnknownEscape => {
            ("there is no such escape", "write the text in backticks, where a backslash is only a backslash")
        }
        Mistake::MissingOperand => ("a matcher is missing", "an operator has a matcher on each side"),
        Mistake::Unquoted => ("a text is not quoted", "write the text in backticks"),
    };
    (what.to_owned(), help.to_owned())
}

/// Whether a range of a rule is what a matcher has in its parentheses.
fn is_argument(rule: &str, range: &Range<usize>) -> bool {
    let (before, behind) = (rule.get(..range.start), rule.get(range.end..));
    let is_call = before
        .and_then(|text| text.trim_end().strip_suffix('('))
        .is_some_and(|text| text.ends_with(|letter: char| letter.is_alphabetic()));
    is_call && behind.is_some_and(|text| text.trim_start().starts_with(')'))
}

fn fix(context: &Context<'_>, rule: &RuleView<'_>, problem: &Problem) -> Option<Fix> {
    let text = rule.rule.match_text.text.get(problem.range.clone())?;
    let whole = rule.rule.match_text.text.as_str();
    let instead = match &problem.kind {
        ProblemKind::UnsupportedOperator { operator: "&" } => "&&".to_owned(),
        ProblemKind::UnsupportedOperator { operator: "|" } => "||".to_owned(),
        ProblemKind::NotACall { name, suggestion: None } if is_argument(whole, &problem.range) => format!("`{name}`"),
        ProblemKind::NotAString { argument } if !argument.contains(['`', '(']) => format!("`{argument}`"),
        ProblemKind::Syntax(SyntaxError { mistake: Some(mistake), .. }) => match mistake {
            SyntaxMistake::WordOperator if text.eq_ignore_ascii_case("and") => "&&".to_owned(),
            SyntaxMistake::WordOperator if text.eq_ignore_ascii_case("or") => "||".to_owned(),
            SyntaxMistake::Semicolon if text == ";" => String::new(),
            SyntaxMistake::SingleQuotes => {
                let inner = text.strip_prefix('\'')?.strip_suffix('\'').filter(|inner| !inner.contains('`'))?;
                format!("`{inner}`")
            }
            _ => return None,
        },
        _ => return None,
    };
    let title = match instead.as_str() {
        "" => format!("take `{text}` out"),
        quoted if quoted.contains('`') => "put it in backticks".to_owned(),
        _ => format!("write `{instead}`"),
    };
    let edit = rule.edit(context.sources, problem.range.clone(), &instead)?;
    let evident = match &problem.kind {
        // Nobody can be sure that a number was meant as a name. A `;` at the end means nothing, and single quotes can only
        // enclose a text.
        ProblemKind::NotAString { .. } => false,
        ProblemKind::Syntax(SyntaxError { mistake: Some(SyntaxMistake::Semicolon), .. }) => {
            whole.trim_end().ends_with(';')
        }
        ProblemKind::Syntax(SyntaxError { mistake: Some(SyntaxMistake::SingleQuotes), .. }) => true,
        _ => !mixes_operators(whole),
    };
    Some(Fix::of(title, evident, vec![edit]))
}

/// Whether a rule joins by "and" and by "or", in whatever spelling: the words and the bitwise operators do not bind as
/// `&&` and `||` do, so which matchers belong together is not certain.
fn mixes_operators(rule: &str) -> bool {
    let mut bare = String::with_capacity(rule.len());
    let mut quote = None;
    for letter in rule.chars() {
        match quote {
            Some(mark) if letter == mark => quote = None,
            Some(_) => {}
            None if matches!(letter, '`' | '"' | '\'') => quote = Some(letter),
            None => bare.push(letter.to_ascii_lowercase()),
        }
    }
    let has = |sign: char, word: &str| {
        bare.contains(sign) || bare.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == word)
    };
    has('&', "and") && has('|', "or")
}
