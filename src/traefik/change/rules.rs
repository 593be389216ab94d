use super::topic::{Change, Evidence, Topic, When, topic, v2, v3};

topic! { "Rules and host names" after 0;
    DEFAULT_RULE_SYNTAX, "default-rule-syntax", "`core.defaultRuleSyntax` for TCP routers", Since [v3(0, 1)],
        "ignored" => "applied",
        Evidence::Read("pkg/server/aggregator.go");
    IPV6_ZONES, "ipv6-zones", "A client address with an IPv6 zone, as `fe80::1%eth0`", Since [v2(6), v3(0, 4)],
        "`ClientIP` does not match, an allow list rejects" => "the zone is cut off",
        Evidence::Read("pkg/ip/checker.go");
    UNDERSCORE_HOSTS, "underscore-hosts", "An underscore in `HostSNI`", Since [v2(22), v3(3, 5)],
        "the router is disabled: `is not a valid hostname`" => "the name matches",
        Evidence::Observed("3.3.4", "3.3.5");
    WILDCARD_HOSTS, "wildcard-hosts", "A wildcard in `HostSNI`, as `*.example.com`", Since [v3(7, 0)],
        "the router is disabled: `is not a valid hostname`" => "it matches one label",
        Evidence::Observed("3.6.15", "3.7.0");
    CASELESS_HOSTS, "caseless-hosts", "Capitals in `HostSNI`, v3 syntax", Since [v3(7, 0)],
        "the router is enabled and matches no client: names are compared in lower case, the rule is not"
            => "case does not count",
        Evidence::Observed("3.6.15", "3.7.0");
    DOT_CUT_ONCE, "dot-cut-once", "Several dots at the end of a name in `HostSNI`", Since [v3(7, 0)],
        "each comparison in vain cuts one more dot, for good: it starts to match after the first"
            => "one dot is cut, so it never matches",
        Evidence::Observed("3.6.15", "3.7.0");
    NEGATED_HOSTS_LEFT_OUT, "negated-hosts-left-out", "A negated `HostSNI` on a router without TLS", Since [v3(7, 13)],
        "the first name counts, negated or not: ``!HostSNI(`a`)`` is disabled"
            => "negated names are left out: ``!HostSNI(`a`)`` is enabled",
        Evidence::Observed("3.7.12", "3.7.13");
    PROVIDERS_PRECEDENCE, "providers-precedence", "`providers.precedence`", Since [v3(7, 0)],
        "unknown: Traefik does not start" => "it settles a tie between two providers, where it is set",
        Evidence::Observed("3.6.15", "3.7.0");
}
