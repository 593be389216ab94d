use std::collections::BTreeSet;

use crate::resource::{Object, SecretUse};
use crate::routing::ObjectName;

/// What objects refer to, and tcpgen does not write.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub services: BTreeSet<ObjectName>,
    pub secrets: BTreeSet<ObjectName>,
    pub config_maps: BTreeSet<ObjectName>,
}

impl Wanted {
    /// What these objects refer to.
    pub fn by<'o>(objects: impl IntoIterator<Item = &'o Object>) -> Self {
        let mut wanted = Self::default();
        for object in objects {
            let own = &object.metadata.namespace;
            for (name, _) in object.services() {
                wanted.services.insert(ObjectName::from(name));
            }
            object.secrets(&mut |name, used| {
                let of =
                    if used == SecretUse::ServerAuthorityMap { &mut wanted.config_maps } else { &mut wanted.secrets };
                of.insert(ObjectName::new(own.value.clone(), name.value.clone()));
            });
        }
        wanted
    }

    /// Those of these namespaces; none: all.
    pub fn within(mut self, namespaces: Option<&[String]>) -> Self {
        if let Some(namespaces) = namespaces {
            for names in [&mut self.services, &mut self.secrets, &mut self.config_maps] {
                names.retain(|name| namespaces.iter().any(|known| *known == name.namespace));
            }
        }
        self
    }
}
