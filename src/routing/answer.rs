use super::decision::MuxerKind;
use super::{Cause, Outcome, Reason, Router};

/// What becomes of a connection, without words.
#[derive(Clone, Debug)]
pub struct Answer<'t> {
    /// What settles it.
    pub cause: Cause,
    /// The router that takes the connection. None when none does, and when [contenders](Self::contenders) of several
    /// objects do the same.
    pub router: Option<&'t Router>,
    /// The routers of which Traefik takes any, in the order of the objects; empty unless there are several. The
    /// connection may still have one outcome, when all of them do the same.
    pub contenders: Vec<&'t Router>,
    /// For each contender, whether it forwards the connection if Traefik takes it.
    pub forwards: Vec<bool>,
    /// Whether Traefik reads the client's first bytes before it chooses.
    pub waits_for_client: bool,
    /// The list that was asked last; none without an entry point or a readable server name.
    pub muxer: Option<MuxerKind>,
}

impl<'t> Answer<'t> {
    /// The contenders that forward the connection.
    pub fn forwarding(&self) -> impl Iterator<Item = &'t Router> {
        self.contenders.iter().zip(&self.forwards).filter(|(_, forwards)| **forwards).map(|(router, _)| *router)
    }

    /// What becomes of the connection.
    pub fn outcome(&self) -> Outcome {
        self.cause.outcome()
    }

    /// Why it is not forwarded; none when it is.
    pub fn reason(&self) -> Option<Reason> {
        self.cause.reason()
    }
}
