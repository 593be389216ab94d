use std::time::{Duration, Instant};

use super::Limit;

/// How many times as long as one answer all attempts of a request may take.
pub(super) const ANSWERS: u32 = 3;

/// The longest time for all pauses between attempts.
const PAUSES: Duration = Duration::from_mins(1);

/// How long one request may be retried: three times the time of an answer, plus a minute of pauses, and no longer than the
/// call that it is part of.
pub(super) struct Patience<'l> {
    limit: &'l Limit,
    answer: Duration,
    waited: Duration,
    paused: Duration,
}

impl<'l> Patience<'l> {
    /// `answer` is how long one answer may take.
    pub fn new(answer: Duration, limit: &'l Limit) -> Self {
        Self { limit, answer, waited: Duration::ZERO, paused: Duration::ZERO }
    }

    /// How long the next answer may take.
    pub fn next(&self) -> Duration {
        let left = (self.answer * ANSWERS).saturating_sub(self.waited);
        self.limit.left(self.answer.min(left))
    }

    /// Takes the time of an attempt into account.
    pub fn note(&mut self, began: Instant) {
        self.waited += began.elapsed();
    }

    /// Whether there is time for a pause, and for another attempt after it.
    pub fn allows(&mut self, pause: Duration) -> bool {
        self.paused += pause;
        let after = self.limit.left(pause + self.answer).saturating_sub(pause);
        self.paused <= PAUSES && !self.next().is_zero() && !after.is_zero()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Limit, Patience};

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_request_takes_three_answers_and_a_minute_of_pauses_at_most() {
        let limit = Limit::default();
        let mut patience = Patience::new(SECOND, &limit);
        assert!(patience.allows(59 * SECOND) && !patience.allows(2 * SECOND));
        let mut patience = Patience::new(SECOND, &limit);
        patience.note(Instant::now().checked_sub(SECOND * 2 + SECOND / 2).unwrap());
        assert!(patience.next() <= SECOND / 2 && patience.allows(SECOND));
        patience.note(Instant::now().checked_sub(SECOND).unwrap());
        assert!(patience.next().is_zero() && !patience.allows(SECOND));
    }

    #[test]
    fn no_pause_outlasts_the_call() {
        let limit = Limit::until(Instant::now() + 5 * SECOND);
        let mut patience = Patience::new(30 * SECOND, &limit);
        assert!(patience.next() <= 5 * SECOND);
        assert!(patience.allows(SECOND) && !patience.allows(7 * SECOND));
    }
}
