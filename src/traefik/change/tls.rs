use super::topic::{Change, Evidence, Topic, When, topic, v3};

topic! { "TLS options and certificates" after super::connections::END;
    EMPTY_ALPN_SPEAKS_NONE, "empty-alpn-speaks-none", "`alpnProtocols: []` of a TLSOption", Since [v3(1, 1)],
        "the default list" => "no ALPN at all: every protocol gets through, none is agreed on",
        Evidence::Observed("3.0.4", "3.2.0");
    SESSION_TICKETS_SWITCH, "session-tickets-switch", "`disableSessionTickets`", Since [v3(4, 0)],
        "unknown: the file provider rejects its whole file" => "it works",
        Evidence::Observed("3.3.6", "3.4.0");
    MLKEM_CURVE, "mlkem-curve", "`X25519MLKEM768` in `curvePreferences`", Since [v3(5, 0)],
        "the options cannot be used: their routers close connections" => "it works",
        Evidence::Observed("3.4.3", "3.5.1");
    SECP_MLKEM_CURVES, "secp-mlkem-curves", "`SecP256r1MLKEM768` and `SecP384r1MLKEM1024` in `curvePreferences`", Since [v3(7, 7)],
        "the options cannot be used: their routers close connections" => "they work",
        Evidence::Observed("3.7.6", "3.7.9");
    MISSING_CERTIFICATE_ALERT, "missing-certificate-alert", "A TLS 1.2 client without the certificate that is asked for", Since [v3(6, 8)],
        "alert `bad_certificate`" => "alert `handshake_failure`",
        Evidence::Observed("3.5.3", "3.6.15");
    WHOLE_SAN_LISTS, "whole-san-lists", "Which of two matching certificates is shown", Since [v3(6, 22), v3(7, 6)],
        "the one whose matching name is more exact" => "whole lists of names are compared, in reverse order",
        Evidence::Observed("3.7.5", "3.7.6");
    ONE_WILDCARD_LABEL, "one-wildcard-label", "A certificate for `*.*.example.com`", Since [v3(7, 0)],
        "it serves `a.b.example.com`" => "it is not used",
        Evidence::Observed("3.6.15", "3.7.0");
    HYBRID_KEY_EXCHANGE, "hybrid-key-exchange", "The default key exchanges", Since [v3(4, 2)],
        "X25519, P-256 and others; from 3.1.3 also a draft of Kyber" => "X25519MLKEM768 first",
        Evidence::Observed("3.4.0", "3.4.3");
}
