use std::hash::Hash;

use foldhash::{HashMap, HashMapExt as _};

/// Values, each once, with numbers in the order in which they were added.
pub(in crate::analysis) struct Numbers<V> {
    all: Vec<V>,
    /// Filled once there are many: few are looked through.
    places: HashMap<V, u32>,
}

impl<V> Default for Numbers<V> {
    fn default() -> Self {
        Self { all: Vec::new(), places: HashMap::new() }
    }
}

impl<V: Clone + Eq + Hash> Numbers<V> {
    /// Of how many values on they are not looked through.
    const MANY: usize = 16;

    /// The number of a value.
    pub fn of(&mut self, value: &V) -> u32 {
        if self.all.len() < Self::MANY {
            if let Some(place) = self.all.iter().position(|own| own == value) {
                return number(place);
            }
        } else {
            if self.places.is_empty() {
                self.places = self.all.iter().cloned().zip(0..).collect();
            }
            if let Some(number) = self.places.get(value) {
                return *number;
            }
            self.places.insert(value.clone(), number(self.all.len()));
        }
        self.all.push(value.clone());
        number(self.all.len() - 1)
    }

    /// All values, in the order of their numbers.
    pub fn into_values(self) -> Vec<V> {
        self.all
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn a_value_keeps_its_number() {
        let mut numbers = Numbers::default();
        let first: Vec<u32> = (0..40).map(|value| numbers.of(&(value * 7))).collect();
        let again: Vec<u32> = (0..40).map(|value| numbers.of(&(value * 7))).collect();
        assert_eq!(first, (0..40).collect::<Vec<_>>());
        assert_eq!(again, first);
        assert_eq!(numbers.into_values().len(), 40);
    }
}
