use std::fmt::Write as _;

use crate::diagnostic::Code;

/// Where the explanation of a code is.
pub(crate) fn explanation(code: &Code) -> String {
    format!("{}/blob/main/docs/diagnostics.md#{}", env!("CARGO_PKG_REPOSITORY"), code.name)
}

/// A file's name as a URI reference: relative names stay relative, absolute ones become `file:` URIs (RFC 3986, RFC 8089).
pub(crate) fn uri(name: &str) -> String {
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let mut uri = String::new();
    if name.starts_with('/') {
        uri.push_str("file://");
    } else if cfg!(windows) && name.get(1..3) == Some(":/") {
        uri.push_str("file:///");
    }
    uri + &encoded(&name)
}

/// A text as a part of a URI: all but what a path has is written as codes.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn names_become_references() {
        assert_eq!(uri("conf/a.toml"), "conf/a.toml");
        assert_eq!(uri("a b#1:ü.toml"), "a%20b%231%3A%C3%BC.toml");
        assert_eq!(uri("/etc/a.toml"), "file:///etc/a.toml");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }
}
