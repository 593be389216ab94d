use super::go_quote::push_argument;

/// The rule of a route that serves these hosts: ``HostSNI(`a`) || HostSNI(`b`)``. Nothing is checked; no hosts make an
/// empty rule.
pub fn host_sni(hosts: &[&str]) -> String {
    let mut rule = String::with_capacity(hosts.iter().map(|host| host.len() + "HostSNI(``) || ".len()).sum());
    for (index, host) in hosts.iter().enumerate() {
        rule.push_str(if index == 0 { "HostSNI(" } else { " || HostSNI(" });
        push_argument(&mut rule, host);
        rule.push(')');
    }
    rule
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
