use std::hash::Hash;

use foldhash::{HashMap, HashMapExt as _};

/// Up to here comparing each with each is the faster way, and takes no memory.
const FEW: usize = 12;

/// Calls `report` with each item whose key an earlier one has, and the first of those.
pub(crate) fn repeats<'t, T, K: Eq + Hash>(
    items: &'t [T],
    key: impl Fn(&'t T) -> K,
    mut report: impl FnMut(&'t T, &'t T),
) {
    if items.len() <= FEW {
        for (at, item) in items.iter().enumerate() {
            if let Some(first) = items.iter().take(at).find(|other| key(other) == key(item)) {
                report(item, first);
            }
        }
        return;
    }
    let mut firsts: HashMap<K, &T> = HashMap::with_capacity(items.len());
    for item in items {
        let first = *firsts.entry(key(item)).or_insert(item);
        if !std::ptr::eq(first, item) {
            report(item, first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::repeats;

    #[test]
    fn few_and_many_items_give_the_same() {
        for more in [0, 100] {
            let items: Vec<u32> = [7, 8, 7, 9, 8, 7].into_iter().chain(1000..1000 + more).collect();
            let mut found = Vec::new();
            repeats(&items, |item| *item, |again, first| found.push((*again, *first)));
            assert_eq!(found, [(7, 7), (8, 8), (7, 7)], "{more}");
        }
    }
}
