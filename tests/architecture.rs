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

/// The rooms that a file names as `crate::room`, in code and not in comments.
fn imports(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut found = Vec::new();
    for line in code {
        for part in line.split("crate::").skip(1) {
            let name: String = part.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            if !name.is_empty() {
                found.push(name);
            }
        }
    }
    found
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
