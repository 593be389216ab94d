use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::thread;
use std::time::Duration;

use super::Limit;

/// How to wait between two attempts. Tests have their own clock, which does not wait.
pub trait Clock: Send + Sync {
    /// Waits.
    fn sleep(&self, time: Duration);

    /// Waits, but no longer once the limit has ended.
    fn sleep_within(&self, time: Duration, _: &Limit) {
        self.sleep(time);
    }

    /// A random number from 0 to 255, so that many clients of a server that was down do not come back at once.
    fn chance(&self) -> u8;
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }

    fn sleep_within(&self, time: Duration, limit: &Limit) {
        limit.sleep(time);
    }

    fn chance(&self) -> u8 {
        // Each has its own random keys.
        RandomState::new().build_hasher().finish().to_be_bytes()[0]
    }
}
