//! Work done side by side, with its results in order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

/// Requests on the way at once: an API server lets one client have many more, and gains little from them.
const AT_ONCE: usize = 16;

/// Does `work` for each number below `count`, several at once, and gives the results to `take` in order. After a result that
/// `ends` it nothing more is begun; what is under way is completed and its results are given as well.
pub(super) fn at_once<T: Send>(
    count: usize,
    work: impl Fn(usize) -> T + Sync,
    ends: impl Fn(&T) -> bool + Sync,
    take: &mut dyn FnMut(usize, T),
) {
    let (next, ended) = (AtomicUsize::new(0), AtomicBool::new(false));
    let run = |give: &mut dyn FnMut(usize, T)| {
        while !ended.load(Ordering::Relaxed) {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return;
            }
            let done = work(number);
            if ends(&done) {
                ended.store(true, Ordering::Relaxed);
            }
            give(number, done);
        }
    };
    if count < 2 {
        return run(take);
    }
    let (results, received) = channel();
    thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(count) {
            let (run, results) = (&run, results.clone());
            // The receiver lives as long as the threads.
            let give = move |number, done| drop(results.send((number, done)));
            // A system that refuses a thread gets by with fewer; the results of none would be missed.
            let _ = thread::Builder::new().spawn_scoped(scope, move || run(&mut { give }));
        }
        drop(results);
        let (mut waiting, mut due) = (BTreeMap::new(), 0);
        for (number, done) in received {
            waiting.insert(number, done);
            while let Some(done) = waiting.remove(&due) {
                take(due, done);
                due += 1;
            }
        }
        // Behind one that was never begun.
        for (number, done) in waiting {
            take(number, done);
        }
    });
    // Where no thread could be had at all.
    run(take);
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::thread::sleep;
    use std::time::Duration;

    use super::{AT_ONCE, at_once};

    #[test]
    fn results_come_in_order_and_work_goes_on_at_once() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |number: usize| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            sleep(Duration::from_millis(if number.is_multiple_of(7) { 20 } else { 1 }));
            now.fetch_sub(1, Ordering::SeqCst);
            number * 2
        };
        let mut taken = Vec::new();
        at_once(100, work, |_| false, &mut |number, done| taken.push((number, done)));
        assert_eq!(taken, (0..100).map(|number| (number, number * 2)).collect::<Vec<_>>());
        let most = most.into_inner();
        assert!(most > 1 && most <= AT_ONCE, "{most}");
    }

    #[test]
    fn nothing_is_begun_after_the_end() {
        let (begun, over) = (AtomicUsize::new(0), AtomicBool::new(false));
        let work = |number: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            // The others take until it is over, and somewhat longer: a busy machine lets a thread wait at any place.
            for _ in 0..500 {
                if number == 3 || over.load(Ordering::SeqCst) {
                    break;
                }
                sleep(Duration::from_millis(10));
            }
            if number != 3 {
                sleep(Duration::from_millis(50));
            }
            number
        };
        let ends = |number: &usize| *number == 3 && !over.swap(true, Ordering::SeqCst);
        let mut taken = Vec::new();
        at_once(1000, work, ends, &mut |number, _| taken.push(number));
        let begun = begun.into_inner();
        assert!(begun <= 2 * AT_ONCE && taken.len() == begun, "{begun}: {taken:?}");
    }
}
