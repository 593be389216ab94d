//! What Kubernetes takes as a name (`k8s.io/apimachinery/pkg/util/validation/validation.go`).

/// RFC 1123 subdomain, at most 253 characters: most objects' names.
pub(crate) fn is_subdomain(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(is_lower_label)
}

/// RFC 1123 label, at most 63 characters: namespaces.
pub(crate) fn is_label(text: &str) -> bool {
    text.len() <= 63 && is_lower_label(text)
}

/// RFC 1035 label, at most 63 characters: Services.
pub(crate) fn is_service_name(text: &str) -> bool {
    is_label(text) && text.starts_with(|letter: char| letter.is_ascii_lowercase())
}

/// IANA service name (RFC 6335), lower case: the ports of a Service and of a container.
pub(crate) fn is_port_name(text: &str) -> bool {
    text.len() <= 15
        && is_lower_label(text)
        && !text.contains("--")
        && text.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// `[prefix/]name`, as the keys of labels are; those of annotations are compared in lower case.
pub(crate) fn is_qualified_name(text: &str) -> bool {
    match text.split_once('/') {
        Some((prefix, name)) => is_subdomain(prefix) && is_mixed_name(name),
        None => is_mixed_name(text),
    }
}

/// The value of a label: empty, or like a key's name.
pub(crate) fn is_label_value(text: &str) -> bool {
    text.is_empty() || is_mixed_name(text)
}

/// Letters, digits, `-`, `_` and `.`, at most 63, a letter or digit at both ends.
fn is_mixed_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.len() <= 63
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        && [bytes.first(), bytes.last()].iter().all(|end| end.is_some_and(u8::is_ascii_alphanumeric))
}

/// Lower-case letters, digits and `-`, a letter or digit at both ends; of any length.
fn is_lower_label(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-')
        && [bytes.first(), bytes.last()].iter().all(|end| end.is_some_and(|byte| *byte != b'-'))
}

/// The nearest name of RFC 1123 form: lower case, everything else a `-`. None where nothing is left.
pub(crate) fn tidied(text: &str) -> Option<String> {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    let tidy: String = text.chars().map(letter).collect();
    let tidy = tidy.trim_matches('-');
    let tidy = tidy.get(..tidy.len().min(63))?.trim_end_matches('-');
    (!tidy.is_empty()).then(|| tidy.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{is_label_value, is_port_name, is_qualified_name, is_service_name, is_subdomain, tidied};

    #[test]
    fn subdomains() {
        for good in ["a", "a.b", "0-1", "on", "1e3", &"a".repeat(253)] {
            assert!(is_subdomain(good), "{good}");
        }
        for bad in ["", "A", "a_b", "-a", "a-", "a..b", ".a", "a.", "a/b", "ä", &"a".repeat(254)] {
            assert!(!is_subdomain(bad), "{bad}");
        }
    }

    #[test]
    fn services_and_ports() {
        assert!(is_service_name("pg") && !is_service_name("1pg") && !is_service_name("a.b"));
        assert!(is_port_name("pg-1") && is_port_name("1a"));
        for bad in ["", "5432", "PG", "a--b", "-a", "a-", "a_b", "sixteen-letters-"] {
            assert!(!is_port_name(bad), "{bad}");
        }
    }

    #[test]
    fn label_keys_and_values() {
        for good in ["a", "A.b_c-D", "example.com/a", "app.kubernetes.io/managed-by"] {
            assert!(is_qualified_name(good), "{good}");
        }
        for bad in ["", "/a", "a/", "a/b/c", "Example.com/a", "a b", "-a", &"a".repeat(64)] {
            assert!(!is_qualified_name(bad), "{bad}");
        }
        assert!(is_label_value("") && is_label_value("A_b") && !is_label_value("a b") && !is_label_value("a/b"));
    }

    #[test]
    fn a_name_is_tidied() {
        assert_eq!(tidied("My_DB."), Some("my-db".to_owned()));
        assert_eq!(tidied("__"), None);
        assert_eq!(tidied("ä"), None);
    }
}
