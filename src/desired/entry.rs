use super::body::Body;
use super::covers::Covers;
use super::named::Named;
use super::{Middleware, Route, ServersTransport};
use crate::resource::Kind;
use crate::source::{Span, Text};

/// An entry that becomes an object: `[routes.pg]`, `[middlewares.office]` and so on.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key as written: `name` or `namespace/name`.
    pub key: Text,
    /// What is written under it.
    pub body: Body,
    /// Whether all of that could be read, so that what is missing was not written.
    pub whole: bool,
}

impl Entry {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.body.kind()
    }

    /// The route, if it is one.
    pub fn route(&self) -> Option<&Route> {
        if let Body::Route(body) = &self.body { Some(body) } else { None }
    }

    /// The middleware, if it is one.
    pub fn middleware(&self) -> Option<&Middleware> {
        if let Body::Middleware(body) = &self.body { Some(body) } else { None }
    }

    /// The servers transport, if it is one.
    pub fn servers_transport(&self) -> Option<&ServersTransport> {
        if let Body::ServersTransport(body) = &self.body { Some(body) } else { None }
    }
}

impl<T: Into<Body>> From<Named<T>> for Entry {
    fn from(named: Named<T>) -> Self {
        Self { key: named.key, body: named.body.into(), whole: named.whole }
    }
}

impl Covers for Entry {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        self.key.places(visit);
        self.body.places(visit);
    }
}

/// Splits `table.key`; the key may have dots and a namespace. None when there is no such table.
pub fn split_entry(text: &str) -> Option<(Kind, &str)> {
    let (table, key) = text.split_once('.')?;
    Some((Kind::of_table(table)?, key))
}

#[cfg(test)]
mod tests {
    use super::split_entry;
    use crate::resource::Kind;

    #[test]
    fn a_step_names_an_entry_by_table_and_key() {
        assert_eq!(split_entry("routes.prod/pg.v1"), Some((Kind::IngressRouteTcp, "prod/pg.v1")));
        assert_eq!(split_entry("route.pg"), None);
        assert_eq!(split_entry("pg"), None);
    }
}
