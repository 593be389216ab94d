//! One connection through the lists of its entry point (`pkg/server/router/tcp/router.go`, `ServeTCP`; `postgres.go`).

use super::answer::Answer;
use super::decision::MuxerKind;
use super::entry_point_table::EntryPointTable;
use super::handshake::is_acme_challenge;
use super::hello::{Seen, client};
use super::muxer::Found;
use super::router::Router;
use super::tie::same;
use super::weights::Turns;
use super::{Cause, ClientHello, Connection, NoServer, RoutingTable};
use crate::rule::{Client, TlsMode};
use crate::traefik::change;

impl RoutingTable {
    /// What becomes of a connection, without words.
    pub fn decide_fast(&self, connection: &Connection) -> Answer<'_> {
        let Some(lists) = self.entry_point(&connection.entry_point) else {
            return settled(Cause::UnknownEntryPoint, false, None);
        };
        let service = Serving { table: self, lists, connection };
        if lists.has_early_path() {
            let found = lists.plain.find(&Client::plain(connection.client_ip), &self.routers);
            if found != Found::default() {
                return service.early(&found);
            }
        }
        service.peeked()
    }

    /// What becomes of a connection that differs from the one that `like` is for in its client's address and in what it
    /// offers alone, where no rule tells the two apart: only TLS options and guards are left to ask.
    pub(crate) fn decide_like<'t>(&'t self, like: &Answer<'t>, connection: &Connection) -> Answer<'t> {
        let lists = self.entry_point(&connection.entry_point);
        let (Some(lists), Some(router), Some(muxer), []) = (lists, like.router, like.muxer, &*like.contenders) else {
            return self.decide_fast(connection);
        };
        let serving = Serving { table: self, lists, connection };
        let first = match &connection.tls {
            Some(hello) if muxer == MuxerKind::Tls => {
                let seen = Seen::of(hello, self.changes);
                if seen != Seen::Named || serving.is_own_challenge(hello, seen) {
                    return self.decide_fast(connection);
                }
                serving.before_guards(router, hello, seen)
            }
            _ => None,
        };
        let cause = first.or_else(|| serving.rejected(router)).unwrap_or(Cause::Forwarded);
        Answer { cause, ..like.clone() }
    }
}

fn settled<'t>(cause: Cause, waits_for_client: bool, muxer: Option<MuxerKind>) -> Answer<'t> {
    Answer { cause, router: None, contenders: Vec::new(), forwards: Vec::new(), waits_for_client, muxer }
}

struct Serving<'t, 'c> {
    table: &'t RoutingTable,
    lists: &'t EntryPointTable,
    connection: &'c Connection,
}

