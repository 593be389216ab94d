//! From a Go expression to the calls of a rule, as `vulcand/predicate` evaluates it (its `parse.go`, v1.3.0).

use std::ops::Range;

use smol_str::SmolStr;

use super::call::{Argument, Call};
use super::literal::{float_error, integer_error, unquoted};
use super::matcher_name::{MatcherName, is_http_matcher};
use super::node::{Node, NodeKind};
use super::problem_kind::ProblemKind;
use super::problems::Problems;
use super::token::LiteralKind;

/// A rule whose calls are known and whose arguments are not looked at yet.
#[derive(Debug)]
pub(super) enum Tree {
    Not {
        operand: Box<Tree>,
        range: Range<usize>,
    },
    /// Operands of `&&` (`and`) or `||`; at least two, none of the same operator.
    Join {
        and: bool,
        operands: Vec<Tree>,
        range: Range<usize>,
    },
    Call(Call),
}

/// What a node evaluates to. Nothing (`None` around it) where a problem was found.
enum Value {
    Tree(Tree),
    Text(SmolStr),
    /// A number, by Go's name of its type.
    Number(&'static str),
}

impl Value {
    fn type_name(&self) -> &'static str {
        match self {
            Self::Tree(_) => "rules.TreeBuilder",
            Self::Text(_) => "string",
            Self::Number(name) => name,
        }
    }
}

/// The calls of a rule.
///
/// # Errors
/// Where there is any problem, and then at least one was added: the parts that have none.
pub(super) fn evaluate(text: &str, node: &Node, problems: &mut Problems<'_>) -> Result<Tree, Vec<Tree>> {
    let mut evaluation = Evaluation { text, problems, parts: Vec::new() };
    let value = evaluation.predicate(node);
    let Evaluation { problems, mut parts, .. } = evaluation;
    match value {
        // Every part is evaluated for the sake of its problems; the whole stands only without any.
        Some(Value::Tree(tree)) if !problems.any() => return Ok(tree),
        Some(Value::Tree(tree)) => parts.push(tree),
        Some(Value::Text(_) | Value::Number(_)) => {
            let error = format!("error while parsing rule {text}");
            problems.parse(ProblemKind::NotAMatcher, node.range.clone(), &error);
        }
        None => {}
    }
    Err(parts)
}

struct Evaluation<'t, 'p, 'q> {
    text: &'t str,
    problems: &'p mut Problems<'q>,
    /// Parts without a problem of a whole that has one.
    parts: Vec<Tree>,
}

impl<'t> Evaluation<'t, '_, '_> {
    fn predicate(&mut self, node: &Node) -> Option<Value> {
        match &node.kind {
            NodeKind::Paren(inner) => self.predicate(inner),
            NodeKind::Unary { operator, operand } => self.unary(node, operator, operand),
            NodeKind::Chain { operator, place, operands } => self.chain(node, operator, place, operands),
            _ => self.value(node),
        }
    }

    fn unary(&mut self, node: &Node, operator: &'static str, operand: &Node) -> Option<Value> {
        let supported = operator == "!";
        if !supported {
            let place = node.range.start..node.range.start + operator.len();
            self.unsupported(operator, place);
        }
        let value = self.predicate(operand);
        let operand = self.matcher_tree(value?, operand)?;
        if supported {
            return Some(Value::Tree(Tree::Not { operand: Box::new(operand), range: node.range.clone() }));
        }
        self.parts.push(operand);
        None
    }

    fn chain(&mut self, node: &Node, operator: &'static str, place: &Range<usize>, operands: &[Node]) -> Option<Value> {
        let supported = matches!(operator, "&&" | "||");
        let and = operator == "&&";
        let mut joined = Vec::with_capacity(operands.len());
        let mut sound = supported;
        let mut waiting = Vec::new();
        for (index, operand) in operands.iter().enumerate() {
            waiting.push((self.predicate(operand), operand));
            if index == 0 {
                // Both sides of the first operator are evaluated before it is applied.
                continue;
            }
            if index == 1 && !supported {
                self.unsupported(operator, place.clone());
            }
            for (value, operand) in waiting.drain(..) {
                let tree = match value {
                    Some(Value::Tree(tree)) => Some(tree),
                    Some(value) if supported => self.matcher_tree(value, operand),
                    _ => None,
                };
                match tree {
                    Some(Tree::Join { and: inner, operands, .. }) if inner == and => joined.extend(operands),
                    Some(tree) => joined.push(tree),
                    None => sound = false,
                }
            }
        }
        if sound {
            return Some(Value::Tree(Tree::Join { and, operands: joined, range: node.range.clone() }));
        }
        self.parts.append(&mut joined);
        None
    }

    /// The operand of an operator: a text or a number is none.
    fn matcher_tree(&mut self, value: Value, node: &Node) -> Option<Tree> {
        let found = value.type_name();
        if let Value::Tree(tree) = value {
            return Some(tree);
        }
        let error = format!("reflect: Call using {found} as type rules.TreeBuilder");
        self.problems.parse(ProblemKind::NotAMatcher, node.range.clone(), &error);
        None
    }

