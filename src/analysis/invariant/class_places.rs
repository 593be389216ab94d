use foldhash::{HashMap, HashMapExt as _};
use smol_str::SmolStr;

use crate::analysis::classes::Classes;
use crate::analysis::reach::ServiceName;
use crate::analysis::set::Spot;
use crate::routing::Router;

/// Where the classes are, and to which services they may lead: most have nothing to do with an invariant.
#[derive(Debug)]
pub(super) struct ClassPlaces {
    spots: HashMap<u32, Vec<Spot>>,
    /// By the services' own names.
    leading_to: HashMap<SmolStr, Vec<u32>>,
}

impl ClassPlaces {
    pub fn new(classes: &Classes<'_>) -> Self {
        let mut spots: HashMap<u32, Vec<Spot>> = HashMap::new();
        for (spot, values) in classes.division().spots() {
            for class in values {
                spots.entry(*class).or_default().push(spot);
            }
        }
        let mut leading_to: HashMap<SmolStr, Vec<u32>> = HashMap::new();
        for class in classes.numbers() {
            let Some(answer) = classes.answer(class) else { continue };
            let takers = answer.router.iter().chain(&answer.contenders).copied();
            for share in takers.flat_map(Router::shares) {
                let classes = leading_to.entry(share.service.name.clone()).or_default();
                if classes.last() != Some(&class) {
                    classes.push(class);
                }
            }
        }
        Self { spots, leading_to }
    }

    /// The spots of some classes, in order.
    pub fn spots(&self, classes: impl Iterator<Item = u32>) -> Vec<Spot> {
        let mut spots: Vec<Spot> = classes.filter_map(|class| self.spots.get(&class)).flatten().copied().collect();
        spots.sort_unstable();
        spots.dedup();
        spots
    }

    /// The classes that may lead to one of these services, some of them several times.
    pub fn leading_to<'p>(&'p self, services: &'p [ServiceName]) -> impl Iterator<Item = u32> + 'p {
        services.iter().filter_map(|service| self.leading_to.get(service.name())).flatten().copied()
    }
}
