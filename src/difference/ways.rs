//! Connections that tell two Traefiks apart, and not only two sets of routers.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::probes::{Probes, Said};
use crate::analysis::choices;
use crate::routing::{ACME_PROTOCOL, ClientHello, Connection, HelloForm, RoutingTable, TlsVersion};

/// A protocol that neither rules nor TLS options have.
const UNHEARD_OF: &str = "any-other";

impl Probes {
    /// Those that tell all routers of an entry point from each other, by what their rules ask for and by what their TLS
    /// options speak. They are for [`each_way`](Self::each_way).
    pub fn whole(tables: &[&RoutingTable], entry_point: &str) -> Self {
        let mut said = Said::default();
        let mut spoken: BTreeSet<SmolStr> = BTreeSet::from([ACME_PROTOCOL, UNHEARD_OF].map(SmolStr::new_static));
        for table in tables {
            said.rules.extend(table.https_rules(entry_point));
            spoken.extend(table.protocols(table.routers_on(entry_point)).into_iter().map(SmolStr::new));
            for router in table.routers_on(entry_point) {
                said.add(table, router);
            }
        }
        spoken.extend(said.protocols().map(SmolStr::new));
        let spoken: Vec<SmolStr> = spoken.into_iter().collect();
        let mut probes = said.into_probes(entry_point);
        probes.offers = offers(&spoken);
        probes
    }

    /// As [`each`](Self::each), and more of TLS clients: those that are told apart by their version of TLS or their
    /// certificate, and those whose hello comes in one of these forms.
    pub fn each_way(&self, forms: &[HelloForm], mut probe: impl FnMut(Connection)) {
        self.each(&mut probe);
        let said = |change: fn(&mut ClientHello)| {
            move |mut connection: Connection| {
                connection.tls.as_mut().map(change);
                connection
            }
        };
        let ways: [fn(&mut ClientHello); 4] = [
            |hello| hello.version = Some(TlsVersion::V1_2),
            |hello| hello.version = Some(TlsVersion::V1_3),
            |hello| hello.certificate = Some(false),
            |hello| hello.certificate = Some(true),
        ];
        for way in ways {
            self.names.iter().flat_map(|name| self.tls(name.as_ref(), &[])).map(said(way)).for_each(&mut probe);
        }
        for offer in self.offers.iter().filter(|offer| !offer.is_empty()) {
            let named = self.names.iter().flat_map(|name| self.tls(name.as_ref(), offer));
            named.map(Connection::with_postgres).for_each(&mut probe);
        }
        for form in forms {
            // Of all but a fragmented one nobody ever reads a name.
            let (names, offers) = match form {
                HelloForm::Fragmented => (self.names.as_slice(), self.offers.as_slice()),
                _ => (&[None][..], &[Vec::new()][..]),
            };
            for (name, offer) in names.iter().flat_map(|name| offers.iter().map(move |offer| (name, offer))) {
                for connection in self.tls(name.as_ref(), offer).map(|connection| connection.with_form(*form)) {
                    probe(connection.clone());
                    probe(connection.with_postgres());
                }
            }
        }
    }
}

/// Every choice of these protocols; of many only those of up to two, and all.
fn offers(protocols: &[SmolStr]) -> Vec<Vec<SmolStr>> {
    let (mut offers, complete) = choices(protocols);
    if !complete {
        let rest = |at: usize| protocols.iter().skip(at + 1);
        let pairs =
            protocols.iter().enumerate().flat_map(|(at, one)| rest(at).map(|other| vec![one.clone(), other.clone()]));
        offers.extend(pairs);
    }
    offers
}