    /// A value: an argument, or a part of a rule that is no operator.
    fn value(&mut self, node: &Node) -> Option<Value> {
        match &node.kind {
            NodeKind::Literal(kind) => self.literal(node, *kind),
            NodeKind::Identifier => {
                self.not_a_call(self.slice(&node.range), node);
                None
            }
            NodeKind::Selector { operand, name } => {
                self.selector(node, operand, name);
                None
            }
            NodeKind::Call { function, arguments } => self.call(node, function, arguments),
            _ => {
                let construct = node.construct();
                self.construct(construct, node, &format!("*ast.{construct} is not supported"));
                None
            }
        }
    }

    fn literal(&mut self, node: &Node, kind: LiteralKind) -> Option<Value> {
        let literal = self.slice(&node.range);
        let (number, failure) = match kind {
            LiteralKind::String => return Some(Value::Text(unquoted(literal))),
            LiteralKind::Int => ("int", integer_error(literal)),
            LiteralKind::Float => ("float64", float_error(literal)),
            LiteralKind::Imaginary | LiteralKind::Char => {
                let error = format!("unsupported function argument type: '{}'", kind.name());
                self.not_a_string(node, &error);
                return None;
            }
        };
        let Some(failure) = failure else { return Some(Value::Number(number)) };
        self.not_a_string(node, &format!("failed to parse argument: {literal}, error: {failure}"));
        None
    }

    fn call(&mut self, node: &Node, function: &Node, arguments: &[Node]) -> Option<Value> {
        let name = self.function(function);
        // All arguments are evaluated before the call looks at their types.
        let values: Vec<_> = arguments.iter().map(|argument| (self.value(argument), argument)).collect();
        let mut texts = Vec::with_capacity(values.len());
        for (value, argument) in values {
            match value {
                Some(Value::Text(value)) => texts.push(Argument { value, range: argument.range.clone() }),
                Some(other) => {
                    let error = format!("reflect: cannot use {} as type string in Call", other.type_name());
                    self.not_a_string(argument, &error);
                }
                None => {}
            }
        }
        let sound = texts.len() == arguments.len();
        let (name, spelling) = name?;
        sound.then(|| {
            Value::Tree(Tree::Call(Call {
                name,
                spelling: spelling.into(),
                arguments: texts,
                range: node.range.clone(),
            }))
        })
    }

    fn function(&mut self, function: &Node) -> Option<(MatcherName, &'t str)> {
        let spelling = match &function.kind {
            NodeKind::Identifier => self.slice(&function.range),
            NodeKind::Selector { operand, .. } if !matches!(operand.kind, NodeKind::Identifier) => {
                let construct = operand.construct();
                self.construct(construct, function, &format!("expected selector identifier, got: *ast.{construct}"));
                return None;
            }
            NodeKind::Selector { operand, name } => {
                let name = format!("{}.{}", self.slice(&operand.range), self.slice(name));
                self.unknown_matcher(&name, function);
                return None;
            }
            _ => {
                let construct = function.construct();
                self.construct(construct, function, &format!("expected identifier, got: *ast.{construct}"));
                return None;
            }
        };
        let name = MatcherName::from_spelling(spelling);
        if name.is_none() {
            self.unknown_matcher(spelling, function);
        }
        Some((name?, spelling))
    }
}

impl<'t> Evaluation<'t, '_, '_> {
    fn slice(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn selector(&mut self, node: &Node, operand: &Node, name: &Range<usize>) {
        let mut names = vec![self.slice(name)];
        let mut operand = operand;
        while let NodeKind::Selector { operand: inner, name } = &operand.kind {
            names.push(self.slice(name));
            operand = inner;
        }
        if matches!(operand.kind, NodeKind::Identifier) {
            names.push(self.slice(&operand.range));
            names.reverse();
            self.not_a_call(&names.join("."), node);
        } else {
            let construct = operand.construct();
            self.construct(construct, node, &format!("unsupported selector type: *ast.{construct}"));
        }
    }

    fn unsupported(&mut self, operator: &'static str, place: Range<usize>) {
        let error = format!("{operator} is not supported");
        self.problems.parse(ProblemKind::UnsupportedOperator { operator }, place, &error);
    }

    fn construct(&mut self, construct: &'static str, node: &Node, error: &str) {
        self.problems.parse(ProblemKind::UnsupportedExpression { construct }, node.range.clone(), error);
    }

    fn not_a_string(&mut self, node: &Node, error: &str) {
        let argument = self.slice(&node.range).to_owned();
        self.problems.parse(ProblemKind::NotAString { argument }, node.range.clone(), error);
    }

    fn not_a_call(&mut self, name: &str, node: &Node) {
        let suggestion = MatcherName::closest(name).filter(|_| !name.contains('.')).map(MatcherName::as_str);
        let kind = ProblemKind::NotACall { name: name.to_owned(), suggestion };
        self.problems.parse(kind, node.range.clone(), &format!("{name} is not defined"));
    }

    fn unknown_matcher(&mut self, name: &str, node: &Node) {
        let suggestion = MatcherName::closest(name).map(MatcherName::as_str);
        let kind = ProblemKind::UnknownMatcher { name: name.to_owned(), suggestion, http: is_http_matcher(name) };
        self.problems.parse(kind, node.range.clone(), &format!("unsupported function: {name}"));
    }
}
