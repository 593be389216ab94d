//! The parser of rules.
//!
//! Traefik reads a rule as a Go expression (`go/parser.ParseExpr`) and then looks whether it can do something with it
//! (`vulcand/predicate`). So does tcpgen: this file is the first half, [`evaluate`](super::evaluate) the second. What
//! both let pass:
//!
//! ```text
//! rule       = or [ newline ] .
//! or         = and { "||" and } .
//! and        = unary { "&&" unary } .
//! unary      = "!" unary | "(" or ")" | matcher .
//! matcher    = name "(" string { "," string } [ "..." ] [ "," ] ")" .
//! name       = "HostSNI" | "HostSNIRegexp" | "ClientIP" | "ALPN" .   // or all lower, ALL UPPER, First upper
//! string     = "`" { any but "`" } "`" | `"` { any but newline | escape } `"` .
//! ```
//!
//! Blanks and comments (`//`, `/* */`) may stand between tokens. A newline ends the expression where it follows a name,
//! a string or `)`: an operator stands at the end of its line, and an argument list that ends on a line of its own needs
//! a trailing comma. One byte order mark at the very beginning is ignored. v3 wants exactly one string in a matcher.
//!
//! What else Go takes for an expression (operators, numbers, selectors) is here to refuse it in Go's words, as people meet
//! them. Types, type assertions, indexes and composite literals are not: the words for them are tcpgen's own.

use std::ops::Range;

use super::errors::{Errors, GiveUp};
use super::lexer::Lexer;
use super::node::{Node, NodeKind};
use super::token::{Token, TokenKind};

/// How deep parentheses, `!` and calls may nest in a rule. Go's own limit is 100,000; this one keeps the parser, and all
/// that walks the tree later, within a stack of 1 MiB, which is a WebAssembly module's. Chains of `&&` or `||` do not
/// nest.
pub const MAX_NESTING: usize = 200;

/// Go's limit on what it calls nesting, to which the links of a chain count too.
const GO_MAX_NESTING: usize = 100_000;

/// The outcome of reading a text as a Go expression.
pub(super) struct Parsed<'a> {
    pub node: Option<Node>,
    pub errors: Errors<'a>,
    /// Where the nesting became too much for tcpgen.
    pub too_deep: Option<Range<usize>>,
}

/// Reads one expression and the end of the text behind it.
pub(super) fn parse(text: &str) -> Parsed<'_> {
    let mut parser = Parser::new(text);
    let node = parser.whole().ok();
    Parsed { node, errors: parser.lexer.errors, too_deep: parser.too_deep }
}

pub(super) type Parse<T> = Result<T, GiveUp>;

pub(super) struct Parser<'a> {
    pub(super) lexer: Lexer<'a>,
    pub(super) token: Token,
    /// The end of the token before.
    pub(super) passed: usize,
    level: usize,
    pub(super) go_level: usize,
    too_deep: Option<Range<usize>>,
    pub(super) synchronised: (usize, u8),
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        let mut lexer = Lexer::new(text);
        let token = lexer.token();
        Self { lexer, token, passed: 0, level: 0, go_level: 0, too_deep: None, synchronised: (0, 0) }
    }

    fn whole(&mut self) -> Parse<Node> {
        let node = self.expression()?;
        let ended = self.token.clone();
        if self.token.kind == TokenKind::Newline {
            self.next();
        }
        if self.token.kind != TokenKind::Eof {
            let mistake = self.trailing_mistake(&ended);
            self.expected_here("'EOF'", mistake)?;
        }
        // Go passes what stands there, and its scanner may complain of what follows.
        self.next();
        Ok(node)
    }

    pub(super) fn expression(&mut self) -> Parse<Node> {
        self.binary(1)
    }

    fn binary(&mut self, floor: u8) -> Parse<Node> {
        let mut left = self.unary()?;
        let mut links = 0;
        // Whether `left` was joined here, and not in parentheses of its own.
        let mut joined = None;
        loop {
            links += 1;
            self.deeper_for_go()?;
            // An assignment is taken for a mistyped comparison.
            let assignment = self.token.kind == TokenKind::Symbol("=");
            let kind = if assignment { TokenKind::Symbol("==") } else { self.token.kind };
            let TokenKind::Symbol(operator) = kind else { break };
            let precedence = kind.precedence();
            if precedence < floor {
                break;
            }
            let place = self.token.range.clone();
            self.expect(operator)?;
            let right = self.binary(precedence + 1)?;
            left = self.join(left, operator, joined == Some(operator), place, right)?;
            joined = Some(operator);
        }
        self.go_level -= links;
        Ok(left)
    }

    fn join(
        &mut self,
        left: Node,
        operator: &'static str,
        same: bool,
        place: Range<usize>,
        right: Node,
    ) -> Parse<Node> {
        let range = left.range.start..right.range.end.max(left.range.end);
        let depth = left.depth.max(right.depth + 1);
        match left.kind {
            NodeKind::Chain { place, mut operands, .. } if same => {
                operands.push(right);
                Ok(Node { kind: NodeKind::Chain { operator, place, operands }, range, depth })
            }
            _ => {
                let inner = left.depth.max(right.depth);
                let kind = NodeKind::Chain { operator, place, operands: vec![left, right] };
                self.bounded(Node::around(kind, range, inner))
            }
        }
    }

    pub(super) fn unary(&mut self) -> Parse<Node> {
        self.deeper_for_go()?;
        self.deeper()?;
        let start = self.token.range.start;
        let node = match self.token.kind {
            TokenKind::Symbol(operator @ ("+" | "-" | "!" | "^" | "&" | "~" | "<-")) => {
                self.next();
                let operand = Box::new(self.unary()?);
                let (range, depth) = (start..operand.range.end, operand.depth);
                Node::around(NodeKind::Unary { operator, operand }, range, depth)
            }
            TokenKind::Symbol("*") => {
                self.next();
                let operand = self.unary()?;
                Node::leaf(NodeKind::Other("StarExpr"), start..operand.range.end)
            }
            _ => self.primary()?,
        };
        self.level -= 1;
        self.go_level -= 1;
        self.bounded(node)
    }

    fn deeper(&mut self) -> Parse<()> {
        self.level += 1;
        if self.level > MAX_NESTING {
            self.too_deep.get_or_insert_with(|| self.token.range.clone());
            return Err(GiveUp);
        }
        Ok(())
    }

    pub(super) fn bounded(&mut self, node: Node) -> Parse<Node> {
        if node.depth > 3 * MAX_NESTING {
            self.too_deep.get_or_insert_with(|| self.token.range.clone());
            return Err(GiveUp);
        }
        Ok(node)
    }

    pub(super) fn deeper_for_go(&mut self) -> Parse<()> {
        self.go_level += 1;
        if self.go_level > GO_MAX_NESTING {
            self.error(self.token.range.clone(), "exceeded max nesting depth", None)?;
            return Err(GiveUp);
        }
        Ok(())
    }
}
