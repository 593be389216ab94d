use super::sandbox::state;
use super::{GOOD, WRONG};

#[test]
fn a_file_is_fresh_stale_or_missing() {
    let sandbox = state(GOOD);
    sandbox
        .run("build --check -o out.yaml")
        .exits(1)
        .prints("")
        .tells("error: out.yaml is missing\nhelp: build again without `--check`\n");
    assert_eq!(sandbox.names("."), ["tcpgen.toml"], "it writes nothing");
    sandbox.run("build -o out.yaml").exits(0);
    sandbox.run("build --check -o out.yaml").exits(0).prints("").tells("");
    sandbox.write("out.yaml", "old\n");
    sandbox
        .run("build --check -o out.yaml")
        .exits(1)
        .tells("error: out.yaml is stale\nhelp: build again without `--check`\n");
    assert_eq!(sandbox.read("out.yaml"), "old\n");
}

#[test]
fn every_file_of_a_directory_that_differs_is_named() {
    let sandbox = state(GOOD);
    sandbox.run("build -o out/").exits(0);
    sandbox.run("build --check -o out/").exits(0).tells("");
    let changed = GOOD.replace("192.168.1.0/24", "10.0.0.0/8").replace("routes.postgres", "routes.renamed");
    sandbox.write("tcpgen.toml", changed);
    sandbox.run("build --check -o out/").exits(1).prints("").tells(
        "error: out/40-middlewaretcp-default-office.yaml is stale\n\
         error: out/50-ingressroutetcp-default-renamed.yaml is missing\n\
         error: out/50-ingressroutetcp-default-postgres.yaml is left over\n\
         help: build again without `--check`\n",
    );
    sandbox
        .run("build --check -o nowhere/")
        .exits(1)
        .tells_part("nowhere/40-middlewaretcp-default-office.yaml is missing");
}

#[test]
fn a_state_with_errors_is_told_before_anything_is_compared() {
    state(WRONG).run("build --check -o out.yaml").exits(1).tells_part("error[unknown-key]");
}

#[test]
fn helm_values_are_compared_as_well() {
    let sandbox = state(GOOD);
    sandbox.run("build --target helm-values -o ports.yaml").exits(0);
    sandbox.run("build --target helm-values --check -o ports.yaml").exits(0);
    sandbox.write("tcpgen.toml", GOOD.replace("postgresql = 5432", "postgresql = 5433"));
    sandbox.run("build --target helm-values --check -o ports.yaml").exits(1).tells_part("ports.yaml is stale");
}
