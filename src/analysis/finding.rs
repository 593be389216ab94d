use std::ops::Range;

use smol_str::SmolStr;

use crate::routing::{Connection, Router};

/// Something that a routing table does and that hardly anybody means.
#[derive(Clone, Debug)]
pub enum Finding<'t> {
    /// A rule gets no connection.
    Unreachable(Unreachable<'t>),
    /// Alternatives of a rule get no connection, because longer rules take them.
    Shadowed(Shadowed<'t>),
    /// It is chance which of several rules gets a connection.
    Ambiguous(Ambiguous<'t>),
    /// A guard guards nothing, because its router is disabled.
    FailsOpen(FailsOpen<'t>),
    /// Not everything was looked at.
    CutShort(CutShort<'t>),
}

/// Entry points whose rules divide clients into more classes than were looked at. Other findings are true all the same, but
/// may not be all.
#[derive(Clone, Debug)]
pub struct CutShort<'t> {
    /// The entry points.
    pub entry_points: Vec<SmolStr>,
    /// A router on the first of them.
    pub router: &'t Router,
}

/// A router that no connection to some entry points reaches.
#[derive(Clone, Debug)]
pub struct Unreachable<'t> {
    /// The router.
    pub router: &'t Router,
    /// The entry points.
    pub entry_points: Vec<SmolStr>,
    /// Whether these are all that it is on.
    pub everywhere: bool,
    /// A client that it matches, and the routers that take it; none when it matches no client at all.
    pub instead: Option<(Connection, Vec<&'t Router>)>,
    /// The highest priority of any router that takes a client from it.
    pub beaten_at: i64,
    /// Whether none of the priorities that decide was written: longer rules win.
    pub by_length: bool,
}

/// An alternative of a router's rule that no connection reaches the router by.
#[derive(Clone, Debug)]
pub struct Shadowed<'t> {
    /// The router.
    pub router: &'t Router,
    /// The alternative, in bytes of the rule's text.
    pub range: Range<usize>,
    /// The entry point.
    pub entry_point: SmolStr,
    /// A client that the alternative matches.
    pub witness: Connection,
    /// The routers that take it.
    pub instead: Vec<&'t Router>,
    /// The highest priority of any router that takes a client from the alternative.
    pub beaten_at: i64,
}

/// Routers of equal priority that match one client and do different things with it.
#[derive(Clone, Debug)]
pub struct Ambiguous<'t> {
    /// The routers, in the order of the objects.
    pub contenders: Vec<&'t Router>,
    /// The client.
    pub witness: Connection,
}

/// A disabled router with an allow list, and a client that the list would stop and that is forwarded instead.
#[derive(Clone, Debug)]
pub struct FailsOpen<'t> {
    /// The disabled router.
    pub router: &'t Router,
    /// The client.
    pub witness: Connection,
    /// The router that forwards it.
    pub instead: &'t Router,
}
