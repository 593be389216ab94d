/// What an unquoted scalar means to kubectl (`sigs.k8s.io/yaml`, which resolves as YAML 1.1 does).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar {
    /// `null`, `~` or nothing.
    Null,
    /// `true`, `yes`, `on`, `y` and the like.
    Bool(bool),
    /// `5432`, `0x1f`, `0o17`, `017`, `1_000`.
    Int(i64),
    /// A number that is no integer of 64 bits.
    Float,
    /// Anything else.
    String,
}

impl Scalar {
    /// Resolves a plain scalar.
    pub fn resolve(text: &str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => return Self::Null,
            "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
                return Self::Bool(true);
            }
            "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
                return Self::Bool(false);
            }
            ".nan" | ".NaN" | ".NAN" | ".inf" | ".Inf" | ".INF" | "+.inf" | "-.inf" | "+.Inf" | "-.Inf" | "+.INF"
            | "-.INF" => return Self::Float,
            _ => {}
        }
        if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.')) {
            return Self::String;
        }
        match integer(&text.replace('_', "")) {
            Some(number) => Self::Int(number),
            None if is_number(text) => Self::Float,
            None => Self::String,
        }
    }

    /// In words: "an integer".
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) => "an integer",
            Self::Float => "a number that is no 64-bit integer",
            Self::String => "a string",
        }
    }
}

/// Go's `strconv.ParseInt` with base 0, underscores removed before.
fn integer(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (radix, digits) = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, digits.get(2..)?),
        [b'0', b'o' | b'O', ..] => (8, digits.get(2..)?),
        [b'0', b'b' | b'B', ..] => (2, digits.get(2..)?),
        [b'0', _, ..] => (8, digits.get(1..)?),
        _ => (10, digits),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    i64::from_str_radix(&format!("{sign}{digits}"), radix).ok()
}

/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, and integers that fit no 64 bits.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['-', '+']).unwrap_or(exponent)),
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let some = !whole.is_empty() || (mantissa.starts_with('.') && !fraction.is_empty());
    some && digits(whole) && digits(fraction) && !exponent.is_empty() && digits(exponent)
}

#[cfg(test)]
mod tests {
    use super::Scalar;

    #[test]
    fn scalars_mean_what_kubectl_takes_them_for() {
        for (text, scalar) in [
            ("on", Scalar::Bool(true)),
            ("N", Scalar::Bool(false)),
            ("oN", Scalar::String),
            ("~", Scalar::Null),
            ("0x1f", Scalar::Int(31)),
            ("017", Scalar::Int(15)),
            ("018", Scalar::Float),
            ("0b11", Scalar::Int(3)),
            ("-1_000", Scalar::Int(-1000)),
            ("1e3", Scalar::Float),
            (".5", Scalar::Float),
            ("5.", Scalar::Float),
            ("9223372036854775808", Scalar::Float),
            ("10.0.0.0/8", Scalar::String),
            ("10.0.0.1", Scalar::String),
            ("1.2.3", Scalar::String),
            ("--5", Scalar::String),
            ("0x-5", Scalar::String),
            (".", Scalar::String),
            ("-", Scalar::String),
            ("30s", Scalar::String),
        ] {
            assert_eq!(Scalar::resolve(text), scalar, "{text}");
        }
    }
}
