use crate::check::edit::key_line;
use crate::desired::Route;
use crate::diagnostic::Edit;
use crate::source::Sources;

/// The edit that gives `route` the key `tls`: behind `sni` or `match`, or, as `tls` is the whole route's, outside its
/// `rules`. None where no place for it can be found.
pub(crate) fn insert(sources: &Sources, route: &Route, value: &str) -> Option<Edit> {
    let keys = [
        ("sni", route.sni.as_ref().map(|sni| sni.span)),
        ("match", route.match_.as_ref().map(|text| text.span)),
        ("entry_points", route.entry_points.as_ref().map(|names| names.span)),
        ("protocol", route.protocol.as_ref().map(|protocol| protocol.span)),
        ("ingress_class_name", route.ingress_class_name.as_ref().map(|class| class.span)),
    ];
    key_line::insert(sources, route.span, keys, &format!("tls = {value}"))
}
