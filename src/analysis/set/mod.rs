//! Sets of connections, exact: who they are, in words and as data, and what two of them have in common.
//!
//! Everything stands on [`Steps`], a function of whole numbers that changes its value at few places. A set of client
//! addresses is one ([`Clients`]); a [`Division`] is three of them, one inside the other, for each entry point and
//! [`Mode`]: server names, then protocols offered, then addresses. The [`Universe`] numbers the names and protocols:
//! names that no rule of its tables tells apart have one number. A [`ConnectionSet`] is a division into two.
//!
//! What a name has, a [`Column`], is kept as a [`Shape`] and values: where the blocks are into which it divides protocols and
//! addresses, and what each of them has. Names with the same allow list share a shape, so that two tables of 10,000 names
//! are put together with few operations on addresses.

mod algebra;
mod axis;
mod cidr;
mod clients;
mod clients_words;
mod column;
mod connection_set;
mod division;
mod extent;
mod inside;
mod mode;
mod name_conditions;
mod name_list;
mod names;
mod names_words;
mod numbers;
mod offers;
mod offers_words;
mod rows;
mod selection;
mod shape;
mod shape_boxes;
mod steps;
mod universe;

pub(super) use axis::Axis;
pub use clients::Clients;
pub(super) use clients::{address, stretches};
pub(super) use column::{Column, Memo};
pub use connection_set::ConnectionSet;
pub(crate) use division::Division;
pub(super) use division::{Plane, Spot};
pub(crate) use extent::{Extent, Part};
pub(crate) use mode::Mode;
pub use name_list::NameList;
pub(super) use names::NameAtom;
pub(super) use numbers::Numbers;
pub(super) use offers::Offers;
pub use offers_words::OfferList;
pub(super) use rows::OffersKey;
pub use rows::Row;
pub use selection::Selection;
pub(super) use shape::Shape;
pub(crate) use steps::Steps;
pub(super) use steps::{Cells, Stretches};
pub use universe::Universe;
