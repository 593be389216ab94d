//! Weights of services, as Traefik took them before it refused negative ones
//! (`pkg/tcp/wrr_load_balancer.go` until v3.7.10).

/// Whether the search for the next service comes to an end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Turns {
    /// Always: every service gets its share.
    #[default]
    End,
    /// That depends on the order of the services, which Traefik shuffles.
    MayNot,
    /// Not for long, or never: connections hang, and one core is busy for ever.
    DoNot,
}

impl Turns {
    /// Looks at the weights of a service's parts. Traefik goes down from the highest in steps of their greatest common
    /// divisor, whose sign follows their order; a negative step goes up, past every weight.
    pub fn of(weights: &[i64]) -> Self {
        if weights.iter().all(|&weight| weight >= 0) || weights.iter().max() == Some(&0) {
            return Self::End;
        }
        // All orders of up to three, and a sample of those of more.
        let reversed: Vec<i64> = weights.iter().rev().copied().collect();
        let orders = [weights, &reversed].into_iter().flat_map(|order| {
            (0..order.len()).map(|first| {
                let (head, tail) = order.split_at(first);
                step(tail.iter().chain(head).copied())
            })
        });
        let (up, down): (Vec<i64>, Vec<i64>) = orders.partition(|&step| step < 0);
        match (up.is_empty(), down.is_empty()) {
            (true, _) => Self::End,
            (false, false) => Self::MayNot,
            (false, true) => Self::DoNot,
        }
    }
}

/// `weightGcd`, in which -1 also stands for "none yet".
fn step(weights: impl Iterator<Item = i64>) -> i64 {
    weights.fold(-1, |divisor, weight| if divisor == -1 { weight } else { divide(divisor, weight) })
}

/// Euclid's algorithm with Go's remainder, which has the sign of what is divided.
fn divide(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a.wrapping_rem(b));
    }
    a
}

#[cfg(test)]
mod tests {
    use super::Turns;

    #[test]
    fn negative_weights_end_in_turns_as_a_real_traefik_was_seen_to_take_them() {
        assert_eq!(Turns::of(&[-1]), Turns::DoNot);
        assert_eq!(Turns::of(&[-2, 3]), Turns::End);
        assert_eq!(Turns::of(&[3, 1]), Turns::End);
        assert_eq!(Turns::of(&[-1, 0]), Turns::End);
    }

    #[test]
    fn the_sign_of_a_divisor_follows_the_order() {
        assert_eq!(Turns::of(&[-1, 1]), Turns::MayNot);
        assert_eq!(Turns::of(&[-2, 4]), Turns::DoNot);
    }
}
