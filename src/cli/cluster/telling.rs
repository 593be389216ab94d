use super::arguments::Format;
use crate::cli::console;
use crate::cli::progress::Progress;
use crate::cluster::{Done, Step};
use crate::escape::{Shown, shown};

/// Prints what becomes of each object as soon as it is done, and how many there are on a terminal.
pub(super) struct Telling {
    progress: Progress,
    format: Format,
}

impl Telling {
    pub fn new(doing: &'static str, total: usize, format: Format) -> Self {
        Self { progress: Progress::of(doing, total, "objects"), format }
    }

    pub fn step(&mut self, step: &Step) {
        if self.format == Format::Human
            && let Some(line) = line(step)
        {
            self.progress.clear();
            // Whoever reads it has gone: the objects are applied all the same, and the summary reports it.
            let _ = console::out(&line);
        }
        self.progress.step();
    }
}

/// `created  MiddlewareTCP prod/office`; none for what did not change.
fn line(step: &Step) -> Option<Shown> {
    let name = step.done.name();
    if matches!(name, "unchanged" | "not-found") {
        return None;
    }
    let taken_over = matches!(&step.done, Done::Applied(written) if written.taken_over);
    let note = if taken_over { " (taken over from `kubectl apply`)" } else { "" };
    Some(shown!(format!("{name:<8}"), " ", step.title(), note, "\n"))
}
