//! Edits as people make them by mistake, at places that numbers pick.

use std::ops::Range;

use proptest::prelude::{Strategy, any};

/// A kind of edit, and numbers that pick its place and what is done there.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    kind: u8,
    place: usize,
    how: usize,
}

pub fn edit() -> impl Strategy<Value = Edit> {
    (0..16u8, any::<usize>(), any::<usize>()).prop_map(|(kind, place, how)| Edit { kind, place, how })
}

/// Respellings of a value or a rule: the original, and what people may write instead. Where a respelling can be fixed with
/// certainty, it means the original.
const SWAPS: [(&str, &[&str]); 24] = [
    (" && ", &[" and ", " & ", " AND ", " || ", ", "]),
    (" || ", &[" or ", " | ", ", ", " OR ", " && "]),
    (
        "HostSNI(`a.test`) || HostSNI(`b.test`)",
        &[
            "HostSNI(`a.test`, `b.test`)",
            "HostSNI(`a.test`) or HostSNI(`b.test`)",
            "HostSNI('a.test') || HostSNI(`b.test`)",
        ],
    ),
    ("`", &["'", "\""]),
    ("HostSNI(", &["hostSNI(", "Host(", "HostSni(", "HostSN(", "HOSTSNI("]),
    ("HostSNIRegexp(", &["HostRegexp(", "hostSniRegexp(", "HostSNIRegex("]),
    ("`a.test`", &["`a.test:5432`", "`A.test`", "a.test", "'a.test'"]),
    ("`^a", &["`^A", "`^(?i)A", "`A"]),
    ("[a-z]", &["[A-Z]", "[a-zA-Z]"]),
    ("\"VersionTLS12\"", &["\"TLS1.2\"", "\"1.3\"", "\"tlsv1_2\"", "\"VersionTLS1\"", "1.2"]),
    ("\"30s\"", &["\"30 s\"", "\"3 0s\"", "30", "\"30\"", "\"30sec\""]),
    ("\"1h30m\"", &["\"1h 30m\"", "\"1h30\"", "\"1h 30\"", "\"1 h30m\""]),
    (
        "\"10.0.0.0/8\"",
        &[
            "\"10.1.2.3/8\"",
            "\" 10.0.0.0/8\"",
            "\"10.0.0.0/255.0.0.0\"",
            "\"10.1.2.3/255.0.0.0\"",
            "\"10\"",
            "\"010.0.0.0/8\"",
        ],
    ),
    ("\"10.0.0.1\"", &["\"10.0.0.1:5432\"", "\"10.0.0.1-10.0.0.1\"", "\"10.0.0.1 \"", "\"10.0.0.1/24, 10.0.0.9\""]),
    (
        "\"192.0.2.0/24\"",
        &[
            "\"192.0.2.0/24\", \"192.0.2.0/24\"",
            "\"192.0.2.0/24\", \"192.0.2.7\"",
            "\"192.0.2.7/24\", \"192.0.2.0/24\"",
            "\"192.0.2.*\"",
        ],
    ),
    ("\"10.0.0.1\", \"192.0.2.0/24\"", &["\"10.0.0.1, 192.0.2.0/24\"", "\"10.0.0.1 192.0.2.0-192.0.2.255\""]),
    ("ip_allow_list", &["ip_white_list", "ipAllowList", "ip_allowlist", "ip_allow_lists"]),
    ("\"1\"", &["1", "0x1"]),
    ("\"3.6\"", &["3.6", "\"3.7\"", "\"v3.6\""]),
    ("\"passthrough\"", &["\"Passthrough\"", "\"pass-through\"", "\"passtrough\"", "passthrough"]),
    ("allows-everyone", &["allow-everyone", "allows-every-one", "unused-middleware"]),
    ("secret_name = \"", &["secret_name = \"default/", "secretName = \"", "secret = \""]),
    ("\"postgres\"", &["\"Postgres\"", "\"postgre\"", "5"]),
    ("tls = ", &["tags = ", "TLS = ", "tsl = ", "alpn = "]),
];

impl Edit {
    /// How many places it changes.
    pub fn places(self) -> usize {
        if matches!(self.kind, 6 | 14) { 2 } else { 1 }
    }
}

/// Lines that mean nothing where they are, although they resemble something that does.
const FOREIGN: [&str; 7] = [
    "tags = {}\n",
    "host = \"h\"\n",
    "rule = \"HostSNI(`*`)\"\n",
    "entry_point = [\"pg\"]\n",
    "tls = \"passtrough\"\n",
    "middleware = [\"two\"]\n",
    "allow = [{ code = \"allow-everyone\", reason = \"r\" }]\n",
];

