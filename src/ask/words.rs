//! The grammar's own words, in lower case.

/// Words that lead to a clause and say nothing by themselves.
pub(super) const LEADING: [&str; 18] = [
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
];

/// Words that begin a clause.
pub(super) const CLAUSES: [&str; 29] = [
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
];

/// Whether a word belongs to the grammar, so that as a name it needs quotes.
pub(super) fn is_known(word: &str) -> bool {
    let word = word.to_lowercase();
    LEADING.contains(&word.as_str()) || CLAUSES.contains(&word.as_str())
}
