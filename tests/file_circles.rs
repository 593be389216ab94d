//! No two files of `src` need each other: a list of members does not stand in the file that defines what a member is.
//!
//! The sources are read as text: imports, groups, re-exports and paths in code are followed to the file that defines the
//! item. Names that a macro makes are not seen.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A module path below the crate: `["routing", "table"]`.
type Module = Vec<String>;

/// A path that a file names.
struct Import {
    /// From the crate's root.
    path: Module,
    /// The name that a `use` gives it.
    name: Option<String>,
    /// False for what is only passed on with `pub use`.
    is_needed: bool,
}

/// A module as its file has it.
#[derive(Default)]
struct Source {
    file: String,
    imports: Vec<Import>,
    /// What it defines itself.
    items: BTreeSet<String>,
}

/// Code without comments, texts and unit tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let lines = text.lines().map(|line| match line.trim_start() {
        trimmed if trimmed.starts_with("//") => "",
        _ => line,
    });
    let mut code = String::new();
    for line in lines {
        // What stands between quotes is text: pieces of even number stand outside.
        let outside: Vec<&str> = line.split('"').step_by(2).collect();
        code.push_str(&outside.join(" ").replace("pub(in crate::", "pub("));
        code.push('\n');
    }
    code
}

/// The paths of a `use`: groups are taken apart, each with the name that it gives.
fn leaves(tree: &str, prefix: &str, found: &mut Vec<(String, String)>) {
    let tree = tree.trim();
    if let Some((head, group)) = tree.split_once('{') {
        let prefix = format!("{prefix}{}", head.trim());
        for item in items_of(group.trim_end().trim_end_matches('}')) {
            leaves(&item, &prefix, found);
        }
    } else if !tree.is_empty() {
        let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
        let full = format!("{prefix}{path}");
        let full = full.trim_end_matches("::self");
        let name = alias.unwrap_or_else(|| full.rsplit("::").next().unwrap());
        found.push((full.to_owned(), name.to_owned()));
    }
}

/// The items of a group, split at the commas that stand in no group within it.
fn items_of(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut items = vec![String::new()];
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(String::new());
                continue;
            }
            _ => {}
        }
        items.last_mut().unwrap().push(letter);
    }
    items
}

/// A path as written in a module, from the crate's root. None if it leads out of the crate.
fn absolute(path: &str, within: &[String]) -> Option<Module> {
    let mut names = path.split("::").map(str::trim);
    let mut base = match names.next()? {
        "crate" => Vec::new(),
        "self" => within.to_vec(),
        "super" => within[..within.len().saturating_sub(1)].to_vec(),
        // A module of this file, an import, or another crate.
        name => within.iter().cloned().chain([name.to_owned()]).collect(),
    };
    for name in names {
        if name == "super" {
            base.pop();
        } else {
            base.push(name.to_owned());
        }
    }
    Some(base)
}

/// The identifiers that follow a keyword: `struct Name`.
fn defined(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let code = code.replace("'static ", "");
    let words: Vec<&str> = code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    for pair in words.windows(2) {
        if ["struct", "enum", "trait", "fn", "type", "const", "static", "macro_rules", "union"].contains(&pair[0]) {
            found.insert(pair[1].to_owned());
        }
    }
    found
}

/// What a file imports with `use`, with the names that this gives, and the paths that it writes out in its code.
fn imports(code: &str, within: &[String]) -> Vec<Import> {
    let mut found = Vec::new();
    let mut rest = String::new();
    let mut re_exported = Vec::new();
    for statement in code.split_inclusive(';') {
        let Some((before, tree)) =
            statement.split_once("use ").filter(|(before, _)| before.is_empty() || before.ends_with(['\n', ' ', ')']))
        else {
            rest.push_str(statement);
            continue;
        };
        rest.push_str(before);
        let mut paths = Vec::new();
        leaves(&tree.trim_end_matches(';').replace('\n', " "), "", &mut paths);
        let is_public = before.rsplit('\n').next().unwrap().trim_start().starts_with("pub");
        for (path, name) in paths {
            let Some(path) = absolute(&path, within) else { continue };
            let list = if is_public { &mut re_exported } else { &mut found };
            list.push(Import { path, name: Some(name), is_needed: true });
        }
    }
    let words: BTreeSet<&str> = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
    found.extend(re_exported.into_iter().map(|import| {
        let is_needed = words.contains(import.name.as_deref().unwrap());
        Import { is_needed, ..import }
    }));
    let is_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    for path in rest.split(|letter| !is_path(letter)).filter(|word| word.contains("::")) {
        let path = absolute(path.trim_matches(':'), within);
        found.extend(path.map(|path| Import { path, name: None, is_needed: true }));
    }
    found
}

