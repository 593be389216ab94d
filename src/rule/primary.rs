//! Operands with what stands behind them: selectors and calls. Go's types, indexes and composite literals are refused
//! where they begin.

use super::node::{Node, NodeKind};
use super::parser::{Parse, Parser};
use super::token::TokenKind;

impl Parser<'_> {
    pub(super) fn primary(&mut self) -> Parse<Node> {
        let mut node = self.operand()?;
        let mut links = 0;
        loop {
            links += 1;
            self.deeper_for_go()?;
            let TokenKind::Symbol(symbol) = self.token.kind else { break };
            node = match symbol {
                "." => self.selector(node)?,
                "(" => self.call(node)?,
                _ => break,
            };
            node = self.bounded(node)?;
        }
        self.go_level -= links;
        Ok(node)
    }

    fn operand(&mut self) -> Parse<Node> {
        let range = self.token.range.clone();
        match self.token.kind {
            TokenKind::Identifier => {
                self.next();
                Ok(Node::leaf(NodeKind::Identifier, range))
            }
            TokenKind::Literal(kind) => {
                self.next();
                Ok(Node::leaf(NodeKind::Literal(kind), range))
            }
            TokenKind::Symbol("(") => {
                self.next();
                let inner = Box::new(self.expression()?);
                let mistake = self.closing_mistake();
                self.expect_or(")", mistake)?;
                let depth = inner.depth;
                Ok(Node::around(NodeKind::Paren(inner), range.start..self.passed, depth))
            }
            _ => {
                let mistake = self.operand_mistake();
                self.expected_here("operand", mistake)?;
                self.skip_to_statement();
                Ok(Node::leaf(NodeKind::Other("BadExpr"), range.start..self.passed.max(range.start)))
            }
        }
    }

    fn selector(&mut self, operand: Node) -> Parse<Node> {
        self.next();
        let (start, depth) = (operand.range.start, operand.depth);
        let mut name = self.token.range.clone();
        match self.token.kind {
            TokenKind::Identifier => self.next(),
            kind => {
                self.expected_here("selector or type assertion", None)?;
                if kind != TokenKind::Symbol("}") {
                    self.next();
                }
                name.end = name.start;
            }
        }
        let range = start..self.passed;
        Ok(Node::around(NodeKind::Selector { operand: Box::new(operand), name }, range, depth))
    }

    fn call(&mut self, function: Node) -> Parse<Node> {
        self.next();
        let mut arguments = Vec::new();
        while !matches!(self.token.kind, TokenKind::Symbol(")") | TokenKind::Eof) {
            arguments.push(self.expression()?);
            let spread = self.token.kind == TokenKind::Symbol("...");
            if spread {
                self.next();
            }
            if !self.at_comma("argument list", ")")? {
                break;
            }
            self.next();
            if spread {
                break;
            }
        }
        self.expect_closing(")", "argument list")?;
        let depth = arguments.iter().map(|argument| argument.depth).fold(function.depth, usize::max);
        let range = function.range.start..self.passed;
        Ok(Node::around(NodeKind::Call { function: Box::new(function), arguments }, range, depth))
    }
}
