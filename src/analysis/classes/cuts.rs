use std::collections::BTreeSet;

use super::super::cells::ranges;
use super::super::set::{Axis, Steps, stretches};
use crate::rule::Expression;

/// What some rules tell apart beside names.
pub(super) struct Cuts {
    /// Where stretches of addresses begin that no rule tells apart, in order.
    pub starts: Vec<u128>,
    /// The bits of the protocols that rules ask for.
    pub protocols: u32,
}

impl Cuts {
    /// What these expressions tell apart.
    pub fn new<'e>(axis: &Axis, expressions: impl IntoIterator<Item = &'e Expression>) -> Self {
        let mut starts = vec![0];
        let mut protocols = 0;
        for expression in expressions {
            for (first, last) in ranges(expression).flat_map(stretches) {
                starts.push(first);
                starts.extend(last.checked_add(1));
            }
            let bits = expression.protocols().filter_map(|protocol| axis.offers.bit(protocol));
            protocols = bits.fold(protocols, |all, bit| all | bit);
        }
        Self { starts: in_order(starts), protocols }
    }

    /// What other rules tell apart as well.
    pub fn and(&self, others: &Self) -> Self {
        Self {
            starts: in_order([self.starts.as_slice(), &others.starts].concat()),
            protocols: self.protocols | others.protocols,
        }
    }

    /// The same but for addresses that are settled, which are not told apart.
    pub fn without(&self, settled: &Steps<u128, bool>) -> Self {
        let open = self.starts.iter().copied().filter(|start| !settled.at(*start));
        let starts: BTreeSet<u128> = open.chain(settled.starts()).chain([0]).collect();
        Self { starts: starts.into_iter().collect(), protocols: self.protocols }
    }
}

fn in_order(mut starts: Vec<u128>) -> Vec<u128> {
    starts.sort_unstable();
    starts.dedup();
    starts
}