fn read(folder: &Path, within: &[String], found: &mut BTreeMap<Module, Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut module = within.to_vec();
        if path.is_dir() {
            module.push(name);
            read(&path, &module, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && name != "main" {
            if name != "mod" && name != "lib" {
                module.push(name);
            }
            let code = code(&fs::read_to_string(&path).unwrap());
            let file = path.strip_prefix("src").unwrap().to_str().unwrap().to_owned();
            let source = Source { file, imports: imports(&code, &module), items: defined(&code) };
            found.insert(module, source);
        }
    }
}

/// The file that defines what a path leads to, through re-exports.
fn definer<'a>(path: &[String], sources: &'a BTreeMap<Module, Source>, depth: usize) -> Option<&'a str> {
    let split = (0..=path.len()).rev().find(|&length| sources.contains_key(&path[..length]))?;
    let source = &sources[&path[..split]];
    // A module alone: what is used of it is named with it.
    let name = path.get(split)?;
    if source.items.contains(name) || depth == 0 {
        return Some(&source.file);
    }
    let exported = source.imports.iter().find(|import| import.name.as_ref() == Some(name));
    match exported {
        Some(import) => {
            let mut to = import.path.clone();
            to.extend_from_slice(&path[split + 1..]);
            definer(&to, sources, depth - 1)
        }
        None if split > 0 => Some(&source.file),
        None => None,
    }
}

/// What each file needs.
fn needs(sources: &BTreeMap<Module, Source>) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut needs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for source in sources.values() {
        let needed = source.imports.iter().filter(|import| import.is_needed);
        let files = needed.filter_map(|import| definer(&import.path, sources, 8)).filter(|file| *file != source.file);
        needs.entry(&source.file).or_default().extend(files);
    }
    needs
}

/// The files that need each other, directly or through others.
fn circles(needs: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<Vec<String>> {
    let reached = |from: &str| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = needs.get(from).into_iter().flatten().copied().collect();
        while let Some(file) = open.pop() {
            if seen.insert(file) {
                open.extend(needs.get(file).into_iter().flatten());
            }
        }
        seen
    };
    let reach: BTreeMap<&str, BTreeSet<&str>> = needs.keys().map(|file| (*file, reached(file))).collect();
    let mut found = BTreeSet::new();
    for (file, seen) in &reach {
        if seen.contains(file) {
            let circle = seen.iter().filter(|other| reach[*other].contains(file));
            found.insert(circle.map(|&file| file.to_owned()).collect::<Vec<_>>());
        }
    }
    found.into_iter().collect()
}

/// What the files of a circle need of each other.
fn within(circle: &[String], needs: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<String> {
    let others = |file: &String| -> Vec<&str> {
        needs[file.as_str()].iter().copied().filter(|&other| circle.iter().any(|one| one == other)).collect()
    };
    circle.iter().map(|file| format!("{file} needs {}", others(file).join(", "))).collect()
}

#[test]
fn no_two_files_need_each_other() {
    let mut sources = BTreeMap::new();
    read(Path::new("src"), &[], &mut sources);
    let needs = needs(&sources);
    let found: Vec<_> = circles(&needs).iter().map(|circle| within(circle, &needs)).collect();
    assert!(found.is_empty(), "files that need each other; move what they share into a third: {found:#?}");
}

#[test]
fn groups_and_re_exports_lead_to_the_file_that_defines_the_item() {
    let module = |path: &str| -> Module { path.split("::").map(str::to_owned).collect() };
    let source = |path: &str, file: &str, text: &str| {
        let code = code(text);
        let source = Source { file: file.to_owned(), imports: imports(&code, &module(path)), items: defined(&code) };
        (module(path), source)
    };
    let sources = BTreeMap::from([
        source("a", "a/mod.rs", "pub use list::{LIST, member as one};\npub use member::Member;\nmod list;\n"),
        source("a::list", "a/list.rs", "use super::{Member, other::{self, Third}};\nstatic LIST: [Member; 0] = [];\n"),
        source("a::member", "a/member.rs", "// super::other::Third\nstruct Member; fn f() { crate::a::LIST; }\n"),
        source("a::other", "a/other.rs", "pub struct Third;\nfn text() { \"super::list::LIST\" }\n"),
    ]);
    let needs = needs(&sources);
    assert_eq!(needs["a/mod.rs"], BTreeSet::new());
    assert_eq!(needs["a/list.rs"], BTreeSet::from(["a/member.rs", "a/other.rs"]));
    assert_eq!(needs["a/member.rs"], BTreeSet::from(["a/list.rs"]));
    assert_eq!(needs["a/other.rs"], BTreeSet::new());
    let circles = circles(&needs);
    assert_eq!(circles, [["a/list.rs", "a/member.rs"]]);
    assert_eq!(within(&circles[0], &needs), ["a/list.rs needs a/member.rs", "a/member.rs needs a/list.rs"]);
}
