use std::sync::Arc;

/// A value for each address.
pub(in crate::analysis) type Cell<V> = Arc<Steps<u128, V>>;
/// A value for what is offered and each address.
pub(in crate::analysis) type Cells<V> = Steps<u32, Cell<V>>;

/// A function of whole numbers that changes its value at few places. Equal functions are equal values: neighbours differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Steps<K, V> {
    /// The value from 0 on.
    first: V,
    /// The others, each with the number from which on it counts, in order.
    later: Vec<(K, V)>,
}

impl<K: Copy + Ord, V: PartialEq> Steps<K, V> {
    /// One value everywhere.
    pub fn constant(value: V) -> Self {
        Self { first: value, later: Vec::new() }
    }

    /// The value from 0 on, and others from later numbers on, in order.
    pub fn new(first: V, later: impl IntoIterator<Item = (K, V)>) -> Self {
        let later = later.into_iter();
        let mut steps = Self { first, later: Vec::with_capacity(later.size_hint().0) };
        for (start, value) in later {
            steps.push(start, value);
        }
        steps
    }

    /// Adds a step behind all others.
    pub(super) fn push(&mut self, start: K, value: V) {
        if *self.later.last().map_or(&self.first, |(_, last)| last) != value {
            self.later.push((start, value));
        }
    }

    /// The number of the stretch that a number is on.
    pub fn stretch(&self, key: K) -> usize {
        self.later.partition_point(|(start, _)| *start <= key)
    }

    /// The value at a number.
    pub fn at(&self, key: K) -> &V {
        self.stretch(key).checked_sub(1).and_then(|place| self.later.get(place)).map_or(&self.first, |(_, value)| value)
    }

    /// Whether it has this one value everywhere.
    pub fn is_constant(&self, value: &V) -> bool {
        self.later.is_empty() && self.first == *value
    }

    /// Each value once for each stretch on which it counts, in order.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        std::iter::once(&self.first).chain(self.later.iter().map(|(_, value)| value))
    }

    /// Where the value changes.
    pub fn starts(&self) -> impl ExactSizeIterator<Item = K> {
        self.later.iter().map(|(start, _)| *start)
    }

    /// The values from a number to another, each with the number from which on it counts there.
    pub fn within(&self, first: K, last: K) -> impl Iterator<Item = (K, &V)> {
        let begin = self.later.partition_point(|(start, _)| *start <= first);
        let later = self.later.get(begin..).unwrap_or_default().iter().take_while(move |(start, _)| *start <= last);
        std::iter::once((first, self.at(first))).chain(later.map(|(start, value)| (*start, value)))
    }

    /// Some of the stretches by their numbers, in order, and `elsewhere` around them.
    #[must_use]
    pub fn only(&self, stretches: impl Iterator<Item = usize>, elsewhere: &V) -> Self
    where
        V: Clone,
    {
        let mut only = Self::constant(elsewhere.clone());
        for stretch in stretches {
            match stretch.checked_sub(1) {
                None => only.first = self.first.clone(),
                Some(place) => {
                    let Some((start, value)) = self.later.get(place) else { continue };
                    // The one before ended where this begins.
                    only.later.pop_if(|(end, _)| *end == *start);
                    only.push(*start, value.clone());
                }
            }
            if let Some((end, _)) = self.later.get(stretch) {
                only.push(*end, elsewhere.clone());
            }
        }
        only
    }

    /// Another function of the values.
    pub fn map<W: PartialEq>(&self, mut change: impl FnMut(&V) -> W) -> Steps<K, W> {
        Steps::new(change(&self.first), self.later.iter().map(|(start, value)| (*start, change(value))))
    }

    /// A function of the values of two.
    pub fn combine<U: PartialEq, W: PartialEq>(
        &self,
        other: &Steps<K, U>,
        mut both: impl FnMut(&V, &U) -> W,
    ) -> Steps<K, W> {
        let (mut own, mut their) = (&self.first, &other.first);
        let mut combined = Steps::constant(both(own, their));
        let (mut owns, mut theirs) = (self.later.as_slice(), other.later.as_slice());
        loop {
            let start = match (owns.first(), theirs.first()) {
                (None, None) => return combined,
                (Some((start, _)), None) | (None, Some((start, _))) => *start,
                (Some((a, _)), Some((b, _))) => *a.min(b),
            };
            own = take_at(&mut owns, &start).unwrap_or(own);
            their = take_at(&mut theirs, &start).unwrap_or(their);
            combined.push(start, both(own, their));
        }
    }
}

/// Takes the first step off if it is here.
fn take_at<'s, K: Ord, V>(steps: &mut &'s [(K, V)], start: &K) -> Option<&'s V> {
    let ((_, value), rest) = steps.split_first().filter(|((at, _), _)| at == start)?;
    *steps = rest;
    Some(value)
}

/// First and last numbers of stretches, in order.
pub(in crate::analysis) type Stretches = Vec<(u32, u32)>;

/// Stretches, with their first and last numbers.
macro_rules! stretches {
    ($($number:ty),*) => {$(
        impl<V: PartialEq> Steps<$number, V> {
            /// Each value with the first and the last number of its stretch; the very last is `most`.
            pub fn stretches(&self, most: $number) -> impl Iterator<Item = ($number, $number, &V)> {
                let starts = std::iter::once(0).chain(self.starts());
                let ends = self.starts().map(|start| start - 1).chain([most]);
                starts.zip(ends).zip(self.values()).map(|((first, last), value)| (first, last, value))
            }
        }
    )*};
}
stretches!(u32, u128);

#[cfg(test)]
mod tests {
    use super::Steps;

    #[test]
    fn neighbours_of_one_value_are_one_step() {
        let steps: Steps<u32, char> = Steps::new('a', [(2, 'a'), (3, 'b'), (5, 'b'), (6, 'a')]);
        assert_eq!(steps, Steps::new('a', [(3, 'b'), (6, 'a')]));
        assert_eq!([0, 2, 3, 5, 6, 9].map(|at| *steps.at(at)), ['a', 'a', 'b', 'b', 'a', 'a']);
        assert_eq!(
            steps.stretches(9).map(|(first, last, _)| (first, last)).collect::<Vec<_>>(),
            [(0, 2), (3, 5), (6, 9)]
        );
    }

    #[test]
    fn some_stretches_keep_their_values() {
        let steps: Steps<u32, char> = Steps::new('a', [(2, 'b'), (4, 'c'), (7, 'd')]);
        let only = |stretches: &[usize]| steps.only(stretches.iter().copied(), &'-');
        assert_eq!(only(&[]), Steps::constant('-'));
        assert_eq!(only(&[0, 1, 2, 3]), steps);
        assert_eq!(only(&[1, 2]), Steps::new('-', [(2, 'b'), (4, 'c'), (7, '-')]));
        assert_eq!(only(&[0, 2]), Steps::new('a', [(2, '-'), (4, 'c'), (7, '-')]));
        assert_eq!(only(&[3]), Steps::new('-', [(7, 'd')]));
    }

    #[test]
    fn two_functions_are_combined_step_by_step() {
        let one: Steps<u32, u8> = Steps::new(1, [(4, 2), (8, 1)]);
        let other = Steps::new(10, [(4, 20), (6, 10)]);
        assert_eq!(one.combine(&other, |a, b| a + b), Steps::new(11, [(4, 22), (6, 12), (8, 11)]));
        assert!(one.combine(&one, |a, b| a == b).is_constant(&true));
    }
}
