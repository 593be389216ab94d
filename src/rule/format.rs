use super::go_quote::argument;

/// The rule of a route that serves these hosts: ``HostSNI(`a`) || HostSNI(`b`)``. Nothing is checked; no hosts make an
/// empty rule.
pub fn host_sni(hosts: &[&str]) -> String {
    let matchers: Vec<_> = hosts.iter().map(|host| format!("HostSNI({})", argument(host))).collect();
    matchers.join(" || ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_joined_and_quoted() {
        assert_eq!(host_sni(&["*"]), "HostSNI(`*`)");
        assert_eq!(host_sni(&["a.example.com", "*.b"]), "HostSNI(`a.example.com`) || HostSNI(`*.b`)");
        assert_eq!(host_sni(&["a`\\b"]), r#"HostSNI("a`\\b")"#);
        assert_eq!(host_sni(&[]), "");
    }
}