/// Text with one meaning, and replacements that may mean several things.
const DOUBTFUL: [(&str, &[&str]); 12] = [
    (
        "entry_points = [\"pg\"]",
        &["entry_points = \"pg, my\"", "entry_points = \"pg my\"", "entry_points = { name = \"pg\" }"],
    ),
    ("\"10.0.0.0/8\"", &["\"10.1.2.3/8\"", "\"10.1.2.3/255.0.0.0\"", "\" 10.1.2.3/8\"", "\"10.1.2.3/8, 10.0.0.1\""]),
    ("\"10.0.0.1\"", &["\"10.0.0.1:5432\"", "\"10.0.0.1/8\", \"10.0.0.0/8\"", "\"10.0.0.0/8\", \"10.0.0.1\""]),
    (
        "HostSNI(`a.test`) && ",
        &[
            "HostSNI(`a.test`) or HostSNI(`b.test`) && ",
            "HostSNI(`a.test`) | HostSNI(`b.test`) && ",
            "Host(`a.test`) && ",
        ],
    ),
    ("HostSNI(`a.test`)", &["HostSNI(`a.test:5433`)", "HostSNI(5432)", "HostSN(`a.test`)"]),
    (
        "alpn_protocols = [\"h2\", \"postgresql\"]",
        &[
            "alpn_protocols = \"h2, postgresql\"",
            "alpn_protocols = \"h2 postgresql\"",
            "alpn_protocols = \"h2;postgresql\"",
        ],
    ),
    (
        "sni = [\"a.test\", \"b.test\"]",
        &["sni = \"a.test, b.test\"", "sni = \"a.test b.test\"", "sni = \"a.test|b.test\""],
    ),
    (
        "[\"10.0.0.1\", \"192.0.2.0/24\"]",
        &["\"10.0.0.1, 192.0.2.0/24\"", "\"10.0.0.1 192.0.2.0/24\"", "\"10.0.0.1;192.0.2.0/24\""],
    ),
    ("middlewares = [\"one\", \"two\"]", &["middlewares = \"one, two\"", "middlewares = \"one two\""]),
    ("\"30s\"", &["\"3 0s\"", "30", "\"30sec\""]),
    ("tier = \"1\"", &["tier = 1_0", "tier = 0x1", "tier = 1e3"]),
    ("protocol = \"postgres\"", &["protocol = 5432", "protocol = true", "protocol = \"postgre\""]),
];

/// The text after an edit that no fix may touch, and what the edit wrote. None if there is no place for it.
pub fn doubtful(text: &str, Edit { kind, place, how }: Edit) -> Option<(String, &'static str)> {
    if kind < 8 {
        let headers = lines(text).into_iter().filter(|line| text[line.clone()].starts_with("[routes."));
        let ends: Vec<_> = headers.map(|line| line.end..line.end).collect();
        let line = FOREIGN[how % FOREIGN.len()];
        let key = line.split('=').next()?;
        return (!ends.is_empty() && !text.contains(key))
            .then(|| (replaced(text, &ends, place, |_| line.to_owned()), line));
    }
    let there: Vec<_> = DOUBTFUL.iter().filter(|(from, _)| text.contains(from)).collect();
    let (from, into) = there.get(place % there.len().max(1))?;
    let into = into[how % into.len()];
    Some((text.replacen(from, into, 1), into))
}

/// The text after the edit; the same text where there is no place for it.
pub fn apply(text: &str, edit: Edit) -> String {
    let Edit { kind, place, how } = edit;
    match kind {
        0 => replaced(text, &keys(text), place, |key| typo(key, how)),
        1 | 2 => replaced(text, &keys(text), place, |key| respelt(key, how)),
        3 => replaced(text, &keys(text), place, |_| {
            ["host", "rule", "tags", "route", "sni", "port", "entry_point"][how % 7].to_owned()
        }),
        4 => replaced(text, &heads(text), place, |head| {
            if how.is_multiple_of(3) { typo(head, how / 3) } else { respelt(head, how) }
        }),
        5 => replaced(text, &values(text), place, |value| other_type(value, how)),
        6 => swapped(text, &values(text), place, how),
        7 => replaced(text, &strings(text), place, |string| twice(string, how)),
        8 => replaced(text, &lines(text), place, |line| {
            if how.is_multiple_of(2) { String::new() } else { format!("{line}{line}") }
        }),
        9 => replaced(text, &strings(text), place, |string| typo(string, how)),
        13 => replaced(text, &lists(text, 2), place, |list| joined(list, how)),
        14 => replaced(text, &assignments(text, 2), place, |line| {
            let (key, list) = line.split_once(" = ").unwrap();
            format!("{} = {}", respelt(key, how / 4), joined(list, how))
        }),
        15 => replaced(text, &lists(text, 1), place, |list| list.trim_matches(['[', ']']).to_owned()),
        _ => {
            let there: Vec<_> = SWAPS.iter().filter(|(from, _)| text.contains(from)).collect();
            let Some((from, into)) = there.get(place % there.len().max(1)) else { return text.to_owned() };
            let places: Vec<_> = text.match_indices(from).map(|(at, _)| at..at + from.len()).collect();
            let into = into[how % into.len()];
            if into.len() == 1 {
                text.replacen(from, into, 2)
            } else {
                replaced(text, &places, how / 7, |_| into.to_owned())
            }
        }
    }
}

