//! The names that Traefik makes of namespaces and names; none of them can be told apart from every other.

/// The name by which Traefik knows a middleware or servers transport: every run of other characters than letters and
/// digits becomes one hyphen (`makeID` in `pkg/provider/kubernetes/crd/kubernetes.go`, `Normalize` in
/// `pkg/provider/configuration.go`).
pub(super) fn normalized(namespace: &str, name: &str) -> String {
    let mut made = String::with_capacity(namespace.len() + 1 + name.len());
    made.extend(letters(namespace, name));
    made
}

/// The same, letter by letter, without building it.
pub(super) fn letters<'a>(namespace: &'a str, name: &'a str) -> impl Iterator<Item = char> + 'a {
    let mut all = namespace.chars().chain(std::iter::once('-')).chain(name.chars()).peekable();
    let mut begun = false;
    std::iter::from_fn(move || {
        let mut gap = false;
        loop {
            if all.peek()?.is_alphanumeric() {
                if gap && begun {
                    return Some('-');
                }
                begun = true;
                return all.next();
            }
            gap = true;
            all.next();
        }
    })
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn runs_of_other_characters_become_one_hyphen() {
        assert_eq!(normalized("a-b", "c"), "a-b-c");
        assert_eq!(normalized("a", "b.c"), "a-b-c");
        assert_eq!(normalized("a", "b--c"), "a-b-c");
        assert_eq!(normalized("-a-", "-b-"), "a-b");
    }
}
