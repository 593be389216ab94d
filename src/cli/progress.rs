use std::time::{Duration, Instant};

use super::console;
use crate::escape::shown;

/// Tasks that take less time than this show no progress.
const SILENT: Duration = Duration::from_millis(500);

/// How often the line is drawn again.
const EVERY: Duration = Duration::from_millis(100);

/// One line on a terminal that shows the progress of a long task. It is removed when the task is done.
pub(super) struct Progress {
    doing: &'static str,
    done: usize,
    total: usize,
    unit: &'static str,
    next: Option<Instant>,
    shown: bool,
}

impl Progress {
    /// A task on this many files. Without a terminal nothing is ever shown.
    pub fn new(doing: &'static str, total: usize) -> Self {
        Self::of(doing, total, "files")
    }

    /// A task on this many items.
    pub fn of(doing: &'static str, total: usize, unit: &'static str) -> Self {
        let next = console::err_is_terminal().then(|| Instant::now() + SILENT);
        Self { doing, done: 0, total, unit, next, shown: false }
    }

    /// One step is done.
    pub fn step(&mut self) {
        self.done += 1;
        let now = Instant::now();
        if self.next.is_some_and(|next| now >= next) {
            console::err(&shown!("\r", self.doing, " ", self.done, " of ", self.total, " ", self.unit));
            self.next = Some(now + EVERY);
            self.shown = true;
        }
    }
}

impl Progress {
    /// Removes the line, until the next step.
    pub fn clear(&mut self) {
        if self.shown {
            console::err(&shown!("\r\u{1b}[K"));
            self.shown = false;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
