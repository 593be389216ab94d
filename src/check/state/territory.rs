use std::cmp::Reverse;

use crate::source::Span;

/// Whose place is it? Many places, each with an owner, and quick answers to who owns the places around another.
#[derive(Debug, Default)]
pub(crate) struct Territory {
    places: Vec<(Span, usize)>,
    /// For each place the furthest end among it and those before it in the same file.
    reach: Vec<u32>,
}

impl Territory {
    /// Notes that `place` belongs to `owner`.
    pub(crate) fn add(&mut self, place: Span, owner: usize) {
        if !place.is_nowhere() {
            self.places.push((place, owner));
        }
    }

    /// Makes what was added ready for [`owners`](Self::owners). A place inside another of the same owner goes: entries
    /// do not lie within each other, so what is left is disjoint, wherever in the file an entry's tables stand.
    pub(crate) fn survey(&mut self) {
        self.places.sort_unstable_by_key(|&(place, owner)| (place.file, place.start, Reverse(place.end), owner));
        self.places.dedup_by(|(inner, owner), (outer, of)| owner == of && outer.contains(*inner));
        self.reach.clear();
        let mut furthest: Option<Span> = None;
        for &(place, _) in &self.places {
            let end = furthest
                .filter(|before| before.file == place.file)
                .map_or(place.end, |before| before.end.max(place.end));
            furthest = Some(Span { end, ..place });
            self.reach.push(end);
        }
    }

    /// The owners of the places that `inner` lies in, the nearest first. Steps back only as far as a place reaches.
    pub(crate) fn owners(&self, inner: Span) -> impl Iterator<Item = usize> {
        let before = self.places.partition_point(|(place, _)| (place.file, place.start) <= (inner.file, inner.start));
        // Cut before they are put together: `take` on the pairs would walk over all that follow, one by one.
        let places = self.places.get(..before).unwrap_or_default();
        let candidates = places.iter().zip(self.reach.get(..before).unwrap_or_default()).rev();
        candidates
            .take_while(move |((place, _), reach)| place.file == inner.file && **reach >= inner.end)
            .filter(move |((place, _), _)| place.contains(inner))
            .map(|(&(_, owner), _)| owner)
    }
}

#[cfg(test)]
mod tests {
    use super::Territory;
    use crate::source::{Sources, Span};

    fn owners(places: &[(usize, usize, usize)], inner: (usize, usize)) -> Vec<usize> {
        let sources = Sources::single("a", "");
        let (file, _) = sources.iter().next().unwrap();
        let mut territory = Territory::default();
        for &(start, end, owner) in places {
            territory.add(Span::new(file, start..end), owner);
        }
        territory.survey();
        territory.owners(Span::new(file, inner.0..inner.1)).collect()
    }

    #[test]
    fn places_of_one_owner_may_stand_apart() {
        let places = [(0, 5, 0), (10, 15, 1), (20, 25, 0), (30, 35, 1)];
        assert_eq!(owners(&places, (21, 24)), [0]);
        assert_eq!(owners(&places, (30, 35)), [1]);
        assert_eq!(owners(&places, (15, 20)), [0; 0]);
        assert_eq!(owners(&places, (4, 6)), [0; 0]);
    }

    #[test]
    fn a_wide_place_is_found_behind_narrow_ones() {
        let places = [(0, 100, 0), (10, 12, 0), (20, 22, 1), (30, 32, 1)];
        assert_eq!(owners(&places, (40, 50)), [0]);
        assert_eq!(owners(&places, (20, 22)), [1, 0]);
    }
}
