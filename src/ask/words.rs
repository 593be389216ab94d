//! The grammar's own words, in lower case.

/// Words that introduce a clause and carry no meaning of their own.
pub(super) const LEADING: [&str; 20] = [
    "and",
    "with",
    "to",
    "on",
    "keeping",
    "the",
    "a",
    "an",
    "use",
    "using",
    "for",
    "targeting",
    "in",
    "by",
    "its",
    "set",
    "at",
    "kubernetes",
    "of",
    "also",
];

/// Words that begin a clause.
pub(super) const CLAUSES: [&str; 30] = [
    "namespace",
    "service",
    "service_name",
    "backend",
    "port",
    "service_port",
    "entry",
    "entrypoint",
    "entrypoints",
    "entry_point",
    "entry_points",
    "sni",
    "hostsni",
    "sni_match",
    "catch-all",
    "middleware",
    "middlewares",
    "tls",
    "tls_passthrough",
    "passthrough",
    "tls_secret_name",
    "allowing",
    "allow",
    "source_ranges",
    "most",
    "amount",
    "without",
    "plain",
    "only",
    "connections",
];

/// Words that begin a request.
pub(super) const VERBS: [&str; 18] = [
    "create", "make", "add", "update", "patch", "change", "set", "delete", "remove", "attach", "detach", "allow",
    "let", "rename", "list", "show", "generate", "write",
];

/// Words that are no names unless they stand in quotes: a request that has one says more than the grammar understands.
const NO_NAMES: [&str; 54] = [
    "route",
    "routes",
    "limit",
    "allowlist",
    "allow-list",
    "ipallowlist",
    "from",
    "through",
    "into",
    "via",
    "or",
    "all",
    "any",
    "every",
    "each",
    "both",
    "everything",
    "everybody",
    "everyone",
    "anything",
    "others",
    "then",
    "if",
    "when",
    "while",
    "until",
    "before",
    "after",
    "again",
    "maybe",
    "perhaps",
    "just",
    "me",
    "us",
    "it",
    "them",
    "him",
    "her",
    "you",
    "i",
    "we",
    "they",
    "this",
    "that",
    "these",
    "those",
    "what",
    "which",
    "who",
    "please",
    "thanks",
    "is",
    "are",
    "be",
];

/// Words that turn a request round, or make an exception to it.
const TURNING: [&str; 40] = [
    "not",
    "no",
    "never",
    "none",
    "nothing",
    "nobody",
    "noone",
    "neither",
    "nor",
    "dont",
    "doesnt",
    "cannot",
    "cant",
    "wont",
    "shouldnt",
    "mustnt",
    "without",
    "except",
    "excepting",
    "exception",
    "exceptions",
    "exclude",
    "excludes",
    "excluding",
    "excluded",
    "unless",
    "but",
    "however",
    "although",
    "though",
    "instead",
    "rather",
    "than",
    "avoid",
    "stop",
    "longer",
    "besides",
    "barring",
    "minus",
    "apart",
];

/// What `without` may stand before: a request for no passthrough has one meaning.
pub(super) const AFTER_WITHOUT: [&str; 3] = ["tls", "tls_passthrough", "passthrough"];

/// Whether a word belongs to the grammar, so that as a name it needs quotes.
pub(super) fn is_known(word: &str) -> bool {
    let word = word.to_lowercase();
    let lists: [&[&str]; 5] = [&LEADING, &CLAUSES, &VERBS, &NO_NAMES, &TURNING];
    lists.into_iter().any(|list| list.contains(&word.as_str())) || is_turning(&word)
}

/// Whether a word turns a request round: `not`, `except`, `don't`.
pub(super) fn is_turning(word: &str) -> bool {
    let word = word.to_lowercase().replace('\u{2019}', "'");
    TURNING.contains(&word.as_str()) || word.ends_with("n't") || word.starts_with('!')
}

/// Whether a word without quotes can be a name or a value: letters, digits, and the marks that names, hosts, addresses and
/// references have.
pub(super) fn is_plain(word: &str) -> bool {
    word.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_./:*@".contains(letter))
}
