use std::fmt::Write as _;

use allocation_counter::AllocationInfo;
use tcpgen::question::Subject;
use tcpgen::source::Sources;
use tcpgen::{Compilation, Options, compile};

/// Twice the input may cost this much more: tables and lists that double, and a factor of log n.
const AT_MOST: f64 = 2.6;

/// What some work cost.
#[derive(Clone, Copy, Debug)]
struct Cost {
    allocations: u64,
    bytes: u64,
    peak: u64,
    /// Of this thread. It differs from run to run and is judged in the long form alone.
    milliseconds: u64,
}

/// The same for the time of the long form, which differs by some percent from run to run.
const TIME_AT_MOST: f64 = 3.0;

/// What takes less is not judged by its time.
const LONG: u64 = 200;

/// How many times larger the sizes of the long form are: `TCPGEN_GROWTH=10`. Loops that allocate nothing show in its times.
fn times() -> usize {
    std::env::var("TCPGEN_GROWTH").map_or(1, |times| times.parse().unwrap())
}

/// Does work for `n`, `2 n` and `4 n` of something; fails if the second doubling costs too much. In the long form the third has
/// to as well: from some size on a text is read in another way, which is a step and no growth.
pub fn doubles<I>(what: &str, n: usize, input: impl Fn(usize) -> I, work: impl Fn(&I)) {
    let n = n * times();
    let of = |n| {
        let input = input(n);
        cost(|| work(&input))
    };
    let [one, two, four] = [n, 2 * n, 4 * n].map(of);
    let mut table = format!("{what:50}");
    for Cost { allocations, bytes, peak, milliseconds } in [one, two, four] {
        write!(table, " | {allocations:>9} {:>7} KiB {:>6} KiB {milliseconds:>6} ms", bytes >> 10, peak >> 10).unwrap();
    }
    let ([allocations, bytes, peak], time) = (growth(two, four), ratio(four.milliseconds, two.milliseconds));
    println!("{table} | x {allocations:.2} {bytes:.2} {peak:.2} ({time:.1})");
    let fails = grows(two, four) && (!is_long() || grows(four, of(8 * n)));
    assert!(!fails, "{what}: {:.2?} and {time:.2} times the time, from {two:?} to {four:?}", growth(two, four));
}

/// Whether twice the input costs too much more.
fn grows(two: Cost, four: Cost) -> bool {
    let time = ratio(four.milliseconds, two.milliseconds);
    let is_late = is_long() && four.milliseconds >= LONG && time > TIME_AT_MOST;
    is_late || growth(two, four).iter().any(|growth| *growth > AT_MOST)
}

fn growth(two: Cost, four: Cost) -> [f64; 3] {
    [(four.allocations, two.allocations), (four.bytes, two.bytes), (four.peak, two.peak)]
        .map(|(more, fewer)| ratio(more, fewer))
}

fn is_long() -> bool {
    times() > 1
}

fn cost(work: impl FnOnce()) -> Cost {
    let before = milliseconds();
    let AllocationInfo { count_total, bytes_total, bytes_max, .. } = allocation_counter::measure(work);
    Cost { allocations: count_total, bytes: bytes_total, peak: bytes_max, milliseconds: milliseconds() - before }
}

/// The time that this thread was given, where the system counts it.
fn milliseconds() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|first| first.parse::<u64>().ok()).unwrap_or(0) / 1_000_000
}

#[expect(clippy::cast_precision_loss, reason = "a ratio for people")]
fn ratio(more: u64, fewer: u64) -> f64 {
    more as f64 / fewer.max(1) as f64
}

/// A state whose check is doubled.
pub fn check(what: &str, n: usize, text: impl Fn(usize) -> String) {
    doubles(what, n, |n| sources(text(n)), |sources| drop(compiled(sources)));
}

pub fn sources(text: String) -> Sources {
    Sources::single("tcpgen.toml", text)
}

pub fn compiled(sources: &Sources) -> Compilation {
    compile(sources, &Options::default())
}

pub fn subject(text: String) -> Subject {
    Subject::new(sources(text), Options::default())
}

/// One text for each number below `n`.
pub fn each(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect()
}
