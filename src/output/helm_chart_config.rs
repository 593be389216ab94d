use serde_json::json;

use super::{BuildError, BuildFormat};

/// Values of the Traefik chart as the object by which k3s and RKE2 take them for the Traefik that they install themselves.
///
/// # Errors
/// When the serializer refuses a value; it refuses no text.
pub(super) fn helm_chart_config(values: &str, format: BuildFormat) -> Result<String, BuildError> {
    Ok(match format {
        BuildFormat::Yaml => HEAD.to_owned() + &block(values),
        BuildFormat::Json => {
            let object = json!({
                "apiVersion": "helm.cattle.io/v1",
                "kind": "HelmChartConfig",
                "metadata": { "name": "traefik", "namespace": "kube-system" },
                "spec": { "valuesContent": values },
            });
            serde_json::to_string_pretty(&object)? + "\n"
        }
    })
}

/// Name and namespace are those of the chart that k3s installs: others are ignored.
const HEAD: &str = "\
apiVersion: helm.cattle.io/v1
kind: HelmChartConfig
metadata:
  name: traefik
  namespace: kube-system
spec:
  valuesContent: |
";

/// The lines of a block scalar below `spec`.
fn block(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}
