use smol_str::SmolStr;

use crate::analysis::set::{Clients, Selection};
use crate::desired::{ConnectionSet, OneOrMany};
use crate::source::{Span, Text};
use crate::source_range::SourceRange;

/// A part of an invariant that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Its place.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// The connections of a set as it is written. What means nothing is left out and reported.
pub(super) fn selection(set: &ConnectionSet, invalid: &mut Vec<Invalid>) -> Selection {
    for (key, list) in lists(set) {
        if list.items.is_empty() {
            let message = format!("`{key}` is empty: no connection is in the set");
            let help = format!("list at least one, or remove `{key}` to admit all");
            invalid.push(Invalid { span: list.span, message, help });
        }
    }
    Selection {
        entry_points: set.entry_point.as_ref().map(|names| texts(names).collect()),
        clients: set.client_ip.as_ref().map(|ranges| clients(ranges, invalid)),
        tls: set.tls.map(|tls| tls.value),
        names: set.sni.as_ref().map(|names| server_names(names, invalid)),
        alpn: set.alpn.as_ref().map(|protocols| texts(protocols).collect()),
        postgres: set.postgres.map(|postgres| postgres.value),
    }
}

fn lists(set: &ConnectionSet) -> impl Iterator<Item = (&'static str, &OneOrMany<Text>)> {
    let lists =
        [("entry_point", &set.entry_point), ("client_ip", &set.client_ip), ("sni", &set.sni), ("alpn", &set.alpn)];
    lists.into_iter().filter_map(|(key, list)| Some((key, list.as_ref()?)))
}

fn texts(list: &OneOrMany<Text>) -> impl Iterator<Item = SmolStr> {
    list.items.iter().map(|text| text.value.clone())
}

fn clients(ranges: &OneOrMany<Text>, invalid: &mut Vec<Invalid>) -> Clients {
    let mut read = Vec::with_capacity(ranges.items.len());
    for text in &ranges.items {
        match SourceRange::parse(text) {
            Ok(range) => read.push(range),
            Err(error) => {
                let help = "write an address such as `10.0.0.1` or a network such as `10.0.0.0/8`".to_owned();
                invalid.push(Invalid { span: text.span, message: error.to_string(), help });
            }
        }
    }
    Clients::of(&read)
}

/// In lower case, as Traefik compares.
fn server_names(names: &OneOrMany<Text>, invalid: &mut Vec<Invalid>) -> Vec<SmolStr> {
    let mut read = Vec::with_capacity(names.items.len());
    for text in &names.items {
        let name = text.as_str();
        let host = name.strip_prefix("*.").unwrap_or(name);
        if name == "*" {
            let message = "`*` is not a server name".to_owned();
            let help = "for clients with any name or none, write `tls = true` without `sni`".to_owned();
            invalid.push(Invalid { span: text.span, message, help });
        } else if host.is_empty() || !host.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'*') {
            let message = format!("`{name}` is not a server name");
            let help =
                "write a name such as `db.example.com`, or `*.example.com` for all one label under it".to_owned();
            invalid.push(Invalid { span: text.span, message, help });
        } else {
            read.push(SmolStr::new(name.to_ascii_lowercase()));
        }
    }
    read
}
