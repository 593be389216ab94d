use std::fmt::Write as _;

/// Routes on the entry point `a`, to `s0:1` and so on, whose regular expressions divide server names into more classes than
/// are looked at.
pub fn routes() -> String {
    let mut text = String::new();
    for n in 0..40 {
        let _ = write!(
            text,
            "[routes.r{n}]\nentry_points = ['a']\nmatch = 'HostSNIRegexp(`^(a|b)*a(a|b){{{n}}}c.*{n}`)'\nservice = 's{n}:1'\ntls = 'passthrough'\n"
        );
    }
    text
}
