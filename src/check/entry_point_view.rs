use std::collections::HashMap;

use super::rule_view::RuleView;
use crate::desired::{EntryPoint, Named};
use crate::source::Text;

/// One entry point with the routers that Traefik enables on it.
#[derive(Debug)]
pub struct EntryPointView<'a> {
    /// Its name; none stands for the default entry points, where routes go that name none.
    pub name: Option<&'a str>,
    /// Its declaration, if there is one.
    pub declared: Option<&'a EntryPoint>,
    /// Routers without TLS, by their place among the context's rules.
    pub plain: Vec<usize>,
    /// Routers with TLS, passed through or ended.
    pub tls: Vec<usize>,
}

impl<'a> EntryPointView<'a> {
    /// All entry points that any enabled router is on, in the order in which routes name them.
    pub(super) fn all(rules: &[RuleView<'a>], declared: &HashMap<&'a str, &'a Named<EntryPoint>>) -> Vec<Self> {
        let mut views: Vec<Self> = Vec::with_capacity(declared.len());
        let mut places: HashMap<Option<&'a str>, usize> = HashMap::with_capacity(declared.len() + 1);
        let mut last = (None, 0);
        for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.enabled) {
            let mut on = |name: Option<&'a str>| {
                if last.0 != Some(name) || views.is_empty() {
                    let place = *places.entry(name).or_insert_with(|| {
                        let declared = name.and_then(|name| declared.get(name)).map(|entry| &entry.body);
                        views.push(Self { name, declared, plain: Vec::new(), tls: Vec::new() });
                        views.len() - 1
                    });
                    last = (Some(name), place);
                }
                let Some(view) = views.get_mut(last.1) else { return };
                let routers = if rule.has_tls() { &mut view.tls } else { &mut view.plain };
                // A name that is given twice counts once.
                if routers.last() != Some(&index) {
                    routers.push(index);
                }
            };
            let names = &rule.route.entry_points;
            for name in names {
                on(Some(name.as_str()));
            }
            if names.is_empty() {
                on(None);
            }
        }
        views
    }

    /// The hosts of HTTPS routers on it.
    pub fn http_hosts(&self) -> &'a [Text] {
        self.declared.and_then(|declared| declared.http_hosts.as_ref()).map_or(&[], |hosts| &hosts.value)
    }

    /// Whether Traefik reads a client's first bytes before it chooses, and so waits for the client to speak
    /// (`pkg/server/router/tcp/router.go`, `ServeTCP`).
    pub fn peeks(&self) -> bool {
        !self.tls.is_empty() || !self.http_hosts().is_empty()
    }

    /// `entry point "x"` for messages.
    pub fn title(&self) -> String {
        self.name.map_or_else(|| "the default entry points".to_owned(), |name| format!("entry point `{name}`"))
    }
}
