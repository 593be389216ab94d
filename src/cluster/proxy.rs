use std::fmt::{self, Display, Formatter};

use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

/// The proxy that leads to a cluster.
///
/// As with kubectl: `proxy-url` of the kubeconfig, regardless of `NO_PROXY`; otherwise `HTTPS_PROXY` (`HTTP_PROXY` for a
/// cluster without TLS), except for loopback and for hosts that `NO_PROXY` lists. `ALL_PROXY` is the fallback for both, as
/// with curl; kubectl does not read it. Variables may be in lower case.
///
/// # Errors
/// When the value is not the URL of a supported proxy.
pub(super) fn proxy(
    cluster: &Uri,
    in_kubeconfig: Option<&str>,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Option<Proxy>, String> {
    if let Some(url) = in_kubeconfig.filter(|url| !url.is_empty()) {
        return parse(cluster, url).map(Some).ok_or_else(|| unusable("`proxy-url`"));
    }
    let own = if cluster.scheme_str() == Some("http") { "HTTP_PROXY" } else { "HTTPS_PROXY" };
    let set = |name: &'static str| {
        let value = variable(name).or_else(|| variable(&name.to_ascii_lowercase()));
        value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).map(|value| (name, value))
    };
    let Some((name, url)) = set(own).or_else(|| set("ALL_PROXY")) else { return Ok(None) };
    let no = set("NO_PROXY").map(|(_, no)| no).unwrap_or_default();
    if is_loopback(cluster) || is_exempt(cluster, &no) {
        return Ok(None);
    }
    parse(cluster, &url).map(Some).ok_or_else(|| unusable(&format!("the variable `{name}`")))
}

/// A proxy and its login.
#[derive(Clone, Debug)]
pub(super) struct Proxy {
    /// `http`, `https` or `socks5`, host and port: `socks5://127.0.0.1:1080/`
    pub uri: Uri,
    pub login: Login,
}

/// How to log in to a proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Login {
    None,
    /// The value of `Proxy-Authorization`.
    Basic(HeaderValue),
    /// User and password.
    Socks(String, String),
}

/// Without user and password.
impl Display for Proxy {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.uri.to_string().trim_end_matches('/'))
    }
}

/// The URL may have a password in it, so it is not shown.
fn unusable(place: &str) -> String {
    format!("{place} is not the URL of an http, https or socks5 proxy")
}

fn parse(cluster: &Uri, url: &str) -> Option<Proxy> {
    let found: Intercept = Matcher::builder().all(url).build().intercept(cluster)?;
    let (scheme, port) = match found.uri().scheme_str()? {
        "http" => ("http", 80),
        "https" => ("https", 443),
        // With both, the proxy resolves names, as with Go.
        "socks5" | "socks5h" => ("socks5", 1080),
        _ => return None,
    };
    let host = found.uri().host().filter(|host| !host.is_empty())?;
    let uri = format!("{scheme}://{host}:{}", found.uri().port_u16().unwrap_or(port)).parse().ok()?;
    let login = match (found.raw_auth(), found.basic_auth()) {
        (Some((user, password)), _) => Login::Socks(user.to_owned(), password.to_owned()),
        (None, Some(value)) => Login::Basic(value.clone()),
        (None, None) => Login::None,
    };
    Some(Proxy { uri, login })
}

