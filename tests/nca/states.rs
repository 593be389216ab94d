//! States that tell connections apart by the client's address alone, and NetworkPolicies that let the same clients in.

use std::fmt::Write as _;

use fastrand::Rng;
use ipnet::IpNet;
use tcpgen::routing::RoutingTable;
use tcpgen::source::Sources;
use tcpgen::{Options, compile, environment};

use super::blocks::{Block, part, range};

/// Routes to one service: the first that matches takes a client, and its allow lists all have to let the client through.
#[derive(Clone, Debug, PartialEq)]
pub struct State(Vec<Route>);

#[derive(Clone, Debug, PartialEq)]
struct Route {
    rule: Vec<Block>,
    lists: Vec<Vec<IpNet>>,
}

impl State {
    pub fn random(rng: &mut Rng) -> Self {
        let route = |rng: &mut Rng| Route {
            rule: (0..rng.usize(1..4)).map(|_| Block::random(rng)).collect(),
            lists: (0..rng.usize(0..3)).map(|_| (0..rng.usize(2..6)).map(|_| range(rng)).collect()).collect(),
        };
        Self((0..rng.usize(1..4)).map(|_| route(rng)).collect())
    }

    /// Nearly the same: some changes of one range each, most of which widen or narrow it or change nothing at all.
    pub fn edited(&self, rng: &mut Rng) -> Self {
        let mut state = self.clone();
        for _ in 0..rng.usize(1..3) {
            let place = rng.usize(0..state.0.len());
            let route = &mut state.0[place];
            if rng.bool() || route.lists.is_empty() {
                edit_rule(rng, &mut route.rule);
            } else {
                let list = rng.usize(0..route.lists.len());
                edit_list(rng, &mut route.lists[list]);
            }
        }
        state
    }

    /// As a state file.
    pub fn toml(&self) -> String {
        let mut text = String::from("[entry_points]\na = 1\n");
        for (place, Route { rule, lists }) in self.0.iter().enumerate() {
            let mut names = Vec::new();
            for (number, list) in lists.iter().enumerate() {
                let ranges: Vec<String> = list.iter().map(ToString::to_string).collect();
                writeln!(text, "[middlewares.m{place}-{number}]\nip_allow_list = {ranges:?}").unwrap();
                names.push(format!("m{place}-{number}"));
            }
            let rule: Vec<String> = rule.iter().map(ToString::to_string).collect();
            writeln!(
                text,
                "[routes.r{place}]\nentry_points = ['a']\npriority = {}\nmatch = '{}'\nservice = 'db:1'\nmiddlewares = {names:?}",
                100 - place,
                rule.join(" || ")
            )
            .unwrap();
        }
        text
    }

    pub fn table(&self) -> RoutingTable {
        let compilation = compile(&Sources::single("tcpgen.toml", self.toml()), &Options::default());
        assert!(!compilation.has_errors(), "{:?}\n{}", compilation.diagnostics, self.toml());
        RoutingTable::new(&compilation.resources, &environment(&compilation.desired))
    }

    /// Whom a NetworkPolicy has to let in.
    pub fn blocks(&self) -> Vec<Block> {
        let mut all = Vec::new();
        let mut taken: Vec<&Block> = Vec::new();
        for Route { rule, lists } in &self.0 {
            let mut blocks = rule.clone();
            for before in &taken {
                blocks = blocks.iter().flat_map(|block| block.without(before)).collect();
            }
            for list in lists {
                let both = |block: &Block| list.iter().filter_map(|range| block.and(&Block::whole(*range))).collect();
                blocks = blocks.iter().flat_map::<Vec<_>, _>(both).collect();
            }
            all.extend(blocks);
            taken.extend(rule);
        }
        all
    }
}

fn edit_rule(rng: &mut Rng, rule: &mut Vec<Block>) {
    let place = rng.usize(0..rule.len());
    let mut block = rule.remove(place);
    match rng.u8(0..6) {
        0 => block.except.extend(part(rng, block.cidr)),
        1 => drop(block.except.pop()),
        2 if !rule.is_empty() => return,
        3 => rule.push(Block::random(rng)),
        4 => block.except.reverse(),
        _ => {
            let halves = block.cidr.subnets(block.cidr.prefix_len() + 1).into_iter().flatten();
            let halves: Vec<Block> = halves.filter_map(|half| block.and(&Block::whole(half))).collect();
            if !halves.is_empty() {
                rule.extend(halves);
                return;
            }
        }
    }
    rule.push(block);
}

fn edit_list(rng: &mut Rng, list: &mut Vec<IpNet>) {
    let place = rng.usize(0..list.len());
    let own = list.remove(place);
    match rng.u8(0..5) {
        0 => list.extend(part(rng, own).or(Some(own))),
        1 => list.push(own.supernet().unwrap_or(own)),
        2 if !list.is_empty() => {}
        3 => list.extend([own, range(rng)]),
        _ => {
            let halves: Vec<IpNet> = own.subnets(own.prefix_len() + 1).into_iter().flatten().collect();
            list.extend(if halves.is_empty() { vec![own] } else { halves });
        }
    }
}
