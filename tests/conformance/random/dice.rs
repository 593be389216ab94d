//! Random choices that come back with their seed.

/// A source of choices.
pub struct Dice(fastrand::Rng);

impl Dice {
    /// The choices of a seed, and of the `number`-th thing that is made from it.
    pub fn new(seed: u64, number: u64) -> Self {
        // Two seeds that are neighbours have nothing in common beyond that.
        Self(fastrand::Rng::with_seed(fastrand::Rng::with_seed(seed).u64(..).wrapping_add(number)))
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.0.usize(..of.len())]
    }

    /// Whether something happens that does so in `percent` of all cases.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.0.u32(..100) < percent
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        self.0.usize(least..=most)
    }

    /// Some of these, each once, in their order; `least` at least.
    pub fn some<T: Copy>(&mut self, least: usize, most: usize, of: &[T]) -> Vec<T> {
        let mut left = self.between(least, most.min(of.len()));
        let mut chosen = Vec::new();
        for (index, item) in of.iter().enumerate() {
            if left > 0 && self.0.usize(..of.len() - index) < left {
                left -= 1;
                chosen.push(*item);
            }
        }
        chosen
    }
}
