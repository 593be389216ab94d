use proptest::prelude::prop;
use proptest::test_runner::Config;
use proptest::{prop_assert_eq, proptest};

use super::*;
use crate::source::Sources;

/// Lines that make tables, go on with them, contradict them or tear them apart.
const LINES: [&str; 28] = [
    "[routes.a]\n",
    "[routes.b]\n",
    "[routes.\"n/c\"]\n",
    "[routes]\n",
    "[routes.a.tls]\n",
    "[[routes.a.rules]]\n",
    "[[routes.b]]\n",
    "service = \"s:1\"\n",
    "sni = 'x'\n",
    "passthrough = true\n",
    "d = { service = \"s:1\" }\n",
    "routes.e.service = \"s:1\"\n",
    "routes = { }\n",
    "[middlewares.a]\n",
    "[middlewares.b]\n",
    "in_flight_conn = 1\n",
    "[entry_points]\n",
    "[entry_points.e]\n",
    "port = 1\n",
    "[traefik]\n",
    "chart = 41\n",
    "[labels]\n",
    "[labels.x]\n",
    "match = '''\n",
    "'''\n",
    "entry_points = [\n",
    "]\n",
    "# ü\n",
];

/// Lines of entries, and lines that are no TOML, alone or with what follows.
const BROKEN: [&str; 16] = [
    "[routes.a]\n",
    "[routes.b]\n",
    "[routes.c]\n",
    "[routes.c.tls]\n",
    "[[routes.d.rules]]\n",
    "service = \"s:1\"\n",
    "sni = 'x'\n",
    "sni = 'x\n",
    "entry_points = [\n",
    "entry_points = [\"a\"\n",
    "  \"b\",\n",
    "]\n",
    "x\n",
    "tls = {\n",
    "[routes.e\n",
    "a = 1 2\n",
];

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(4_000) })]

    #[test]
    fn errors_found_in_pieces_are_those_of_the_whole(
        lines in prop::collection::vec(prop::sample::select(&BROKEN[..]), 0..24),
        length in 1_usize..60,
    ) {
        let text = lines.concat();
        if let InPieces::Slip(read, error) = read_pieces(file(), &text, length) {
            let first = DeTable::parse(&text).err().map(SyntaxError::from);
            let (rest, errors) = crate::desired::recover::recover(&text, first.unwrap());
            let errors: Vec<_> = errors.into_iter().map(|error| (error.range, error.message)).collect();
            prop_assert_eq!(errors, [(error.range, error.message)], "{}", text);
            prop_assert_eq!(Some(format!("{:?}", Some(read))), whole(&rest), "{}", text);
        }
    }

    #[test]
    fn whatever_pieces_say_the_whole_says(
        lines in prop::collection::vec(prop::sample::select(&LINES[..]), 0..16),
        length in 1_usize..60,
    ) {
        let text = lines.concat();
        if let Some(read) = in_pieces(&text, length) {
            prop_assert_eq!(Some(read), whole(&text));
        }
    }
}

/// The text read whole, with every place; none if there is anything to report.
fn whole(text: &str) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    let mut diagnostics = Vec::new();
    let state = state_file::decoded(&mut Decoder::new(file(), &mut diagnostics), table);
    diagnostics.is_empty().then(|| format!("{state:?}"))
}

fn in_pieces(text: &str, length: usize) -> Option<String> {
    match read_pieces(file(), text, length) {
        InPieces::Read(state) => Some(format!("{:?}", Some(state))),
        InPieces::Slip(..) | InPieces::Undecided => None,
    }
}

fn file() -> FileId {
    Sources::single("a", "").iter().next().unwrap().0
}

fn refused(text: &str) {
    assert!(pieces(text, 1).count() > 1, "{text}");
    assert_eq!(in_pieces(text, 1), None, "{text}");
}

#[test]
fn pieces_end_before_headers_of_entries() {
    let text = "a = 1\n[routes.a]\nx = 1\n[routes.a.tls]\n[[routes.a.rules]]\n[routes.\"a.b\"]\n[m.b]\n";
    let found: Vec<_> = pieces(text, 1).map(|(start, piece)| (start, piece.lines().next().unwrap())).collect();
    assert_eq!(found, [(0, "a = 1"), (6, "[routes.a]"), (72, "[m.b]")]);
    assert_eq!(pieces(text, 1).map(|(_, piece)| piece).collect::<String>(), text);
    assert_eq!(pieces(text, 1000).count(), 1);
}

#[test]
fn one_slip_is_found_without_reading_the_whole() {
    let text = "[routes.a]\nservice = \"a:1\"\n[routes.b]\nservice = \"b:1\nsni = 'x'\npriority = 1\nmatch = 'x'\n[routes.c]\n";
    let InPieces::Slip(_, error) = read_pieces(file(), text, 20) else { panic!("read whole") };
    assert_eq!(&text[error.range.start..].lines().next(), &Some(""), "{error:?}");
    let two = text.replace("sni = 'x'", "sni = 'x");
    assert!(matches!(read_pieces(file(), &two, 20), InPieces::Undecided));
}

#[test]
fn pieces_say_what_the_whole_says() {
    let text = "namespace = \"ü\"\nroutes.z.service = \"z:1\"\n[middlewares.m]\nin_flight_conn = 1\n[routes.b]\n\
                service = \"b:1\"\n[routes.b.tls]\n[routes.a]\nservice = \"a:1\"\n[traefik]\nchart = 41\n\
                [routes.\"n/a\"]\nservice = \"a:1\"\n[entry_points.e]\nport = 1\n[middlewares.l]\nin_flight_conn = 2\n";
    let whole = whole(text);
    assert!(whole.is_some());
    for length in 1..text.len() {
        assert_eq!(in_pieces(text, length), whole, "{length}");
    }
}

#[test]
fn a_header_in_a_string_or_an_array_ends_no_piece() {
    refused("[routes.a]\nmatch = '''\n[routes.b]\n'''\n");
    refused("a = '''\n[routes.a]\nb = '''\n[routes.c]\nc = '''\n");
    refused("[scenarios.a]\nsteps = [\n[routes.b]\n]\n");
}

#[test]
fn an_entry_or_a_table_in_two_pieces_is_left_to_the_whole() {
    refused("[routes.a]\nservice = \"a:1\"\n[routes.a]\nservice = \"b:1\"\n");
    refused("[routes.a]\nservice = \"a:1\"\n[routes.b]\nservice = \"a:1\"\n[routes.a.tls]\npassthrough = true\n");
    refused("[routes]\na = { service = \"a:1\" }\n[routes.b]\nservice = \"b:1\"\n");
    refused("routes = { a = { service = \"a:1\" } }\n[routes.b]\nservice = \"b:1\"\n");
    refused(
        "[routes.a]\nservice = \"a:1\"\n[entry_points]\na = 1\n[routes.b]\nservice = \"b:1\"\n[entry_points]\nb = 2\n",
    );
    refused("[routes.a]\nservice = \"a:1\"\n[routes.\"\\u0061\"]\nservice = \"b:1\"\n");
}

#[test]
fn what_is_worth_a_word_is_left_to_the_whole() {
    refused("[routes.a]\nservice = 1\n[routes.b]\nservice = \"b:1\"\n");
    refused("[route.a]\n[route.b]\n");
    refused("a\n[routes.a]\nservice = \"a:1\"\n[routes.b]\nservice = \"b:1\"\n");
}
