use super::sandbox::state;
use super::{GOOD, WRONG};

#[test]
fn the_ports_of_the_chart_are_written_with_their_reasons() {
    let text = format!("{GOOD}[entry_points.smtp]\nport = 25\n").replace("[entry_points]\npostgresql = 5432\n", "")
        + "[entry_points.postgresql]\nport = 5432\n";
    let ran = state(&text).run("build --target helm-values").exits(0).tells("");
    let (comments, values) = ran.out.split_at(ran.out.find("ports:").unwrap());
    assert!(comments.lines().all(|line| line.starts_with("# ")) && comments.contains("asDefault"), "{comments}");
    assert!(comments.contains("smtp: a port below 1024 (25)"), "{comments}");
    assert_eq!(
        values,
        "\
ports:
  smtp:
    port: 8025
    exposedPort: 25
    expose:
      default: true
    protocol: TCP
  postgresql:
    port: 5432
    exposedPort: 5432
    expose:
      default: true
    protocol: TCP
"
    );
}

#[test]
fn json_says_the_same() {
    let values = state(GOOD).run("build --target helm-values --format json").exits(0).json();
    assert_eq!(values["ports"]["postgresql"]["exposedPort"], 5432);
}

#[test]
fn a_state_that_the_chart_cannot_serve_is_refused() {
    let text = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\n";
    state(text).run("build --target helm-values").exits(1).prints("").tells(
        "error: the state declares no entry points, so the chart has nothing to open\n\
         help: declare them: `[entry_points]`, and under it `postgresql = 5432`\n",
    );
    state(WRONG).run("build --target helm-values").exits(1).prints("");
    state(GOOD)
        .run("build --target helm-values -o out/")
        .exits(2)
        .tells("error: Helm values are one file, and `-o` names a directory\nhelp: name a file: `-o ports.yaml`\n");
}

#[test]
fn k3s_takes_the_same_values_from_an_object() {
    let sandbox = state(GOOD);
    let values = sandbox.run("build --target helm-values").exits(0).out;
    let yaml = sandbox.run("build --target helm-chart-config").exits(0).tells("").out;
    let json = sandbox.run("build --target helm-chart-config --format json").exits(0).json();
    assert_eq!(serde_yaml::from_str::<serde_json::Value>(&yaml).unwrap(), json);
    assert_eq!(json["spec"]["valuesContent"], values);
    assert_eq!((&json["kind"], &json["apiVersion"]), (&"HelmChartConfig".into(), &"helm.cattle.io/v1".into()));
    let refused = sandbox.run("build --target helm-chart-config -o out/").exits(2);
    refused.tells("error: a HelmChartConfig is one object, and `-o` names a directory\nhelp: name a file: `-o traefik-config.yaml`\n");
    state(WRONG).run("build --target helm-chart-config").exits(1).prints("");
}
