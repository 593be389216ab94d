use std::borrow::Cow;
use std::net::IpAddr;

/// What Traefik knows of a connection when it looks for a router (`pkg/muxer/tcp/mux.go`, `ConnData`).
#[derive(Clone, Debug)]
pub struct Client<'a> {
    sni: Cow<'a, str>,
    address: IpAddr,
    alpn: Vec<&'a str>,
}

impl<'a> Client<'a> {
    /// A connection on which Traefik reads no TLS: no server name and no protocols. A TLS client on Traefik's early
    /// path is one of these too, whatever it would have sent.
    pub fn plain(address: IpAddr) -> Self {
        Self { sni: Cow::Borrowed(""), address: address.to_canonical(), alpn: Vec::new() }
    }

    /// A TLS client: the server name as it was sent (empty for none) and the protocols that it offers, if any.
    ///
    /// The name is kept as Traefik keeps it: blanks around it cut off and in lower case, a trailing dot left alone
    /// (`pkg/types/domains.go`, `CanonicalDomain`; a name with a trailing dot never gets past Go's TLS library).
    /// An address `::ffff:a.b.c.d` is the IPv4 address.
    pub fn tls(sni: &'a str, address: IpAddr, alpn: impl IntoIterator<Item = &'a str>) -> Self {
        Self { sni: canonical(sni), address: address.to_canonical(), alpn: alpn.into_iter().collect() }
    }

    /// The server name as Traefik compares it; empty for none.
    pub fn sni(&self) -> &str {
        &self.sni
    }

    /// The address that the client comes from; never a mapped one.
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// The protocols offered, in the client's order.
    pub fn alpn(&self) -> &[&'a str] {
        &self.alpn
    }
}

fn canonical(sni: &str) -> Cow<'_, str> {
    let trimmed = sni.trim();
    if trimmed.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(trimmed.chars().map(lower).collect())
}

/// Go's `unicode.ToLower`: one letter for one letter.
fn lower(letter: char) -> char {
    let mut lowered = letter.to_lowercase();
    // Only U+0130 becomes two; its first is Go's answer.
    lowered.next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_trimmed_and_lowered_but_keeps_its_dot() {
        let address = "::ffff:192.0.2.1".parse().unwrap();
        let sni = |written| Client::tls(written, address, []).sni().to_owned();
        assert_eq!(sni("\tX.TEST "), "x.test");
        assert_eq!(sni("x.test."), "x.test.");
        assert_eq!(sni("BÜCHER.test"), "bücher.test");
        assert_eq!(sni("İ.test"), "i.test");
        assert_eq!(Client::plain(address).address(), "192.0.2.1".parse::<IpAddr>().unwrap());
    }
}
