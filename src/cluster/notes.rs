use std::sync::{Arc, Mutex, PoisonError};

/// Warnings about credentials, which concern the user and no request. Clones share them.
#[derive(Clone)]
pub(super) struct Notes {
    kept: Arc<Mutex<Vec<String>>>,
    warn: Option<fn(&str)>,
}

impl Notes {
    /// With what shows a warning at once.
    pub fn new(warn: Option<fn(&str)>) -> Self {
        Self { kept: Arc::default(), warn }
    }

    pub fn add(&self, note: String) {
        if let Some(warn) = self.warn {
            warn(&note);
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // Every renewal of a long session may have the same to report.
        if !kept.contains(&note) {
            kept.push(note);
        }
    }

    /// What was added since they were last taken.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
