//! What else there is to know of a connection.

use super::answer::Answer;
use super::decision::MuxerKind;
use super::guard::GuardKind;
use super::handshake::is_acme_challenge;
use super::hello::client;
use super::router::Router;
use super::weights::Turns;
use super::{Cause, Connection, Kept, Outcome, RoutingTable};
use crate::rule::TlsMode;
use crate::traefik::change;

/// The notes, the weightiest first.
pub(super) fn notes(table: &RoutingTable, connection: &Connection, answer: &Answer<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    crash(table, &mut notes);
    missed(table, connection, answer, &mut notes);
    tie(answer, &mut notes);
    let forwarded = answer.outcome() == Outcome::Forwarded;
    if let Some(router) = answer.router.or(answer.contenders.first().copied()).filter(|_| forwarded) {
        guards(table, router, &mut notes);
        services(router, &mut notes);
        handshake(table, connection, router, &mut notes);
    }
    way(table, connection, answer, &mut notes);
    silence(table, connection, answer, &mut notes);
    notes.extend(table.version.note());
    notes
}

/// That no object is served, which no other note tells: there are no routers.
fn crash(table: &RoutingTable, notes: &mut Vec<String>) {
    notes.extend(table.not_serving().crash.clone());
}

/// Routers that would have taken the connection, had Traefik not disabled them: this is how guards fail open.
fn missed(table: &RoutingTable, connection: &Connection, answer: &Answer<'_>, notes: &mut Vec<String>) {
    let taken = answer.router.or(answer.contenders.first().copied()).map(|router| router.priority);
    let muxer = if connection.tls.is_some() { MuxerKind::Tls } else { MuxerKind::Plain };
    let client = client(connection, muxer, table.changes);
    let missed = table.not_serving().candidates(&client).into_iter().filter_map(|place| table.router(place));
    for router in missed.filter(|router| router.names(&connection.entry_point)) {
        let matches = router.rule_tree().is_some_and(|rule| rule.matches(&client));
        if matches
            && taken.is_none_or(|priority| router.priority > priority)
            && let Some(fault) = router.faults.iter().find(|fault| fault.is_critical())
        {
            let done = if router.is_refused() { "drops it" } else { "has disabled it" };
            notes.push(format!("`{}` would match too, but Traefik {done}: {fault}", router.object));
        }
    }
}

fn tie(answer: &Answer<'_>, notes: &mut Vec<String>) {
    if answer.contenders.is_empty() || answer.outcome() == Outcome::Ambiguous {
        return;
    }
    let routes: Vec<_> =
        answer.contenders.iter().map(|router| format!("`{}` ({})", router.object, router.rule)).collect();
    notes.push(format!("which router takes it is chance, but all of them do the same: {}", routes.join(", ")));
}

fn guards(table: &RoutingTable, router: &Router, notes: &mut Vec<String>) {
    for guard in router.guards.iter().filter_map(|&guard| table.guards.get(guard as usize)) {
        match guard.kind {
            GuardKind::AllowList(_) => {}
            GuardKind::InFlight(amount) => notes.push(format!(
                "middleware `{}` lets {amount} connections of one client address through at once",
                guard.name
            )),
            GuardKind::Unknown => notes
                .push(format!("middleware `{}` is defined elsewhere, and is assumed to admit everyone", guard.name)),
        }
    }
}

fn services(router: &Router, notes: &mut Vec<String>) {
    notes.extend(router.skipped_services.iter().map(ToString::to_string));
    if router.turns == Turns::MayNot {
        notes.push(
            "a weight is negative: it is chance whether Traefik soon looks for a server for ever and connections hang"
                .to_owned(),
        );
    }
    for backend in router.backends.iter().filter(|backend| backend.broken.is_some()) {
        notes.push(format!("connections that fall to `{}:{}` are closed", backend.share.service, backend.share.port));
    }
}

fn handshake(table: &RoutingTable, connection: &Connection, router: &Router, notes: &mut Vec<String>) {
    let options = router.tls_options.and_then(|options| table.tls_options.get(options as usize));
    let Some(Ok(options)) = options else { return };
    if let (Some(secret), Kept::Missing(lack)) = table.certificate(router) {
        notes.push(format!("Secret `{secret}` {lack}: Traefik shows its default certificate unless another one suits"));
    }
    if options.protocols.is_none() {
        notes.push("the TLS options are defined elsewhere, and are assumed to suit the client".to_owned());
    }
    let hello = connection.tls.as_ref();
    if let Some(sni) = connection.sni().filter(|_| options.sni_strict) {
        notes.push(format!(
            "the TLS options refuse names without a certificate (`sniStrict`); the client sends `{sni}`"
        ));
    }
    let version = options.only_version().filter(|_| hello.is_none_or(|hello| hello.version.is_none()));
    if let Some(version) = version {
        notes.push(format!("the TLS options ask for TLS {version}"));
    }
    if options.wants_certificate {
        notes.push(match hello.and_then(|hello| hello.certificate) {
            Some(_) => "the TLS options ask for a client certificate; the client's is taken to be trusted".to_owned(),
            None => "the TLS options ask for a client certificate".to_owned(),
        });
    }
}

