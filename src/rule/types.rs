//! Go's types and composite literals, wherever an operand may be one. No rule has any: they are read so that the refusal
//! says what Traefik says.

use super::node::{Node, NodeKind};
use super::parser::{Parse, Parser};
use super::token::TokenKind;

impl Parser<'_> {
    /// An operand that is a type, if one begins here.
    pub(super) fn type_literal(&mut self) -> Parse<Option<Node>> {
        let start = self.token.range.start;
        let construct = match self.token.kind {
            TokenKind::Symbol("[") => self.array()?,
            TokenKind::Keyword("map") => {
                self.next();
                self.expect("[")?;
                self.type_name()?;
                self.expect("]")?;
                self.type_name()?;
                "MapType"
            }
            TokenKind::Keyword("chan") => {
                self.next();
                if self.token.kind == TokenKind::Symbol("<-") {
                    self.next();
                }
                self.type_name()?;
                "ChanType"
            }
            TokenKind::Keyword("struct") => {
                self.next();
                self.braced("{", "}")?;
                "StructType"
            }
            TokenKind::Keyword("interface") => {
                self.next();
                self.braced("{", "}")?;
                "InterfaceType"
            }
            TokenKind::Keyword("func") => self.function()?,
            _ => return Ok(None),
        };
        Ok(Some(Node::leaf(NodeKind::Other(construct), start..self.passed)))
    }

    /// A type where only a type may stand.
    pub(super) fn type_name(&mut self) -> Parse<()> {
        self.deeper()?;
        match self.token.kind {
            TokenKind::Identifier => self.named_type()?,
            TokenKind::Symbol("*") => {
                self.next();
                self.type_name()?;
            }
            TokenKind::Symbol("(") => {
                self.next();
                self.type_name()?;
                self.expect(")")?;
            }
            TokenKind::Symbol("<-") => {
                self.next();
                self.expect_kind(TokenKind::Keyword("chan"))?;
                self.type_name()?;
            }
            _ => {
                if self.type_literal()?.is_none() {
                    self.expected_here("type", None)?;
                    self.skip_to(|kind| {
                        matches!(kind, TokenKind::Symbol("," | ":" | ")" | "]" | "}"))
                            || matches!(kind, TokenKind::Semicolon | TokenKind::Newline)
                    });
                }
            }
        }
        self.shallower();
        Ok(())
    }

    /// `T`, `p.T` or `T[U]`
    fn named_type(&mut self) -> Parse<()> {
        self.next();
        if self.token.kind == TokenKind::Symbol(".") {
            self.next();
            self.expect_kind(TokenKind::Identifier)?;
        }
        if self.token.kind == TokenKind::Symbol("[") {
            self.type_arguments()?;
        }
        Ok(())
    }

    fn expect_kind(&mut self, kind: TokenKind) -> Parse<()> {
        if self.token.kind != kind {
            self.expected_here(&format!("'{}'", kind.name()), None)?;
        }
        self.next();
        Ok(())
    }

    fn type_arguments(&mut self) -> Parse<()> {
        self.next();
        if self.token.kind == TokenKind::Symbol("]") {
            self.error(self.token.range.clone(), "expected type argument list", None)?;
        }
        while !matches!(self.token.kind, TokenKind::Symbol("]") | TokenKind::Eof) {
            self.type_name()?;
            if !self.at_comma("type argument list", "]")? {
                break;
            }
            self.next();
        }
        self.expect_closing("]", "type argument list")
    }

    fn array(&mut self) -> Parse<&'static str> {
        self.next();
        match self.token.kind {
            TokenKind::Symbol("...") => self.next(),
            TokenKind::Symbol("]") => {}
            _ => {
                self.expression()?;
            }
        }
        if self.token.kind == TokenKind::Symbol(",") {
            let range = self.token.range.clone();
            self.error(range, "unexpected comma; expecting ]", None)?;
            self.next();
        }
        self.expect("]")?;
        self.type_name()?;
        Ok("ArrayType")
    }

    fn function(&mut self) -> Parse<&'static str> {
        self.next();
        self.braced("(", ")")?;
        if self.token.kind == TokenKind::Symbol("(") {
            self.braced("(", ")")?;
        } else if matches!(self.token.kind, TokenKind::Identifier | TokenKind::Symbol("*" | "[")) {
            self.type_name()?;
        }
        if self.token.kind == TokenKind::Symbol("{") {
            self.braced("{", "}")?;
            return Ok("FuncLit");
        }
        Ok("FuncType")
    }

    /// Skips from an opening bracket to the one that closes it.
    fn braced(&mut self, open: &'static str, close: &'static str) -> Parse<()> {
        self.expect(open)?;
        let mut depth = 1;
        while depth > 0 && self.token.kind != TokenKind::Eof {
            match self.token.kind {
                TokenKind::Symbol(symbol) if symbol == open => depth += 1,
                TokenKind::Symbol(symbol) if symbol == close => depth -= 1,
                _ => {}
            }
            if depth > 0 {
                self.next();
            }
        }
        self.expect(close)
    }

    /// `x[i]`, `x[i:j]`, `x[T, U]`
    pub(super) fn index(&mut self, operand: &Node) -> Parse<Node> {
        self.next();
        let start = operand.range.start;
        let bad = |end: usize| Node::leaf(NodeKind::Other("BadExpr"), start..end);
        if self.token.kind == TokenKind::Symbol("]") {
            self.expected_here("operand", None)?;
            self.next();
            return Ok(bad(self.passed));
        }
        let mut construct = "IndexExpr";
        if self.token.kind != TokenKind::Symbol(":") {
            self.expression()?;
        }
        let mut colons = Vec::new();
        while self.token.kind == TokenKind::Symbol(":") && colons.len() < 2 {
            construct = "SliceExpr";
            let colon = self.token.range.clone();
            self.next();
            let written = !matches!(self.token.kind, TokenKind::Symbol(":" | "]") | TokenKind::Eof);
            if written {
                self.expression()?;
            }
            colons.push((colon, written));
        }
        while construct != "SliceExpr" && self.token.kind == TokenKind::Symbol(",") {
            construct = "IndexListExpr";
            self.next();
            if !matches!(self.token.kind, TokenKind::Symbol("]") | TokenKind::Eof) {
                self.type_name()?;
            }
        }
        self.expect("]")?;
        if let [first, second] = colons.as_slice() {
            for ((colon, written), which) in [(first, "middle"), (second, "final")] {
                if !written {
                    self.error(colon.clone(), format!("{which} index required in 3-index slice"), None)?;
                }
            }
        }
        Ok(Node::leaf(NodeKind::Other(construct), start..self.passed))
    }

    /// `T{a, b: c}`, at its brace.
    pub(super) fn composite(&mut self, start: usize) -> Parse<Node> {
        self.deeper()?;
        self.next();
        while !matches!(self.token.kind, TokenKind::Symbol("}") | TokenKind::Eof) {
            self.element()?;
            if self.token.kind == TokenKind::Symbol(":") {
                self.next();
                self.element()?;
            }
            if !self.at_comma("composite literal", "}")? {
                break;
            }
            self.next();
        }
        self.expect_closing("}", "composite literal")?;
        self.shallower();
        Ok(Node::leaf(NodeKind::Other("CompositeLit"), start..self.passed))
    }

    fn element(&mut self) -> Parse<()> {
        if self.token.kind == TokenKind::Symbol("{") {
            self.composite(self.token.range.start)?;
        } else {
            self.expression()?;
        }
        Ok(())
    }
}
