//! Files with Traefik's own configuration, which a state file names under `[traefik]`, read as facts.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::bytes::{decoded, read_bytes};
use super::unread::Unread;
use crate::found;
use crate::source::SourceFile;

/// The table that names them, and its keys.
const TABLE: &str = "traefik";
const STATIC: &str = "static";
const VALUES: &str = "values";

/// The facts of the files that a state file names.
pub(super) fn facts_of(path: &Path, state: &SourceFile) -> Result<Vec<SourceFile>, Unread> {
    let mut all = Vec::new();
    for (key, named) in named(state.text()) {
        let file = path.parent().unwrap_or(Path::new("")).join(&named);
        let name = file.display().to_string();
        let refused = |reason: String| Unread::new(format!("{}: `{key}` has `{named}`: {reason}", path.display()));
        let bytes = read_bytes(&file).map_err(|reason| refused(reason).help("correct the path, or take it out"))?;
        let read = decoded(&name, bytes)?;
        let facts = if key == STATIC { found::of_static(&name, read.text()) } else { found::of_values(read.text()) };
        all.push(SourceFile::new(format!("{name}{}", found::FACTS), facts.map_err(refused)?));
    }
    Ok(all)
}

/// The files that a state file names, each with its key. What else is wrong with the text does not matter.
fn named(text: &str) -> Vec<(&'static str, String)> {
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
                found.push((key, path.to_string()));
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
    use super::named;

    #[test]
    fn they_are_found_whatever_else_is_wrong() {
        let of = |text: &str| named(text).into_iter().map(|(_, path)| path).collect::<Vec<_>>();
        assert_eq!(of("[traefik]\nstatic = 'a.yml'\nvalues = \"b.yaml\" # c\n[x\nstatic = 'd'\n"), ["a.yml", "b.yaml"]);
        assert_eq!(of("traefik = { static = 'a.yml' }\n[entry_points]\n"), ["a.yml"]);
        assert_eq!(of("traefik.values = 'a.yml'\n"), ["a.yml"]);
        assert_eq!(of("[ traefik ] # ours\nstatic = 'a.yml'\n"), ["a.yml"]);
        assert_eq!(of("[routes.static]\nstatic = 'a'\n[traefik]\nversion = '3.7'\n[values]\n"), [""; 0]);
    }
}
