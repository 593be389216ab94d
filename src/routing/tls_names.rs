//! Names that a TLSOption may use (`pkg/tls/cipher.go` and `certificate.go`). Another one makes the options unusable.

/// Cipher suites.
pub(super) const CIPHER_SUITES: [&str; 28] = [
    "TLS_RSA_WITH_RC4_128_SHA",
    "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
    "TLS_RSA_WITH_AES_128_CBC_SHA",
    "TLS_RSA_WITH_AES_256_CBC_SHA",
    "TLS_RSA_WITH_AES_128_CBC_SHA256",
    "TLS_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
    "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_FALLBACK_SCSV",
];

/// Those among them that TLS 1.3 has or that are no suite: TLS 1.2 needs another.
pub(super) const TLS13_SUITES: [&str; 4] =
    ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_FALLBACK_SCSV"];

/// Versions of TLS, the oldest first.
pub(super) const TLS_VERSIONS: [&str; 4] = ["VersionTLS10", "VersionTLS11", "VersionTLS12", "VersionTLS13"];
/// The place of TLS 1.2 among them.
pub(super) const TLS12: usize = 2;
/// The place of TLS 1.3 among them.
pub(super) const TLS13: usize = 3;

/// Elliptic curves.
pub(super) const CURVES: [&str; 8] =
    ["secp256r1", "CurveP256", "secp384r1", "CurveP384", "secp521r1", "CurveP521", "x25519", "X25519"];

/// The first post-quantum exchange.
pub(super) const MLKEM_CURVES: [&str; 2] = ["x25519mlkem768", "X25519MLKEM768"];

/// Those that came later.
pub(super) const SECP_MLKEM_CURVES: [&str; 4] =
    ["secp256r1mlkem768", "SecP256r1MLKEM768", "secp384r1mlkem1024", "SecP384r1MLKEM1024"];

/// What may be asked of clients, and whether it needs trusted authorities.
pub(super) const CLIENT_AUTH_TYPES: [(&str, bool); 5] = [
    ("NoClientCert", false),
    ("RequestClientCert", false),
    ("RequireAnyClientCert", false),
    ("VerifyClientCertIfGiven", true),
    ("RequireAndVerifyClientCert", true),
];

/// The protocols of options that name none, which are also those without any TLSOption
/// (`pkg/tls/tlsmanager.go`, `DefaultTLSOptions`).
pub(super) const DEFAULT_PROTOCOLS: [&str; 3] = ["h2", "http/1.1", ACME_PROTOCOL];

/// The protocol of ACME's TLS challenge (RFC 8737).
pub(crate) const ACME_PROTOCOL: &str = "acme-tls/1";

/// The protocols that Traefik's HTTPS server serves.
pub(super) const HTTP_PROTOCOLS: [&str; 3] = ["h2", "http/1.1", "http/1.0"];
