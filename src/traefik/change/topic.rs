//! What a change and a topic are, and the macro that declares both.

use crate::traefik::TraefikVersion;

/// One difference in what Traefik does.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    pub(in crate::traefik) bit: u8,
    /// Its name in links and in answers, in kebab case.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// When it is in force.
    pub when: When,
    /// What a Traefik without it does.
    pub before: &'static str,
    /// What a Traefik with it does.
    pub after: &'static str,
    /// How this is known.
    pub evidence: Evidence,
}

/// When a change is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// From the patch of each branch that brought it on.
    Since(&'static [TraefikVersion]),
    /// In these patches and no others.
    Only(&'static [TraefikVersion]),
}

/// How a change is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Real binaries were run: the last without it, and the first with it.
    Observed(&'static str, &'static str),
    /// It was read in Traefik's source: this file.
    Read(&'static str),
}

/// Changes of one part of Traefik.
#[derive(Clone, Copy, Debug)]
pub struct Topic {
    /// What they are about.
    pub title: &'static str,
    /// Them, in the order of the page.
    pub changes: &'static [Change],
}

impl Change {
    /// Whether a version has it.
    pub fn is_in(&self, version: TraefikVersion) -> bool {
        match self.when {
            When::Since(patches) => version.has(patches),
            When::Only(patches) => patches.contains(&version),
        }
    }

    /// The next version after one without it that has it, on its branch or on a later one.
    pub fn after(&self, version: TraefikVersion) -> Option<TraefikVersion> {
        let (When::Since(patches) | When::Only(patches)) = self.when;
        patches.iter().copied().find(|patch| *patch > version)
    }
}

impl PartialEq for Change {
    fn eq(&self, other: &Self) -> bool {
        self.bit == other.bit
    }
}

impl Eq for Change {}

/// Declares the changes of a topic: a constant each, numbered from the end of the `after` topic on.
macro_rules! topic {
    ($title:literal after $previous:expr;
        $( $name:ident, $id:literal, $what:literal, $rule:ident [$($patch:expr),+], $before:literal => $after:literal, $evidence:expr; )+
    ) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "it counts the constants of the same names")]
        enum Place { $($name,)+ END }
        $(
            #[doc = $what]
            pub const $name: Change = Change {
                bit: $previous + Place::$name as u8,
                id: $id,
                title: $what,
                when: When::$rule(&[$($patch),+]),
                before: $before,
                after: $after,
                evidence: $evidence,
            };
        )+
        pub(super) const END: u8 = $previous + Place::END as u8;
        pub(super) const TOPIC: Topic = Topic { title: $title, changes: &[$($name),+] };
    };
}

pub(super) const fn v2(patch: u16) -> TraefikVersion {
    TraefikVersion::new(2, 11, patch)
}

pub(super) const fn v3(minor: u16, patch: u16) -> TraefikVersion {
    TraefikVersion::new(3, minor, patch)
}

pub(super) use topic;