/// What older versions do with clients that say little. [`change::POSTGRES_SILENCE_CUT`],
/// [`change::SHORT_TEXT_WAITS`].
fn silence(table: &RoutingTable, connection: &Connection, answer: &Answer<'_>, notes: &mut Vec<String>) {
    let granted = connection.postgres && answer.waits_for_client && table.grants_postgres();
    if granted && !table.changes.has(&change::POSTGRES_SILENCE_CUT) {
        notes.push("a client that is silent after its SSLRequest was granted is never cut off".to_owned());
    }
    let by_http = answer.cause == Cause::NoRouter && connection.tls.is_none();
    if by_http && !table.changes.has(&change::SHORT_TEXT_WAITS) {
        notes.push("fewer than 14 bytes get 400 at once too, as they do no more from Traefik 3.4.2 on".to_owned());
    }
}

/// How Traefik came to ask the routers that it asked.
fn way(table: &RoutingTable, connection: &Connection, answer: &Answer<'_>, notes: &mut Vec<String>) {
    let Some(lists) = table.entry_point(&connection.entry_point) else { return known(table, notes) };
    if lists.proxied {
        notes.push(
            "the entry point trusts some PROXY protocol headers: the client's address is the one in the header"
                .to_owned(),
        );
    }
    let forwarded = answer.outcome() == Outcome::Forwarded;
    let early = forwarded && !answer.waits_for_client;
    if early && connection.tls.is_some() {
        notes.push(
            "Traefik does not look at TLS, for no router here has any: the server gets the client's TLS bytes"
                .to_owned(),
        );
    }
    if forwarded && connection.postgres {
        let mode = answer.router.or(answer.contenders.first().copied()).map(|router| router.tls_mode);
        notes.push(
            match mode {
                Some(TlsMode::Passthrough) => {
                    "Traefik grants PostgreSQL's SSLRequest itself, and then sends it to the server"
                }
                Some(TlsMode::Terminate) => "Traefik grants PostgreSQL's SSLRequest itself, and the server sees none",
                _ => "the server gets PostgreSQL's SSLRequest, and answers it itself",
            }
            .to_owned(),
        );
    }
    if forwarded && answer.waits_for_client && connection.tls.is_none() {
        notes.push(format!(
            "Traefik waits for the client to speak first: a server that does hangs {}",
            lists.patience()
        ));
    }
    let is_plain = answer.cause == Cause::NoRouter && connection.tls.is_none();
    if is_plain && answer.waits_for_client && !lists.plain.has_routes() {
        let (why, who) = if lists.tls.has_routes() {
            ("all routes of this entry point are for TLS clients: a plain client needs a route without `tls`", "one")
        } else {
            ("Traefik serves no route of this entry point", "a client")
        };
        notes.push(format!("{why}; {who} that sends nothing hangs {}", lists.patience()));
    }
    let unasked =
        matches!(answer.cause, Cause::NoRouter | Cause::PostgresUnmatched | Cause::PostgresPlain | Cause::AlpnMismatch);
    if unasked
        && answer.router.is_none()
        && lists.plain.has_routes()
        && !lists.has_early_path()
        && answer.muxer != Some(MuxerKind::Plain)
    {
        notes.push("routers without `tls` are not asked about TLS connections here, because a router with `tls` shares the entry point".to_owned());
    }
    let acme = connection.tls.as_ref().is_some_and(|hello| is_acme_challenge(&hello.alpn));
    if acme && answer.waits_for_client && table.routers.iter().any(|router| router.cert_resolver) {
        notes.push("a certificate resolver that uses the TLS challenge would answer this connection itself".to_owned());
    }
}

/// The entry points that there are, for one that is not among them.
fn known(table: &RoutingTable, notes: &mut Vec<String>) {
    if !table.entry_points.is_empty() {
        let known: Vec<_> = table.entry_points().map(|name| format!("`{name}`")).collect();
        notes.push(format!("known are {}", known.join(", ")));
    }
}