fn is_loopback(cluster: &Uri) -> bool {
    let host = cluster.host().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// Whether `NO_PROXY` lists the cluster. An entry may have a port, and may begin with `*.`.
fn is_exempt(cluster: &Uri, no: &str) -> bool {
    let port = cluster.port_u16().unwrap_or(if cluster.scheme_str() == Some("http") { 80 } else { 443 });
    let host = cluster.host().unwrap_or_default();
    let entries = no.split(',').map(str::trim).filter_map(|entry| {
        // An IPv6 address without brackets has colons and no port.
        let (name, wanted) = match entry.rsplit_once(':') {
            Some((name, wanted)) if !name.contains(':') || name.ends_with(']') => (name, wanted.parse().ok()),
            _ => (entry, None),
        };
        let name = name.trim_start_matches('[').trim_end_matches(']');
        let name = name.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(name);
        // `.a.b` matches only names below `a.b`; with curl, and `Matcher`, also `a.b` itself.
        let is_parent = name.strip_prefix('.').is_some_and(|parent| parent.eq_ignore_ascii_case(host));
        (!is_parent && wanted.is_none_or(|wanted: u16| wanted == port)).then(|| name.to_owned())
    });
    let no = entries.collect::<Vec<_>>().join(",");
    Matcher::builder().all("http://proxy").no(no).build().intercept(cluster).is_none()
}

#[cfg(test)]
mod tests {
    use super::{Login, proxy};

    fn of(cluster: &str, in_kubeconfig: &str, variables: &[(&str, &str)]) -> Result<String, String> {
        let variable =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into());
        let found = proxy(&cluster.parse().unwrap(), Some(in_kubeconfig), variable)?;
        Ok(found.map_or_else(|| "none".to_owned(), |proxy| proxy.uri.to_string()))
    }

    #[test]
    fn the_kubeconfig_comes_first_and_variables_may_be_in_lower_case() {
        let proxies = [("HTTPS_PROXY", "http://a:1"), ("HTTP_PROXY", "http://b:2"), ("NO_PROXY", "*")];
        assert_eq!(of("https://k", "socks5h://c", &proxies).unwrap(), "socks5://c:1080/", "regardless of `NO_PROXY`");
        assert_eq!(of("https://k", "", &proxies[..2]).unwrap(), "http://a:1/");
        assert_eq!(of("http://k", "", &proxies[..2]).unwrap(), "http://b:2/");
        assert_eq!(of("https://k", "", &[("https_proxy", "proxy:3128")]).unwrap(), "http://proxy:3128/");
        assert_eq!(of("https://k", "", &[("ALL_PROXY", "socks5://c:3")]).unwrap(), "socks5://c:3/");
        assert_eq!(of("https://k", "", &[("HTTPS_PROXY", ""), ("all_proxy", "https://c")]).unwrap(), "https://c:443/");
        assert_eq!(of("https://k", "", &[]).unwrap(), "none");
    }

    #[test]
    fn loopback_and_hosts_of_no_proxy_are_reached_directly() {
        let no = |cluster: &str, no: &str| of(cluster, "", &[("HTTPS_PROXY", "http://a:1"), ("no_proxy", no)]).unwrap();
        for cluster in ["https://127.0.0.1:6443", "https://LOCALHOST", "https://[::1]:6443"] {
            assert_eq!(no(cluster, ""), "none", "{cluster}");
        }
        for (cluster, entries) in [
            ("https://k.example.com:6443", "example.com"),
            ("https://k.example.com:6443", " .example.com , "),
            ("https://k.example.com:6443", "*.example.com"),
            ("https://k.example.com:6443", "other,k.example.com:6443"),
            ("https://K.example.com", "k.EXAMPLE.com:443,no/host,,"),
            ("https://10.1.2.3:6443", "10.0.0.0/8"),
            ("https://10.1.2.3:6443", "10.1.2.3:6443"),
            ("https://[fd00::1]:6443", "fd00::/8"),
            ("https://[fd00::1]:6443", "[fd00::1]:6443"),
            ("https://[fd00::1]:6443", "fd00::1"),
            ("https://k", "*"),
        ] {
            assert_eq!(no(cluster, entries), "none", "{cluster} {entries}");
        }
        for (cluster, entries) in [
            ("https://k.example.com:6443", "k.example.com:443"),
            ("https://notexample.com", "example.com,.example.com"),
            ("https://k.example.com", ".k.example.com,*.k.example.com"),
            ("https://10.1.2.3", "10.0.0.0/16, a"),
            // An entry is matched against the cluster, not the proxy.
            ("https://k", "a"),
        ] {
            assert_eq!(no(cluster, entries), "http://a:1/", "{cluster} {entries}");
        }
    }

    #[test]
    fn an_invalid_proxy_is_refused_without_showing_its_password() {
        for url in ["ftp://u:secret@p", "socks4://u:secret@p", "http://", "://u:secret"] {
            let told = of("https://k", url, &[]).unwrap_err();
            assert!(told.contains("`proxy-url`") && !told.contains("secret"), "{told}");
            let told = of("https://k", "", &[("https_proxy", url)]).unwrap_err();
            assert!(told.contains("`HTTPS_PROXY`") && !told.contains("secret"), "{told}");
        }
    }

    #[test]
    fn user_and_password_are_kept_apart_from_the_address() {
        for (url, address, login) in [
            ("http://u:s%40@p:1", "http://p:1", Login::Basic("Basic dTpzQA==".parse().unwrap())),
            ("u@p", "http://p:80", Login::Basic("Basic dTo=".parse().unwrap())),
            ("socks5://u:s%40@p", "socks5://p:1080", Login::Socks("u".into(), "s@".into())),
            ("https://p", "https://p:443", Login::None),
        ] {
            let found = proxy(&"https://k".parse().unwrap(), Some(url), |_| None).unwrap().unwrap();
            assert_eq!((found.to_string().as_str(), found.login), (address, login), "{url}");
        }
    }
}
