//! Waiting for something that another process does.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// Asks `done` again and again until it answers, for at most `limit`.
pub fn until<T>(limit: Duration, mut done: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + limit;
    loop {
        if let Some(value) = done() {
            return Some(value);
        }
        if Instant::now() >= deadline {
            return None;
        }
        sleep(Duration::from_millis(8));
    }
}