fn replaced(text: &str, places: &[Range<usize>], pick: usize, with: impl Fn(&str) -> String) -> String {
    let Some(place) = places.get(pick % places.len().max(1)) else { return text.to_owned() };
    format!("{}{}{}", &text[..place.start], with(&text[place.clone()]), &text[place.end..])
}

fn swapped(text: &str, places: &[Range<usize>], one: usize, other: usize) -> String {
    if places.is_empty() {
        return text.to_owned();
    }
    let (one, other) = (&places[one % places.len()], &places[other % places.len()]);
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    if first.end > second.start {
        return text.to_owned();
    }
    let [before, a, between, b, behind] =
        [0..first.start, first.clone(), first.end..second.start, second.clone(), second.end..text.len()]
            .map(|range| &text[range]);
    [before, b, between, a, behind].concat()
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let line = |line: &str| {
        at += line.len();
        at - line.len()..at
    };
    text.split_inclusive('\n').map(line).collect()
}

/// Bare keys before `=`, of tables and of inline tables.
fn keys(text: &str) -> Vec<Range<usize>> {
    let is_key = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    let ends = text.match_indices(" = ").map(|(at, _)| at);
    let keys = ends.map(|end| end - text[..end].chars().rev().take_while(is_key).count()..end);
    keys.filter(|key| !key.is_empty()).collect()
}

/// The words of headers.
fn heads(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for line in lines(text).into_iter().filter(|line| text[line.clone()].starts_with('[')) {
        let inside = &text[line.clone()];
        let inside = &inside[..inside.find(']').unwrap_or(0)];
        let mut at = line.start;
        for word in inside.split_inclusive(['[', '.']) {
            let bare = word.trim_end_matches(['[', '.']);
            if !bare.is_empty() {
                found.push(at..at + bare.len());
            }
            at += word.len();
        }
    }
    found
}

/// What follows `=`, to the end of the line.
fn values(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text).into_iter();
    let value = |line: Range<usize>| {
        let at = line.start + text[line.clone()].find(" = ")? + 3;
        Some(at..line.start + text[line].trim_end().len())
    };
    lines.filter_map(value).filter(|value| !value.is_empty()).collect()
}

/// Lists of one or of several strings, each on one line.
fn lists(text: &str, items: usize) -> Vec<Range<usize>> {
    let is_list = |value: &Range<usize>| {
        let inside = text[value.clone()].strip_prefix("[\"").and_then(|rest| rest.strip_suffix("\"]"));
        let count = inside.map_or(0, |inside| inside.split("\", \"").count());
        inside.is_some_and(|inside| !inside.contains(['{', '['])) && (count == 1) == (items == 1)
    };
    values(text).into_iter().filter(is_list).collect()
}

/// The same, with their keys.
fn assignments(text: &str, items: usize) -> Vec<Range<usize>> {
    let line = |value: Range<usize>| text[..value.start].rfind('\n').map_or(0, |newline| newline + 1)..value.end;
    lists(text, items).into_iter().map(line).collect()
}

/// A list as one string.
fn joined(list: &str, how: usize) -> String {
    list.trim_matches(['[', ']']).replace("\", \"", [", ", " ", ";", "|"][how % 4])
}

/// Strings in double quotes, quotes and all.
fn strings(text: &str) -> Vec<Range<usize>> {
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    quotes
        .chunks_exact(2)
        .map(|pair| pair[0]..pair[1] + 1)
        .filter(|string| !text[string.clone()].contains('\n'))
        .collect()
}

fn typo(word: &str, how: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.is_empty() {
        return String::new();
    }
    let at = how / 4 % letters.len();
    match how % 4 {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = ['s', 'e', 'x', '0'][how / 16 % 4],
        _ if at > 0 => letters.swap(at, at - 1),
        _ => letters.push('s'),
    }
    letters.into_iter().collect()
}

fn respelt(word: &str, how: usize) -> String {
    match how % 5 {
        0 => word.replace('_', ""),
        1 => word.replace('_', "-"),
        2 => word.to_uppercase(),
        3 => {
            let mut parts = word.split('_');
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |all, part| all + &part[..1.min(part.len())].to_uppercase() + &part[1.min(part.len())..])
        }
        _ => word[..1.min(word.len())].to_uppercase() + &word[1.min(word.len())..],
    }
}

fn other_type(value: &str, how: usize) -> String {
    let bare = value.trim_matches(['[', ']', ' ', '"']);
    match how % 7 {
        0 => bare.to_owned(),
        1 => format!("\"{}\"", bare.replace('"', "")),
        2 => format!("[{value}]"),
        3 => format!("{{ name = {value} }}"),
        4 => value.trim_matches(['[', ']']).to_owned(),
        _ => ["5", "1.5", "true", "{}", "[]", "\"\"", "1979-05-27"][how / 7 % 7].to_owned(),
    }
}

fn twice(string: &str, how: usize) -> String {
    let joined = || format!("{}{}", &string[..string.len() - 1], &string[1..]);
    match how % 4 {
        0 => format!("{string}, {string}"),
        1 => string.replacen('"', "\" ", 1),
        2 => joined(),
        _ => string.to_uppercase(),
    }
}
