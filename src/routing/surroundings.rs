//! What is known of the cluster around Traefik.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use super::ObjectName;

/// Objects that Traefik reads and tcpgen does not write, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Services.
    pub services: Inventory<KnownService>,
    /// Secrets, with their keys.
    pub secrets: Inventory<BTreeSet<SmolStr>>,
    /// ConfigMaps, with their keys.
    pub config_maps: Inventory<BTreeSet<SmolStr>>,
}

/// The objects of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inventory<T> {
    /// Of each that is known, what is; none for one that does not exist.
    objects: BTreeMap<ObjectName, Option<T>>,
    /// The namespaces that have no others.
    complete: BTreeSet<SmolStr>,
}

/// What is known of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<T> {
    /// Nothing.
    Nothing,
    /// It does not exist.
    Absent,
    /// It exists.
    Present(T),
}

/// A Service that exists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownService {
    /// Its type, where it matters.
    pub kind: ServiceKind,
    /// Whether it has no address of its own.
    pub headless: bool,
    /// Its ports, where they are known.
    pub ports: Option<KnownPorts>,
    /// Whether an endpoint is ready for each port of which nothing else is known.
    pub endpoints: Option<bool>,
}

/// The type of a Service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ServiceKind {
    /// Nothing is known of it.
    #[default]
    Unknown,
    /// `ClusterIP` and `LoadBalancer`: servers are its endpoints.
    Endpoints,
    /// `NodePort`.
    NodePort,
    /// `ExternalName`: it has one server, that name.
    ExternalName,
}

/// A port of a Service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPort {
    /// Its name; empty for none.
    pub name: SmolStr,
    /// Its number.
    pub number: i64,
    /// Whether an endpoint is ready for it.
    pub endpoints: Option<bool>,
}

/// The ports of a Service, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPorts {
    list: Vec<KnownPort>,
    /// The place of the first of each number, and of each name.
    numbers: BTreeMap<i64, usize>,
    names: BTreeMap<SmolStr, usize>,
}

impl KnownPorts {
    /// All of them.
    pub fn list(&self) -> &[KnownPort] {
        &self.list
    }

    /// The first of this number.
    pub fn numbered(&self, number: i64) -> Option<&KnownPort> {
        self.numbers.get(&number).and_then(|place| self.list.get(*place))
    }

    /// The first of this name.
    pub fn named(&self, name: &str) -> Option<&KnownPort> {
        self.names.get(name).and_then(|place| self.list.get(*place))
    }
}

impl Extend<KnownPort> for KnownPorts {
    fn extend<I: IntoIterator<Item = KnownPort>>(&mut self, ports: I) {
        for port in ports {
            let place = self.list.len();
            self.numbers.entry(port.number).or_insert(place);
            self.names.entry(port.name.clone()).or_insert(place);
            self.list.push(port);
        }
    }
}

impl<T> Default for Inventory<T> {
    fn default() -> Self {
        Self { objects: BTreeMap::new(), complete: BTreeSet::new() }
    }
}

impl<T> Inventory<T> {
    /// What is known of an object.
    pub fn of(&self, name: &ObjectName) -> Known<&T> {
        match self.objects.get(name) {
            Some(Some(known)) => Known::Present(known),
            Some(None) => Known::Absent,
            None if self.complete.contains(&name.namespace) => Known::Absent,
            None => Known::Nothing,
        }
    }

    /// What is known of an object, to add to; an object of which nothing is known exists from now on.
    pub fn entry(&mut self, name: ObjectName) -> &mut T
    where
        T: Default,
    {
        self.objects.entry(name).or_default().get_or_insert_default()
    }

    /// Notes that an object does not exist.
    pub fn set_absent(&mut self, name: ObjectName) {
        self.objects.insert(name, None);
    }

    /// Notes that a namespace has no others than those that are known, now or later.
    pub fn set_complete(&mut self, namespace: impl Into<SmolStr>) {
        self.complete.insert(namespace.into());
    }

    /// Notes that there may be others in any namespace.
    pub fn forget_complete(&mut self) {
        self.complete.clear();
    }

    /// The names of those that exist in a namespace.
    pub fn names_in<'s>(&'s self, namespace: &'s str) -> impl Iterator<Item = &'s str> {
        let present = self.objects.iter().filter(move |(name, known)| known.is_some() && name.namespace == namespace);
        present.map(|(name, _)| name.name.as_str())
    }
}
