//! Files with Traefik's own configuration, which a state file names under `[traefik]`, read as facts.

use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::files::Files;
use super::text::decoded;
use super::unread::Unread;
use crate::found;
use crate::source::SourceFile;

/// The table that names them, and its keys.
const TABLE: &str = "traefik";
const STATIC: &str = "static";
const VALUES: &str = "values";

/// A file that a state file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    key: &'static str,
    /// As it is written: relative to the state file.
    pub path: String,
}

impl Named {
    /// Where it is, for the state file at `state`.
    pub fn beside(&self, state: &Path) -> PathBuf {
        state.parent().unwrap_or(Path::new("")).join(&self.path)
    }

    /// The facts of its bytes. `state` is the name of the state file.
    pub fn facts(&self, state: &str, name: &str, bytes: Vec<u8>) -> Result<SourceFile, Unread> {
        let read = decoded(name, bytes)?;
        let facts =
            if self.key == STATIC { found::of_static(name, read.text()) } else { found::of_values(read.text()) };
        let facts = facts.map_err(|reason| self.refused(state, &reason))?;
        Ok(SourceFile::new(format!("{name}{}", found::FACTS), facts))
    }

    fn refused(&self, state: &str, reason: &str) -> Unread {
        let Self { key, path } = self;
        Unread::new(format!("{state}: `{key}` has `{path}`: {reason}"))
    }
}

/// The facts of the files that a state file names.
pub(crate) fn facts_of(files: &dyn Files, path: &Path, state: &str) -> Result<Vec<SourceFile>, Unread> {
    let read = |named: Named| {
        let (file, state) = (named.beside(path), path.display().to_string());
        let bytes = files
            .read(&file)
            .map_err(|reason| named.refused(&state, &reason).help("correct the path, or take it out"))?;
        named.facts(&state, &file.display().to_string(), bytes)
    };
    configuration_in(state).into_iter().map(read).collect()
}

/// The files that a state file names. What else is wrong with the text does not matter.
pub(crate) fn configuration_in(text: &str) -> Vec<Named> {
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
    use super::configuration_in;

    #[test]
    fn they_are_found_whatever_else_is_wrong() {
        let of = |text: &str| configuration_in(text).into_iter().map(|named| named.path).collect::<Vec<_>>();
        assert_eq!(of("[traefik]\nstatic = 'a.yml'\nvalues = \"b.yaml\" # c\n[x\nstatic = 'd'\n"), ["a.yml", "b.yaml"]);
        assert_eq!(of("traefik = { static = 'a.yml' }\n[entry_points]\n"), ["a.yml"]);
        assert_eq!(of("traefik.values = 'a.yml'\n"), ["a.yml"]);
        assert_eq!(of("[ traefik ] # ours\nstatic = 'a.yml'\n"), ["a.yml"]);
        assert_eq!(of("[routes.static]\nstatic = 'a'\n[traefik]\nversion = '3.7'\n[values]\n"), [""; 0]);
    }
}
