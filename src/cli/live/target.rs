use std::collections::BTreeMap;

use crate::cli::Failure;
use crate::desired::{EntryPoint, Named};

/// Where a running Traefik listens: `traefik.example.com`, `10.0.0.1:postgresql=15432,redis=16379`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Target {
    pub host: String,
    /// By entry point; the others are where the state has them.
    ports: BTreeMap<String, u16>,
}

impl Target {
    /// Reads what is written behind `--live`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let bracketed = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let (host, map) = match bracketed {
            Some((host, rest)) => (host, rest.strip_prefix(':').or_else(|| rest.is_empty().then_some(""))),
            None => text.split_once(':').map_or((text, Some("")), |(host, map)| (host, Some(map))),
        };
        let map =
            map.filter(|_| !host.is_empty()).ok_or("write a host: `HOST`, `[::1]`, or `HOST:ENTRY_POINT=PORT,..`")?;
        let port = |pair: &str| {
            let (name, port) = pair.split_once('=')?;
            Some((name.to_owned(), port.parse().ok().filter(|port| *port > 0)?))
        };
        let wrong = |pair: &str| format!("`{pair}` is not `ENTRY_POINT=PORT`");
        let pairs = map.split(',').filter(|pair| !pair.is_empty());
        let ports = pairs.map(|pair| port(pair).ok_or_else(|| wrong(pair))).collect::<Result<_, _>>()?;
        Ok(Self { host: host.to_owned(), ports })
    }

    /// Refuses ports of entry points that no connection is about: a slip would leave connections out.
    pub fn is_for<'n>(&self, mut wanted: impl Iterator<Item = &'n str> + Clone) -> Result<(), Failure> {
        match self.ports.keys().find(|name| !wanted.clone().any(|known| known == *name)) {
            None => Ok(()),
            Some(name) => {
                let failure = Failure::new(format!("no connection of the scenarios is to the entry point `{name}`"));
                Err(match wanted.next() {
                    Some(_) => failure.help("name the ports of entry points that scenarios connect to"),
                    None => failure.help("the scenarios have no `connect` step"),
                })
            }
        }
    }

    /// The port of an entry point: the given one, or else the one that the state exposes.
    pub fn port(&self, name: &str, declared: &[Named<EntryPoint>]) -> Option<u16> {
        let of_state = || {
            let found = declared.iter().find(|known| known.key.value == name)?;
            let port = found.body.exposed_port.or(found.body.port)?;
            u16::try_from(port.value).ok()
        };
        self.ports.get(name).copied().or_else(of_state)
    }
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn a_host_has_ports_behind_a_colon() {
        let read = |text: &str| Target::parse(text).map(|target| (target.host.clone(), target.port("pg", &[])));
        assert_eq!(read("traefik.test"), Ok(("traefik.test".to_owned(), None)));
        assert_eq!(read("127.0.0.1:pg=15432,redis=1"), Ok(("127.0.0.1".to_owned(), Some(15432))));
        assert_eq!(read("[::1]:pg=1"), Ok(("::1".to_owned(), Some(1))));
        assert_eq!(read("[::1]"), Ok(("::1".to_owned(), None)));
        for wrong in ["", ":pg=1", "a:5432", "a:pg=", "a:pg=0", "a:pg=65536", "[::1]x", "a:pg=1,x"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
