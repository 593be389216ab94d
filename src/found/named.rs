//! The files with Traefik's own configuration that a state file names under `[traefik]`.

use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::{FACTS, of_static, of_values};
use crate::source::SourceFile;

/// The table that names them, and its keys.
const TABLE: &str = "traefik";
const STATIC: &str = "static";
const VALUES: &str = "values";

/// A file that a state file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// `static` or `values`.
    pub key: &'static str,
    /// As it is written: relative to the state file.
    pub path: String,
}

impl Named {
    /// Where it is, for the state file at `state`.
    pub fn beside(&self, state: &Path) -> PathBuf {
        state.parent().unwrap_or(Path::new("")).join(&self.path)
    }

    /// What it says, as tables of a state file. `read` is the file, or why it cannot be read.
    ///
    /// # Errors
    /// When it cannot be read, or is nothing of this kind.
    pub fn facts(&self, read: Result<SourceFile, String>) -> Result<SourceFile, String> {
        let Self { key, path } = self;
        let facts = read.and_then(|file| {
            let (name, text) = (file.name(), file.text());
            let facts = if *key == STATIC { of_static(name, text)? } else { of_values(text)? };
            Ok(SourceFile::new(format!("{name}{FACTS}"), facts))
        });
        facts.map_err(|reason| format!("`{key}` has `{path}`: {reason}"))
    }
}

/// The files that a state file names. What else is wrong with the text does not matter.
pub fn named_in(text: &str) -> Vec<Named> {
    // Most state files name none, and are not read twice.
    if text.contains(STATIC) || text.contains(VALUES) { looked_for(text) } else { Vec::new() }
}

#[inline(never)]
fn looked_for(text: &str) -> Vec<Named> {
    let is_inside = |line: &&str| !line.starts_with('[');
    // Above the first table it may be written as one value.
    let head: Vec<&str> = text.lines().take_while(is_inside).collect();
    let mut behind = text.lines().skip_while(|line| !is_its_header(line));
    let own: Vec<&str> = behind.next().into_iter().chain(behind.take_while(is_inside)).collect();
    let mut found = Vec::new();
    for part in [head, own].map(|lines| lines.join("\n")) {
        let Ok(table) = DeTable::parse(&part) else { continue };
        let Some(DeValue::Table(traefik)) = table.get_ref().get(TABLE).map(toml::Spanned::get_ref) else { continue };
        for key in [STATIC, VALUES] {
            if let Some(DeValue::String(path)) = traefik.get(key).map(toml::Spanned::get_ref) {
                found.push(Named { key, path: path.to_string() });
            }
        }
    }
    found
}

/// `[traefik]`, also with blanks or a comment.
fn is_its_header(line: &str) -> bool {
    let name = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    name.is_some_and(|(name, _)| name.trim() == TABLE)
}

#[cfg(test)]
mod tests {
    use super::named_in;

    #[test]
    fn they_are_found_whatever_else_is_wrong() {
        let of = |text: &str| named_in(text).into_iter().map(|named| named.path).collect::<Vec<_>>();
        assert_eq!(of("[traefik]\nstatic = 'a.yml'\nvalues = \"b.yaml\" # c\n[x\nstatic = 'd'\n"), ["a.yml", "b.yaml"]);
        assert_eq!(of("traefik = { static = 'a.yml' }\n[entry_points]\n"), ["a.yml"]);
        assert_eq!(of("traefik.values = 'a.yml'\n"), ["a.yml"]);
        assert_eq!(of("[ traefik ] # ours\nstatic = 'a.yml'\n"), ["a.yml"]);
        assert_eq!(of("[routes.static]\nstatic = 'a'\n[traefik]\nversion = '3.7'\n[values]\n"), [""; 0]);
    }
}
