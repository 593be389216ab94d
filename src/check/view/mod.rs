//! What checks look at: the state and the routing table, joined.

pub(crate) mod allow_list_view;
pub(crate) mod context;
pub(crate) mod entry_point_view;
pub(crate) mod hint;
pub(crate) mod matcher_set;
pub(crate) mod nameless_clients;
pub(crate) mod notation;
pub(crate) mod phrases;
pub(crate) mod protocol;
pub(crate) mod reference;
pub(crate) mod route_view;
pub(crate) mod rule_view;
pub(crate) mod witness;
