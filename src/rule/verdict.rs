/// Whether a client matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It does.
    Matches,
    /// It does not.
    Differs,
    /// It depends on a regular expression that tcpgen cannot run as Go does (see [`Pattern`](super::Pattern)), or on the
    /// clients before (see [`HostPattern::Dotted`](super::HostPattern::Dotted)).
    Unknown,
}

impl Verdict {
    /// All of them match; stops at the first that settles it, as Traefik does.
    pub(super) fn all(verdicts: impl Iterator<Item = Self>) -> Self {
        Self::settle(verdicts, Self::Differs, Self::Matches)
    }

    /// Any of them matches; stops at the first that settles it.
    pub(super) fn any(verdicts: impl Iterator<Item = Self>) -> Self {
        Self::settle(verdicts, Self::Matches, Self::Differs)
    }

    /// The opposite; what is unknown stays so.
    pub(super) fn negated(self) -> Self {
        match self {
            Self::Matches => Self::Differs,
            Self::Differs => Self::Matches,
            Self::Unknown => Self::Unknown,
        }
    }

    fn settle(verdicts: impl Iterator<Item = Self>, settling: Self, otherwise: Self) -> Self {
        let mut answer = otherwise;
        for verdict in verdicts {
            if verdict == settling {
                return settling;
            }
            if verdict == Self::Unknown {
                answer = Self::Unknown;
            }
        }
        answer
    }
}

impl From<Option<bool>> for Verdict {
    fn from(known: Option<bool>) -> Self {
        match known {
            Some(true) => Self::Matches,
            Some(false) => Self::Differs,
            None => Self::Unknown,
        }
    }
}
