use serde_json::json;
use tcpgen::Session;

use super::suite::codes;

const GENERATE: &str = "traefik_generate_routing_manifest";

#[test]
fn a_route_with_its_middlewares() {
    let mut session = Session::default();
    let answer = session.call(
        GENERATE,
        &json!({ "manifest_type": "ingress_route_tcp", "name": "pg", "service_name": "postgres", "middlewares": "[\"office\"]" }),
    );
    let yaml = "\
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata:
  name: pg
  namespace: default
  labels:
    app.kubernetes.io/managed-by: tcpgen
spec:
  entryPoints:
  - postgresql
  routes:
  - match: HostSNI(`*`)
    middlewares:
    - name: office
    services:
    - name: postgres
      port: 5432
";
    assert_eq!(answer["yaml"], yaml, "{answer}");
    assert_eq!(answer["warnings"], json!([]));
    assert_eq!(session.source(), "", "nothing is applied");
}

#[test]
fn a_middleware() {
    let arguments =
        json!({ "manifest_type": "middleware_tcp", "name": "m", "namespace": "ops", "source_ranges": ["0.0.0.0/0"] });
    let answer = Session::default().call(GENERATE, &arguments);
    assert!(answer["yaml"].as_str().unwrap().contains("sourceRange:\n    - 0.0.0.0/0\n"), "{answer}");
    assert_eq!(codes(&answer), ["allows-everyone"]);
    assert!(answer["warnings"][0]["file"].is_null(), "there is no file that it could stand in");
}

#[test]
fn what_an_api_server_would_refuse_is_refused() {
    let arguments = json!({ "manifest_type": "middleware_tcp", "name": "M", "source_ranges": ["10.0.0.1"] });
    let answer = Session::default().call(GENERATE, &arguments);
    assert_eq!((&answer["status"], &answer["code"]), (&json!("error"), &json!("invalid-name")));
}
