use super::error::RegexpErrorKind;
use super::parser::{Failure, Parser};

impl Parser<'_> {
    /// `*`, `+`, `?` or `{..}` behind what is repeated.
    pub(super) fn repetition(&mut self, letter: char, repeat_before: Option<usize>) -> Result<(), Failure> {
        let start = self.at;
        let (min, max) = match letter {
            '*' => (0, None),
            '+' => (1, None),
            '?' => (0, Some(1)),
            _ => {
                let Some((length, counts)) = self.counts() else {
                    self.at += 1;
                    self.push(self.literal(u32::from('{')));
                    return Ok(());
                };
                self.at += length - 1;
                counts.ok_or(Failure { kind: RegexpErrorKind::RepeatCount, range: start..start + length })?
            }
        };
        self.at += 1;
        if self.rest().starts_with('?') {
            self.at += 1;
        }
        if let Some(before) = repeat_before {
            return Err(Failure { kind: RegexpErrorKind::NestedRepeat, range: before..self.at });
        }
        let missing = Failure { kind: RegexpErrorKind::MissingRepeatArgument, range: start..self.at };
        let counted = letter == '{';
        let item = self.current.items.pop().ok_or(missing)?.repeated(min, max, counted);
        if counted && (min >= 2 || max.is_some_and(|max| max >= 2)) && item.repeats_too_often() {
            return Err(Failure { kind: RegexpErrorKind::RepeatCount, range: start..self.at });
        }
        self.last_repeat = Some(start);
        self.push_item(item)
    }

    /// `{min}`, `{min,}` or `{min,max}`, if one stands here: its length in bytes and its counts, unless they are wrong.
    #[expect(clippy::type_complexity, reason = "three answers: no repetition, a wrong one, a right one")]
    fn counts(&self) -> Option<(usize, Option<(u32, Option<u32>)>)> {
        let behind = self.rest().get(1..)?;
        let length = behind.bytes().take_while(|&byte| byte.is_ascii_digit() || byte == b',').count();
        let inside = behind.get(..length).filter(|_| behind.as_bytes().get(length) == Some(&b'}'))?;
        let (min, max) = match inside.split_once(',') {
            None => (number(inside)?, Some(number(inside)?)),
            Some((min, "")) => (number(min)?, None),
            Some((min, max)) => (number(min)?, Some(number(max)?)),
        };
        let right = min <= 1000 && max.is_none_or(|max| max <= 1000 && min <= max);
        Some((inside.len() + 2, right.then_some((min, max))))
    }
}

/// Go's `parseInt`: no leading zeros; a number too big stays one.
fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = text.len() > 1 && text.starts_with('0');
    (digits && !leading_zero).then(|| text.parse().unwrap_or(u32::MAX))
}
