//! A change that may mend a broken invariant.

use smol_str::format_smolstr;

use crate::analysis::set::Clients;
use crate::check::Context;
use crate::resource::{IpAllowList, Kind, Metadata, MiddlewareRef, MiddlewareTcp, Object, Resources, Spec};
use crate::routing::{Amended, ObjectName, Router};
use crate::source::{Span, Spanned, Text};
use crate::source_range::SourceRange;

/// A change of one object.
pub(super) enum Change<'c> {
    /// Another allow list of a middleware.
    Ranges(&'c Object, Clients),
    /// One more middleware of a route.
    Guard(&'c Object, usize, Clients),
}

impl Change<'_> {
    /// The table once it is made, where that takes no other look at the objects.
    pub fn amended(&self, context: &Context<'_>) -> Option<Amended> {
        let ranges = |clients: &Clients| -> Option<Vec<SourceRange>> {
            clients.ranges().iter().map(|range| SourceRange::parse(&range.to_string()).ok()).collect()
        };
        match self {
            Self::Ranges(middleware, clients) => {
                let place = context.resources.objects().iter().position(|object| std::ptr::eq(object, *middleware))?;
                context.table.with_allow_list(place, &ranges(clients)?)
            }
            Self::Guard(route, rule, clients) => {
                let object = ObjectName::from(route.object_ref());
                let is_it = |router: &&Router| router.index == *rule && router.object == object;
                let router = context.table.routers().iter().find(is_it)?;
                let name = format_smolstr!("{}/{}", router.object.namespace, free_name(context.resources).as_str());
                context.table.with_guard(router, name, &ranges(clients)?)
            }
        }
    }

    /// The objects once it is made.
    pub fn made(&self, resources: &Resources) -> Resources {
        let mut objects = resources.objects().to_vec();
        match self {
            Self::Ranges(middleware, clients) => {
                for object in objects.iter_mut().filter(|object| is_same(object, middleware)) {
                    object.spec = Spec::MiddlewareTcp(guard(clients));
                }
            }
            Self::Guard(route, rule, clients) => {
                let namespace = route.metadata.namespace.clone();
                let name = free_name(resources);
                let metadata = Metadata { name: name.clone(), namespace: namespace.clone(), ..Metadata::default() };
                for object in objects.iter_mut().filter(|object| is_same(object, route)) {
                    let Spec::IngressRouteTcp(spec) = &mut object.spec else { continue };
                    let reference = MiddlewareRef { name: name.clone(), namespace: None };
                    spec.routes.get_mut(*rule).into_iter().for_each(|rule| rule.middlewares.push(reference.clone()));
                }
                objects.push(Object::new(route.group, metadata, Spec::MiddlewareTcp(guard(clients))));
            }
        }
        Resources::new(objects)
    }

    pub fn words(&self) -> String {
        match self {
            Self::Ranges(middleware, clients) => {
                format!("set the source ranges of `{}` to {}", middleware.object_ref(), listed(clients))
            }
            Self::Guard(route, _, clients) => {
                format!("add a middleware to `{}` that admits {} alone", route.object_ref(), listed(clients))
            }
        }
    }
}

fn guard(clients: &Clients) -> MiddlewareTcp {
    let text = |range: &ipnet::IpNet| Spanned::new(range.to_string().into(), Span::NOWHERE);
    let ranges: Vec<Text> = clients.ranges().iter().map(text).collect();
    let list = IpAllowList { source_range: Spanned::new(ranges, Span::NOWHERE) };
    MiddlewareTcp { ip_allow_list: Some(list), ..MiddlewareTcp::default() }
}

fn is_same(one: &Object, other: &Object) -> bool {
    one.kind() == other.kind() && one.object_ref() == other.object_ref()
}

/// A name that no middleware has.
fn free_name(resources: &Resources) -> Text {
    let longest = resources.objects().iter().filter(|object| object.kind() == Kind::MiddlewareTcp);
    let longest = longest.map(|object| object.metadata.name.len()).max().unwrap_or(0);
    Spanned::new("x".repeat(longest + 1).into(), Span::NOWHERE)
}

fn listed(clients: &Clients) -> String {
    clients.ranges().iter().map(|range| format!("\"{range}\"")).collect::<Vec<_>>().join(", ")
}
