use super::sandbox::Sandbox;

#[test]
fn a_route_is_made_of_flags() {
    let arguments = "generate ingress-route-tcp redis --namespace prod --service-name redis --service-port 6379 \
                     --entry-point redis --entry-point extra --sni a.example.com,b.example.com --tls-passthrough \
                     --middleware office";
    Sandbox::empty().run(arguments).exits(0).tells("").prints(
        "\
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata:
  name: redis
  namespace: prod
  labels:
    app.kubernetes.io/managed-by: tcpgen
spec:
  entryPoints:
  - redis
  - extra
  routes:
  - match: HostSNI(`a.example.com`) || HostSNI(`b.example.com`)
    middlewares:
    - name: office
    services:
    - name: redis
      port: 6379
  tls:
    passthrough: true
",
    );
}

#[test]
fn what_is_not_said_is_as_the_tools_have_it() {
    let ran =
        Sandbox::empty().run("generate ingress-route-tcp pg --service-name postgres --format json").exits(0).tells("");
    let object = ran.json();
    assert_eq!(object["metadata"]["namespace"], "default");
    assert_eq!(object["spec"]["entryPoints"], serde_json::json!(["postgresql"]));
    assert_eq!(object["spec"]["routes"][0]["match"], "HostSNI(`*`)");
    assert_eq!(object["spec"]["routes"][0]["services"][0]["port"], 5432);
    assert!(object["spec"].get("tls").is_none());
}

#[test]
fn a_middleware_is_made_of_flags() {
    let sandbox = Sandbox::empty();
    let object =
        sandbox.run("generate middleware-tcp office --source-range 10.0.0.0/8 --source-range ::1 --format json");
    let object = object.exits(0).tells("").json();
    assert_eq!(object["kind"], "MiddlewareTCP");
    assert_eq!(object["spec"]["ipAllowList"]["sourceRange"], serde_json::json!(["10.0.0.0/8", "::1"]));
    let limit =
        sandbox.run("generate middleware-tcp limit --in-flight-conn 10 --format json").exits(0).tells("").json();
    assert_eq!(limit["spec"], serde_json::json!({ "inFlightConn": { "amount": 10 } }));
}

#[test]
fn warnings_and_errors_are_those_of_a_state_file() {
    let sandbox = Sandbox::empty();
    let plain = "generate ingress-route-tcp pg --service-name pg --sni pg.example.com";
    sandbox.run(plain).exits(0).prints_part("HostSNI(`pg.example.com`)").tells_part("warning[sni-without-tls]");
    let ran = sandbox.run("generate middleware-tcp office --source-range 10.0.0.300").exits(1).prints("");
    ran.tells_part("error[invalid-source-range]").tells_part(" --> <flags>:3:18\n");
    sandbox.run("generate ingress-route-tcp Not_A_Name --service-name pg").exits(1).prints("").tells_part("error[");
}

#[test]
fn flags_that_are_missing_or_exclude_each_other_are_usage_errors() {
    let sandbox = Sandbox::empty();
    sandbox.run("generate ingress-route-tcp pg").exits(2).tells_part("--service-name");
    sandbox.run("generate middleware-tcp pg").exits(2).tells_part("--source-range");
    sandbox.run("generate middleware-tcp pg --source-range ::1 --in-flight-conn 1").exits(2);
    sandbox.run("generate").exits(2);
}

#[test]
fn no_flag_can_add_what_it_does_not_say() {
    let ran = Sandbox::empty().shell(
        "$TCPGEN generate ingress-route-tcp pg --service-name 'a\"\ntls = \"passthrough' --service-port '1' --format json",
    );
    let spec = ran.exits(0).tells_part("warning[impossible-name]").json()["spec"].take();
    assert_eq!(spec["routes"][0]["services"][0]["name"], "a\"\ntls = \"passthrough");
    assert!(spec.get("tls").is_none());
}