impl<'t> Serving<'t, '_> {
    /// Before anything is read.
    fn early(&self, found: &Found) -> Answer<'t> {
        // Asked for only where it is open whether any router matches.
        let otherwise = || if found.matched.is_empty() { self.peeked().cause } else { Cause::NoRouter };
        self.resolve(found, otherwise, false, MuxerKind::Plain, |_| None)
    }

    /// Once the client's first bytes are there.
    fn peeked(&self) -> Answer<'t> {
        let changes = self.table.changes;
        let seen = self.connection.tls.as_ref().map(|hello| (hello, Seen::of(hello, changes)));
        if self.connection.postgres && changes.has(&change::POSTGRES_STARTTLS) {
            return self.postgres(seen);
        }
        match seen {
            _ if self.connection.postgres => self.plain(),
            None | Some((_, Seen::Plain)) => self.plain(),
            Some((_, Seen::Closed(cause))) => settled(cause, true, None),
            Some((hello, seen)) => self.tls(hello, seen),
        }
    }

    /// `servePostgres`: Traefik grants the SSLRequest, and reads what follows.
    fn postgres(&self, seen: Option<(&ClientHello, Seen)>) -> Answer<'t> {
        if self.table.changes.has(&change::POSTGRES_BROKEN) {
            return settled(Cause::PostgresBroken, true, None);
        }
        match seen {
            None | Some((_, Seen::Plain)) => settled(Cause::PostgresPlain, true, None),
            Some((_, Seen::Closed(cause))) => settled(cause, true, None),
            Some((hello, seen)) => {
                let found = self.found(MuxerKind::Tls);
                self.resolve(
                    &found,
                    || Cause::PostgresUnmatched,
                    true,
                    MuxerKind::Tls,
                    |router| self.handshake(router, hello, seen),
                )
            }
        }
    }

    fn plain(&self) -> Answer<'t> {
        let found = self.found(MuxerKind::Plain);
        self.resolve(&found, || Cause::NoRouter, true, MuxerKind::Plain, |_| None)
    }

    /// [`change::ACME_NEEDS_RESOLVER`]: before, Traefik takes the challenge itself, with the default TLS options.
    fn is_own_challenge(&self, hello: &ClientHello, seen: Seen) -> bool {
        let own = seen == Seen::Named && !self.table.changes.has(&change::ACME_NEEDS_RESOLVER);
        own && is_acme_challenge(&hello.alpn)
    }

    fn tls(&self, hello: &ClientHello, seen: Seen) -> Answer<'t> {
        if self.is_own_challenge(hello, seen) {
            return settled(self.https(Cause::AcmeChallenge, hello, seen), true, None);
        }
        let https = &self.lists.https;
        if https.any() && https.name(&client(self.connection, MuxerKind::Tls, self.table.changes)) {
            return settled(self.https(Cause::HttpsRouter, hello, seen), true, Some(MuxerKind::Https));
        }
        let found = self.found(MuxerKind::Tls);
        let answers = if https.catch_all() { Cause::HttpsRouter } else { Cause::NoRouter };
        let otherwise = || self.https(answers, hello, seen);
        self.resolve(&found, otherwise, true, MuxerKind::Tls, |router| {
            if self.is_behind_https(router) { Some(otherwise()) } else { self.handshake(router, hello, seen) }
        })
    }

    /// Whether Traefik's HTTPS server takes the connections that a router matches.
    fn is_behind_https(&self, router: &Router) -> bool {
        self.lists.https.catch_all() && router.is_catch_all()
    }

    /// What comes before the middlewares of a router that the TLS list found.
    fn before_guards(&self, router: &Router, hello: &ClientHello, seen: Seen) -> Option<Cause> {
        let grants = self.connection.postgres && self.table.changes.has(&change::POSTGRES_STARTTLS);
        if !grants && self.is_behind_https(router) {
            return Some(self.https(Cause::HttpsRouter, hello, seen));
        }
        self.handshake(router, hello, seen)
    }

    fn found(&self, muxer: MuxerKind) -> Found {
        let list = if muxer == MuxerKind::Plain { &self.lists.plain } else { &self.lists.tls };
        list.find(&client(self.connection, muxer, self.table.changes), &self.table.routers)
    }

    /// Traefik's HTTPS server, with the default TLS options; `answers` is what it comes to when the handshake succeeds.
    fn https(&self, answers: Cause, hello: &ClientHello, seen: Seen) -> Cause {
        // Without options Traefik does not begin a handshake.
        let Some(Ok(options)) = self.table.tls_options.first() else { return Cause::BrokenTlsOptions };
        if let Seen::Nameless { handshake: Some(cause) } = seen {
            return cause;
        }
        let refused = if answers == Cause::NoRouter { options.refuses_stranger(hello) } else { options.refuses(hello) };
        refused.unwrap_or(if options.agree_on_http(&hello.alpn) { answers } else { Cause::ProtocolNotServed })
    }

    /// What a router that ends TLS does before or after its chain; none for a handshake that succeeds.
    fn handshake(&self, router: &Router, hello: &ClientHello, seen: Seen) -> Option<Cause> {
        if router.tls_mode != TlsMode::Terminate {
            return None;
        }
        let Some(options) = router.tls_options else { return Some(Cause::BrokenTlsOptions) };
        let rejected = self.rejected(router);
        if rejected.is_some() {
            // Middlewares and the dial come before the handshake.
            return rejected;
        }
        match (seen, self.table.tls_options.get(options as usize)) {
            (Seen::Nameless { handshake: Some(cause) }, _) => Some(cause),
            (_, Some(Ok(options))) => options.refuses(hello),
            _ => None,
        }
    }

    /// Why a router's middlewares or its service close the connection.
    fn rejected(&self, router: &Router) -> Option<Cause> {
        let refuses = |&guard: &u32| {
            let guard = self.table.guards.get(guard as usize);
            guard.is_some_and(|guard| !guard.admits(self.connection.client_ip))
        };
        if let Some(middleware) = router.guards.iter().position(refuses) {
            return Some(Cause::Denied { middleware });
        }
        if router.turns == Turns::DoNot {
            return Some(Cause::NoService(NoServer::EndlessSearch));
        }
        if router.backends.is_empty() {
            return Some(Cause::NoService(NoServer::AllWeightsZero));
        }
        let broken = router.backends.iter().map(|backend| backend.broken).collect::<Option<Vec<_>>>()?;
        broken.first().copied().map(Cause::NoService)
    }

    /// Makes an answer of what was found. `first` is what comes before a router's own middlewares, `otherwise` what there is
    /// without a router.
    fn resolve(
        &self,
        found: &Found,
        otherwise: impl Fn() -> Cause,
        waits_for_client: bool,
        muxer: MuxerKind,
        first: impl Fn(&Router) -> Option<Cause>,
    ) -> Answer<'t> {
        let cause = |router: &Router| first(router).or_else(|| self.rejected(router)).unwrap_or(Cause::Forwarded);
        let answer = |cause, router, contenders, forwards| Answer {
            cause,
            router,
            contenders,
            forwards,
            waits_for_client,
            muxer: Some(muxer),
        };
        let routers =
            |places: &[u32]| -> Vec<&'t Router> { places.iter().filter_map(|&p| self.table.router(p)).collect() };
        if let ([only], []) = (found.matched.as_slice(), found.unknown.as_slice())
            && let Some(router) = self.table.router(*only)
        {
            return answer(cause(router), Some(router), Vec::new(), Vec::new());
        }
        if found.matched.is_empty() && found.unknown.is_empty() {
            return answer(otherwise(), None, Vec::new(), Vec::new());
        }
        let mut contenders = routers(&found.matched);
        contenders.extend(routers(&found.unknown));
        contenders.sort_by(|a, b| (&a.object, a.index).cmp(&(&b.object, b.index)));
        let deeds: Vec<_> = contenders.iter().map(|router| (cause(router), Some(*router))).collect();
        let forwards = deeds.iter().map(|(cause, _)| *cause == Cause::Forwarded).collect();
        let mut deeds = deeds.into_iter();
        let first_deed = deeds.next().unwrap_or((Cause::NoRouter, None));
        let none = found.matched.is_empty().then(|| (otherwise(), None));
        if deeds.chain(none).all(|deed| same(first_deed, deed)) {
            let one_object =
                contenders.iter().all(|router| Some(&router.object) == contenders.first().map(|c| &c.object));
            let router = if one_object { first_deed.1 } else { None };
            return answer(first_deed.0, router, contenders, forwards);
        }
        let cause = if found.unknown.is_empty() { Cause::EqualPriority } else { Cause::UndecidedRule };
        answer(cause, None, contenders, forwards)
    }
}
