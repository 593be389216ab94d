/// Gives a set that wraps a function to `bool` (with `map` and `combine`) what two sets have in common and what not.
macro_rules! algebra {
    ($set:ident) => {
        impl $set {
            /// All others.
            #[must_use]
            pub fn complement(&self) -> Self {
                Self::new(self.0.map(|inside| !inside))
            }

            /// Those of either.
            #[must_use]
            pub fn union(&self, other: &Self) -> Self {
                Self::new(self.0.combine(&other.0, |a, b| *a || *b))
            }

            /// Those of both.
            #[must_use]
            pub fn intersection(&self, other: &Self) -> Self {
                Self::new(self.0.combine(&other.0, |a, b| *a && *b))
            }

            /// Those of this one that are not of the other.
            #[must_use]
            pub fn difference(&self, other: &Self) -> Self {
                Self::new(self.0.combine(&other.0, |a, b| *a && !*b))
            }
        }
    };
}

pub(super) use algebra;
