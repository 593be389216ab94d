use super::decoder::Decoder;
use super::problem;
use super::route::SYNTAXES;
use super::table::table;
use crate::source::{Spanned, Text};
use crate::traefik::TraefikVersion;

table! {
    /// Facts about the Traefik that will serve this state. The checks use them.
    pub struct Traefik {
        /// Traefik's version: `3.7.15`, `3.7` (its newest tested patch), `v3` or `v2`. With v2 the objects have the group
        /// `traefik.containo.us/v1alpha1` and v2's spellings.
        /// Default: the latest that tcpgen knows.
        /// Example: `"3.7"`
        version: Text,
        /// The file with Traefik's static configuration, relative to this file: YAML, TOML, or a manifest whose container has
        /// its arguments. Its settings take precedence.
        /// Example: `"traefik.yml"`
        static_file as "static": Text,
        /// The file with the values of Traefik's Helm chart, relative to this file. They take precedence, with the chart's defaults.
        /// Example: `"values.yaml"`
        values: Text,
        /// `providers.kubernetesCRD.allowCrossNamespace`.
        /// Default: `false`
        /// Example: `true`
        allow_cross_namespace: Spanned<bool>,
        /// `providers.kubernetesCRD.allowExternalNameServices`.
        /// Default: `false`
        /// Example: `true`
        allow_external_name_services: Spanned<bool>,
        /// `providers.kubernetesCRD.allowEmptyServices`: a Service without ready endpoints is one without servers, whose
        /// connections are closed, instead of one that is left out.
        /// Default: `false`
        /// Example: `true`
        allow_empty_services: Spanned<bool>,
        /// `providers.kubernetesCRD.nativeLBByDefault`: connections go to the Service's cluster address where a route sets no
        /// `native_lb`. Since Traefik 3.0.
        /// Default: `false`
        /// Example: `true`
        native_lb_by_default: Spanned<bool>,
        /// `providers.kubernetesCRD.namespaces`: the namespaces that Traefik watches. It sees no object of any other. An empty
        /// list counts as none.
        /// Default: every namespace.
        /// Example: `["default", "databases"]`
        namespaces: Spanned<Vec<Text>>,
        /// `providers.kubernetesCRD.crossProviderNamespaces`: only routes of these namespaces may refer to another
        /// provider, as `name@file` does. An empty list counts as none, as it does in Traefik. Since Traefik 3.6.17 and
        /// 3.7.1.
        /// Default: every namespace.
        /// Example: `["infra"]`
        cross_provider_namespaces: Spanned<Vec<Text>>,
        /// `providers.kubernetesCRD.safeNaming`: names of objects that differ never collide. Since Traefik 3.7.12.
        /// Default: `false`
        /// Example: `true`
        safe_naming: Spanned<bool>,
        /// `providers.kubernetesCRD.defaultTLSResourcesNamespace`: of several TLSOptions or TLSStores named `default`,
        /// that of this namespace counts. Since Traefik 3.7.12.
        /// Example: `"infra"`
        default_tls_resources_namespace: Text,
        /// `core.defaultRuleSyntax`: the syntax of rules that set none.
        /// Default: `"v3"`
        /// Example: `"v2"`
        default_rule_syntax: Text => SYNTAXES,
        /// `providers.kubernetesCRD.ingressClass`: routes of another class are ignored.
        /// Example: `"internal"`
        ingress_class_name: Text,
        /// Major version of the Traefik Helm chart that `--target helm-values` writes for.
        /// Default: `41`
        /// Example: `41`
        chart: Spanned<i64>,
    }
    then syntax_is_known;
}

/// Traefik does not start with any other (`pkg/config/static/static_config.go`, `ValidateConfiguration`).
fn syntax_is_known(traefik: &Traefik, decoder: &mut Decoder<'_>) {
    if let Some(syntax) = traefik.default_rule_syntax.as_ref().filter(|it| !SYNTAXES.contains(&it.as_str())) {
        let key = "default_rule_syntax";
        decoder.report(problem::invalid_value::diagnostic(syntax.span, syntax, key, &SYNTAXES));
    }
}

impl Traefik {
    /// The version: the latest if none is set, or if it cannot be parsed.
    pub fn version(&self) -> TraefikVersion {
        self.version.as_ref().and_then(|text| TraefikVersion::parse(text)).unwrap_or_default()
    }
}
