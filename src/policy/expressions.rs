use crate::resource::Kind;

/// One check as an expression that holds for objects without the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expression {
    /// The code of the check.
    pub code: &'static str,
    /// The kind of object that it is about.
    pub kind: Kind,
    /// The expression; `object` is the object.
    pub cel: &'static str,
    /// What of the check it leaves out; empty if nothing.
    pub leaves_out: &'static str,
}

const fn of(kind: Kind, code: &'static str, cel: &'static str, leaves_out: &'static str) -> Expression {
    Expression { code, kind, cel, leaves_out }
}

use Kind::{IngressRouteTcp as Route, MiddlewareTcp as Middleware, ServersTransportTcp as Transport};

/// Every check that CEL can carry. Lists that an API server's schema requires are taken to be there.
pub static EXPRESSIONS: [Expression; 19] = [
    of(
        Route,
        "invalid-priority",
        "object.spec.routes.all(r, !has(r.priority) || r.priority <= 9223372036854774807)",
        "",
    ),
    of(
        Route,
        "invalid-port",
        "object.spec.routes.all(r, !has(r.services) || r.services.all(s, !string(s.port).matches('^-?[0-9]+$') || \
         (int(string(s.port)) >= 1 && int(string(s.port)) <= 65535)))",
        "names of ports",
    ),
    of(
        Route,
        "invalid-weight",
        "object.spec.routes.all(r, !has(r.services) || r.services.all(s, !has(s.weight) || s.weight >= 0))",
        "",
    ),
    of(
        Route,
        "invalid-proxy-protocol-version",
        "object.spec.routes.all(r, !has(r.services) || r.services.all(s, !has(s.proxyProtocol) || \
         !has(s.proxyProtocol.version) || (s.proxyProtocol.version >= 1 && s.proxyProtocol.version <= 2)))",
        "",
    ),
    of(
        Route,
        "reserved-alpn",
        "object.spec.routes.all(r, !r.match.matches('(ALPN|alpn|Alpn)\\\\([`\"]acme-tls/1[`\"]\\\\)'))",
        "other spellings of the call",
    ),
    of(
        Route,
        "empty-argument",
        "object.spec.routes.all(r, !r.match.matches('(HostSNI|ClientIP|ALPN)\\\\((``|\"\")\\\\)'))",
        "other spellings of the call",
    ),
    of(
        Route,
        "unknown-matcher",
        "object.spec.routes.all(r, r.match.contains('Regexp') || r.match.contains('regexp') || r.match.contains('REGEXP') || \
         r.match.findAll('[A-Za-z]+\\\\(').all(m, m in ['HostSNI(', 'hostsni(', 'HOSTSNI(', 'Hostsni(', 'ClientIP(', \
         'clientip(', 'CLIENTIP(', 'Clientip(', 'ALPN(', 'alpn(', 'Alpn(']))",
        "rules with a regular expression",
    ),
    of(
        Route,
        "sni-without-tls",
        "has(object.spec.tls) || object.spec.routes.all(r, r.match.contains('!') || !r.match.contains('HostSNI(') || \
         r.match.split('HostSNI(')[1].matches('^([`\"]\\\\*[`\"]\\\\)|``|\"\")'))",
        "rules with a negation, and other spellings of the call",
    ),
    of(Route, "no-service", "object.spec.routes.all(r, has(r.services) && size(r.services) > 0)", ""),
    of(Route, "missing-entry-points", "has(object.spec.entryPoints) && size(object.spec.entryPoints) > 0", ""),
    of(
        Route,
        "all-weights-zero",
        "object.spec.routes.all(r, !has(r.services) || size(r.services) < 2 || r.services.exists(s, !has(s.weight) || s.weight != 0))",
        "",
    ),
    of(Route, "duplicate-rule", "object.spec.routes.all(r, object.spec.routes.exists_one(q, q.match == r.match))", ""),
    of(
        Middleware,
        "invalid-source-range",
        "[has(object.spec.ipAllowList) && has(object.spec.ipAllowList.sourceRange) ? object.spec.ipAllowList.sourceRange : [], \
         has(object.spec.ipWhiteList) && has(object.spec.ipWhiteList.sourceRange) ? object.spec.ipWhiteList.sourceRange : []]\
         .all(ranges, ranges.all(x, isIP(x) || isCIDR(x) || x.matches('^[0-9a-fA-F:.]*:[0-9a-fA-F:.]+(/[0-9]+)?$') || \
         x.matches('^[0-9.]+/0[0-9]+$')))",
        "IPv6 ranges that only look like one",
    ),
    of(
        Middleware,
        "invalid-amount",
        "!has(object.spec.inFlightConn) || !has(object.spec.inFlightConn.amount) || object.spec.inFlightConn.amount >= 0",
        "",
    ),
    of(
        Middleware,
        "empty-allow-list",
        "!has(object.spec.ipAllowList) || (has(object.spec.ipAllowList.sourceRange) && size(object.spec.ipAllowList.sourceRange) > 0)",
        "`ipWhiteList`",
    ),
    of(
        Middleware,
        "empty-middleware",
        "has(object.spec) && (has(object.spec.ipAllowList) || has(object.spec.ipWhiteList) || has(object.spec.inFlightConn))",
        "",
    ),
    of(
        Middleware,
        "two-types-in-one-middleware",
        "!has(object.spec.inFlightConn) || !(has(object.spec.ipAllowList) || has(object.spec.ipWhiteList))",
        "",
    ),
    of(
        Middleware,
        "closes-everyone",
        "!has(object.spec.inFlightConn) || (has(object.spec.inFlightConn.amount) && object.spec.inFlightConn.amount != 0)",
        "",
    ),
    of(
        Transport,
        "root-ca-no-home",
        "!has(object.spec.tls) || !has(object.spec.tls.rootCAs) || object.spec.tls.rootCAs.all(ca, has(ca.secret) || has(ca.configMap))",
        "",
    ),
];
