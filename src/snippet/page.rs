use std::fmt::Write as _;

use super::fence::Fence;
use super::judge::Snippet;
use super::output::output;

/// A page of Markdown.
pub struct Page<'t> {
    /// Its name in messages.
    pub name: &'t str,
    /// The line of the file that its text begins on, from 1.
    pub first_line: usize,
    pub text: &'t str,
}

/// An example in a page.
struct Found {
    snippet: Snippet,
    /// The byte behind the block.
    end: usize,
    /// What stands before each of its lines: blanks in a list or an admonition, `>` in a quotation.
    prefix: String,
}

/// What is wrong with the examples of a page, in lines; empty for good ones.
pub fn problems(page: &Page<'_>) -> String {
    page.examples().iter().map(|found| found.snippet.judge().wrong).collect()
}

/// The page with the output of each example behind it, and what is wrong with the examples, in lines; empty for good ones.
pub fn with_outputs(page: &Page<'_>) -> (String, String) {
    let (mut out, mut wrong, mut from) = (String::with_capacity(page.text.len()), String::new(), 0);
    for Found { snippet, end, prefix } in page.examples() {
        out.push_str(page.text.get(from..end).unwrap_or_default());
        from = end;
        let judged = snippet.judge();
        wrong.push_str(&judged.wrong);
        if let Some(output) = output(&snippet, &judged) {
            let bare = prefix.trim_end();
            if !out.ends_with('\n') {
                out.push('\n');
            }
            // Writing to a string does not fail.
            let _ = write!(out, "{bare}\n{prefix}{}\n{bare}\n", output.html());
        }
    }
    out.push_str(page.text.get(from..).unwrap_or_default());
    (out, wrong)
}

impl Page<'_> {
    /// The examples in their order. A block begins at any depth: what is an indented fence to one Markdown is one of a list or an
    /// admonition to another.
    fn examples(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut open: Option<Open<'_>> = None;
        let mut at = 0;
        for (number, line) in (self.first_line..).zip(self.text.split_inclusive('\n')) {
            at += line.len();
            let line = line.trim_end_matches(['\n', '\r']);
            match &mut open {
                Some(block) if block.is_closed_by(line) => {
                    found.extend(open.take().and_then(|block| block.example(self.name, at)));
                }
                Some(block) => block.take(line),
                None => open = Open::new(line, number),
            }
        }
        found
    }
}

/// A block whose end has not come.
struct Open<'t> {
    prefix: &'t str,
    fence: &'t str,
    words: &'t str,
    line: usize,
    text: String,
}

fn is_around(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '>')
}

impl<'t> Open<'t> {
    fn new(line: &'t str, number: usize) -> Option<Self> {
        let inner = line.trim_start_matches(is_around);
        let mark = inner.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let words = inner.trim_start_matches(mark);
        let fence = inner.get(..inner.len() - words.len()).filter(|fence| fence.len() >= 3)?;
        // `` ```code``` `` is code in a line.
        if mark == '`' && words.contains('`') {
            return None;
        }
        let prefix = line.get(..line.len() - inner.len()).unwrap_or_default();
        Some(Self { prefix, fence, words, line: number, text: String::new() })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let inner = line.trim_start_matches(is_around).trim_end();
        inner.len() >= self.fence.len() && inner.chars().all(|letter| self.fence.starts_with(letter))
    }

    fn take(&mut self, line: &str) {
        let bare = self.prefix.trim_end();
        let inner = line.strip_prefix(self.prefix).or_else(|| line.strip_prefix(bare)).unwrap_or(line);
        self.text.push_str(inner);
        self.text.push('\n');
    }

    fn example(self, page: &str, end: usize) -> Option<Found> {
        let fence = Fence::parse(self.words)?;
        let snippet = Snippet { page: page.to_owned(), line: self.line, fence, text: self.text };
        Some(Found { snippet, end, prefix: self.prefix.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, with_outputs};

    fn of(text: &str) -> (String, String) {
        with_outputs(&Page { name: "a.md", first_line: 1, text })
    }

    const GOOD: &str = "[routes.a]\nentry_points = [\"e\"]\n\nservice = \"a:1\"\n";

    #[test]
    fn an_output_follows_each_example_and_nothing_else_changes() {
        let block = format!("```toml tcpgen\n{GOOD}```\n");
        let (out, wrong) = of(&format!("# A\n\n{block}\nEnd.\n"));
        assert_eq!(wrong, "");
        let (before, behind) = out.split_once(&block).unwrap();
        assert_eq!(before, "# A\n\n");
        let lines: Vec<&str> = behind.lines().collect();
        assert_eq!((lines[0], lines[2], lines[3], lines[4]), ("", "", "", "End."));
        assert!(lines[1].starts_with("<div class=\"tcpgen-output\">") && lines[1].ends_with("</div>"), "{out}");
        assert!(lines[1].contains("kind: IngressRouteTCP&#10;") && lines[1].contains("data:image/svg+xml,"));
        for other in
            [&block.replace(" tcpgen", ""), &format!("~~~text\n{block}~~~\n"), "a\n```b```\n", "```toml tcpgen\n"]
        {
            assert_eq!(of(other), ((*other).to_owned(), String::new()));
        }
    }

    #[test]
    fn examples_in_lists_and_quotations_keep_their_depth() {
        for prefix in ["    ", "> ", "> > ", "\t"] {
            let inner: String = format!("```toml tcpgen\n{GOOD}```\n").lines().fold(String::new(), |all, line| {
                let line = format!("{prefix}{line}");
                all + line.trim_end() + "\n"
            });
            let (out, wrong) = of(&inner);
            assert_eq!(wrong, "", "{prefix:?}");
            assert!(out.contains(&format!("\n{prefix}<div class=\"tcpgen-output\">")), "{prefix:?}: {out}");
        }
    }

    #[test]
    fn what_is_wrong_has_its_line_of_the_page() {
        let bad = GOOD.replace("\"a:1\"", "\"a:1\"\nmiddlewares = [\"nobody\"]");
        let page = format!("# A\n\n```toml tcpgen\n{bad}```\n");
        let (_, wrong) = of(&page);
        let lines: Vec<&str> = wrong.lines().collect();
        assert!(lines[0].starts_with("a.md:8:16: warning[unknown-middleware]: "), "{wrong}");
        assert_eq!(
            lines[1],
            "a.md:3: if `unknown-middleware` is what the example shows, add `warns=unknown-middleware` to its fence"
        );
        assert_eq!(lines.len(), 2);
        assert_eq!(of(&page.replace("tcpgen", "tcpgen warns=unknown-middleware")).1, "");
        let announced = of(&page.replace("tcpgen", "tcpgen warns=unknown-middleware warns=sni-without-tls")).1;
        assert_eq!(announced, "a.md:3: the fence announces `sni-without-tls`, and the example has no such finding\n");
    }

    #[test]
    fn scenarios_pass_unless_the_fence_announces_that_one_fails() {
        let scenario = "[scenarios.s]\nsteps = [{ connect = { entry_point = \"e\", client_ip = \"10.0.0.1\" }, expect = \"closed\" }]\n";
        let page = format!("```toml tcpgen\n{GOOD}{scenario}```\n");
        assert!(of(&page).1.starts_with("a.md:"), "{}", of(&page).1);
        assert_eq!(of(&page.replace("tcpgen", "tcpgen fails")).1, "");
        let passes = page.replace("closed", "forwarded");
        assert_eq!(of(&passes).1, "");
        assert!(of(&passes.replace("tcpgen", "tcpgen fails")).1.contains("none does"));
    }
}
