//! A text, divided at its headers: an edit of one entry then parses that entry, and not thousands of others.

use std::borrow::Cow;

use toml_edit::Key;

use crate::resource::Kind;

/// The sections of a text, in order.
pub(super) struct Sections<'t> {
    text: &'t str,
    all: Vec<Section<'t>>,
}

/// A header with what is written under it.
struct Section<'t> {
    /// Where it begins: with the blank lines and comments above its header.
    start: usize,
    /// The keys of the header; none before the first header.
    keys: Vec<Cow<'t, str>>,
}

/// Sections in a row, and the rest of the text.
#[derive(Clone, Copy)]
pub(super) struct Part<'t> {
    pub before: &'t str,
    pub text: &'t str,
    pub behind: &'t str,
}

impl<'t> Sections<'t> {
    /// None where a line that looks like a header may be something else, or where printing a part would not print what
    /// printing the whole does: such a text is edited as a whole.
    pub fn of(text: &'t str) -> Option<Self> {
        let is_plain = text.ends_with('\n') && !text.starts_with('\u{feff}') && !text.contains('\r');
        if !is_plain || text.contains("\"\"\"") || text.contains("'''") {
            return None;
        }
        let mut all = vec![Section { start: 0, keys: Vec::new() }];
        let mut at = 0;
        let mut above = None;
        for line in text.split_inclusive('\n') {
            match line.bytes().find(|byte| !byte.is_ascii_whitespace()) {
                None | Some(b'#') => _ = above.get_or_insert(at),
                // In a longer array there are such lines too.
                Some(b'[') => all.push(Section { start: above.take().unwrap_or(at), keys: header(line)? }),
                Some(_) => above = None,
            }
            at += line.len();
        }
        Some(Self { text, all })
    }

    /// The text without its entries.
    pub fn facts(&self) -> String {
        let is_fact = |section: &Section<'_>| section.keys.first().is_none_or(|key| Kind::of_table(key).is_none());
        let facts = self.all.iter().enumerate().filter(|(_, section)| is_fact(section));
        facts.map(|(at, _)| self.part(at, at + 1).text).collect()
    }

    /// An entry, and the header behind it, which has the comments between the two.
    pub fn entry(&self, kind: Kind, key: &str) -> Option<Part<'t>> {
        let is_own = |section: &Section<'_>| section.is_of(kind) && section.keys.get(1).is_some_and(|own| own == key);
        let first = self.all.iter().position(is_own)?;
        let count = self.all.iter().skip(first).take_while(|section| is_own(section)).count();
        let is_in_one_piece = self.all.iter().filter(|section| is_own(section)).count() == count;
        let has_header = self.all.get(first)?.keys.len() == 2;
        (is_in_one_piece && has_header).then(|| self.part(first, first + count + 1))
    }

    /// The last header of a kind, behind which a new entry goes, and the one behind that.
    pub fn last(&self, kind: Kind) -> Option<Part<'t>> {
        let is_alone = |section: &Section<'_>| section.is_of(kind) && section.keys.len() == 1;
        let last = self.all.iter().rposition(|section| section.is_of(kind))?;
        (!self.all.iter().any(is_alone)).then(|| self.part(last, last + 2))
    }

    fn part(&self, from: usize, to: usize) -> Part<'t> {
        let start = |at: usize| self.all.get(at).map_or(self.text.len(), |section| section.start);
        let (rest, behind) = self.text.split_at(start(to));
        let (before, text) = rest.split_at(start(from));
        Part { before, text, behind }
    }
}

impl Section<'_> {
    fn is_of(&self, kind: Kind) -> bool {
        self.keys.first().is_some_and(|table| table == kind.table())
    }
}

impl<'t> Part<'t> {
    /// All of a text.
    pub fn whole(text: &'t str) -> Self {
        Self { before: "", text, behind: "" }
    }
}

/// The keys of a line that is a header, and begins the line.
fn header(line: &str) -> Option<Vec<Cow<'_, str>>> {
    let (line, comment) = line.split_once('#').map_or((line, None), |(line, comment)| (line, Some(comment)));
    let path = line.trim_end().strip_prefix('[')?.strip_suffix(']')?;
    let path = path.strip_prefix('[').and_then(|path| path.strip_suffix(']')).unwrap_or(path);
    if path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')) {
        return Some(path.split('.').map(Cow::Borrowed).collect());
    }
    // A `#` may be in a quoted key as well.
    let keys = Key::parse(path).ok().filter(|_| comment.is_none())?;
    Some(keys.iter().map(|key| Cow::Owned(key.get().to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::Sections;
    use crate::resource::Kind;

    const TEXT: &str = "# file\nnamespace = \"a\"\n\n# of a\n[routes.a] # a\nsni = [\n  \"x\",\n]\n# of tls\n[routes.a.tls]\n\n\
                        [traefik]\nversion = \"3.7\"\n[routes.\"n/b\"]\n[[routes.\"n/b\".rules]]\n[services]\n# end\n";

    fn sections() -> Sections<'static> {
        Sections::of(TEXT).expect("its headers are plain")
    }

    #[test]
    fn an_entry_has_its_comments_its_tables_and_the_next_header() {
        let part = sections().entry(Kind::IngressRouteTcp, "a").expect("in one piece");
        assert_eq!([part.before, part.text, part.behind].concat(), TEXT);
        assert!(part.text.starts_with("\n# of a\n[routes.a]"), "{:?}", part.text);
        assert!(part.behind.starts_with("[routes.\"n/b\"]"), "{:?}", part.behind);
    }

    #[test]
    fn a_new_entry_goes_behind_the_last_header_of_its_kind() {
        let part = sections().last(Kind::IngressRouteTcp).expect("there is one");
        assert_eq!(part.text, "[[routes.\"n/b\".rules]]\n[services]\n# end\n");
        assert!(sections().last(Kind::MiddlewareTcp).is_none());
    }

    #[test]
    fn facts_are_what_is_no_entry() {
        assert_eq!(
            sections().facts(),
            "# file\nnamespace = \"a\"\n\n[traefik]\nversion = \"3.7\"\n[services]\n# end\n"
        );
    }

    #[test]
    fn a_text_whose_headers_are_not_plain_is_not_divided() {
        let texts =
            ["[a]", "[a]\r\n", "a = \"\"\"\n[b]\n\"\"\"\n", "a = [\n[1],\n]\n", "a = [\n  [1],\n]\n", "[a.\"#\"]\n"];
        for text in texts {
            assert!(Sections::of(text).is_none(), "{text:?}");
        }
        let apart = Sections::of("[routes.a]\n[routes.b]\n[routes.a.tls]\n").expect("plain");
        assert!(apart.entry(Kind::IngressRouteTcp, "a").is_none());
    }
}
