//! ALPN protocols, in every choice that rules tell apart.

use smol_str::SmolStr;

/// The most protocols of which every choice is looked at; of more it is none, each, and all.
const MOST: usize = 6;

/// Choices of protocols, none of them first, and whether these are all.
pub(crate) fn choices(protocols: &[SmolStr]) -> (Vec<Vec<SmolStr>>, bool) {
    if protocols.len() > MOST {
        let each = protocols.iter().map(|protocol| vec![protocol.clone()]);
        return (std::iter::once(Vec::new()).chain(each).chain([protocols.to_vec()]).collect(), false);
    }
    let choice = |bits: usize| {
        let chosen = protocols.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
        chosen.map(|(_, protocol)| protocol.clone()).collect()
    };
    ((0..1 << protocols.len()).map(choice).collect(), true)
}
