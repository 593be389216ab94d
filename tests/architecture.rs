//! ARCHITECTURE.md is true: every room stands in its table, and imports only from rooms above it.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms in the order of the table.
fn rooms() -> Vec<String> {
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let rows =
        text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(room, _)| room.to_owned()));
    rows.collect()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Files by room. `lib.rs` and `main.rs` belong to none: they open the doors.
fn files_by_room() -> BTreeMap<String, Vec<PathBuf>> {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    let mut rooms: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for file in files {
        let inside = file.strip_prefix("src").unwrap();
        let room = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if room != "lib" && room != "main" {
            rooms.entry(room).or_default().push(file);
        }
    }
    rooms
}

/// What `lib.rs` gives out at the root, by the room that it comes from.
fn re_exports() -> BTreeMap<String, String> {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let mut found = BTreeMap::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("pub use ")) {
        let (room, names) = line.trim_end_matches(';').split_once("::").unwrap();
        for name in names.trim_matches(['{', '}']).split(',') {
            found.insert(name.trim().to_owned(), room.to_owned());
        }
    }
    found
}

/// The rooms that a file names as `crate::room`, `crate::{room, ..}` or by what the root gives out, in code and not in
/// comments.
fn imports(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    // Unit tests may ask the whole pipeline.
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let names = code.split("crate::").skip(1).flat_map(first_names);
    let roots = re_exports();
    names.map(|name| roots.get(&name).cloned().unwrap_or(name)).collect()
}

/// The first name of a path, or of each path of a group.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
    };
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let mut depth = 0;
    let mut items = vec![String::new()];
    for letter in group.chars() {
        match letter {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ => {}
        }
        if depth == 0 && letter != ',' {
            items.last_mut().unwrap().push(letter);
        }
    }
    items.iter().map(|item| name(item)).filter(|name| !name.is_empty() && name != "self").collect()
}

#[test]
fn grouped_imports_and_what_the_root_gives_out_are_seen() {
    assert_eq!(first_names("source::Span;"), ["source"]);
    assert_eq!(first_names("{Options, check::{self, Context}, compile};"), ["Options", "check", "compile"]);
    assert_eq!(re_exports()["compile"], "compilation");
}

#[test]
fn every_room_stands_in_the_table() {
    let mut table = rooms();
    table.sort();
    let found: Vec<String> = files_by_room().into_keys().collect();
    assert_eq!(found, table, "src/ and the table of ARCHITECTURE.md name different rooms");
}

#[test]
fn rooms_import_only_from_rooms_above_them() {
    let order = rooms();
    let level = |room: &str| order.iter().position(|known| known == room);
    let mut wrong = Vec::new();
    for (room, files) in files_by_room() {
        for file in files {
            for import in imports(&file) {
                if import != room && level(&import) >= level(&room) {
                    wrong.push(format!("{} imports `{import}`", file.display()));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}
