use ipnet::IpNet;

use crate::resource::{IpAllowList, MiddlewareTcp, Object};
use crate::source::{Spanned, Text};
use crate::source_range::{InvalidSourceRange, SourceRange};

/// A range of a list that another one makes needless.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Nested<'a> {
    /// The needless one.
    pub inner: &'a Text,
    /// The one that holds it.
    pub outer: &'a Text,
    /// Whether both are the same network.
    pub same: bool,
}

/// The allow list that Traefik serves of one middleware, each range read.
#[derive(Debug)]
pub struct AllowListView<'a> {
    /// The MiddlewareTCP.
    pub object: &'a Object,
    /// The ranges as written.
    pub written: &'a Spanned<Vec<Text>>,
    /// The same, as Traefik reads them.
    pub ranges: Vec<Result<SourceRange, InvalidSourceRange>>,
}

impl<'a> AllowListView<'a> {
    /// The list of a middleware; of both spellings `ip_allow_list` is the one that Traefik takes
    /// (`pkg/server/middleware/tcp/middlewares.go`).
    pub(crate) fn new(object: &'a Object, middleware: &'a MiddlewareTcp) -> Option<Self> {
        let list: &IpAllowList = middleware.ip_allow_list.as_ref().or(middleware.ip_white_list.as_ref())?;
        let ranges = list.source_range.iter().map(|text| SourceRange::parse(text)).collect();
        Some(Self { object, written: &list.source_range, ranges })
    }

    /// The ranges that lie within another one of the list, in the order of their networks. Networks are disjoint or
    /// nested, so sorted ones need one pass.
    pub(crate) fn nested(&self) -> Vec<Nested<'a>> {
        let mut sorted: Vec<(&'a Text, IpNet)> = self.read().map(|(text, range)| (text, range.network())).collect();
        sorted.sort_by_key(|(_, network)| *network);
        let mut nested = Vec::new();
        let mut widest: Option<(&Text, IpNet)> = None;
        let mut before: Option<(&Text, IpNet)> = None;
        for (inner, network) in sorted {
            if let Some((outer, _)) = before.filter(|(_, other)| *other == network) {
                nested.push(Nested { inner, outer, same: true });
                continue;
            }
            before = Some((inner, network));
            match widest.filter(|(_, other)| other.contains(&network)) {
                Some((outer, _)) => nested.push(Nested { inner, outer, same: false }),
                None => widest = Some((inner, network)),
            }
        }
        nested
    }

    /// The ranges that can be read, each with the text it was written as.
    pub fn read(&self) -> impl Iterator<Item = (&'a Text, &SourceRange)> {
        self.written.iter().zip(&self.ranges).filter_map(|(text, range)| Some((text, range.as_ref().ok()?)))
    }
}
