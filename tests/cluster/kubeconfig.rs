//! Where the kubeconfig comes from, and what `tcpgen` does with one as a user has it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::cluster::command::Ran;
use crate::cluster::place::{Place, kubeconfig_of, kubeconfig_with};

/// The file of a kubeconfig whose cluster and user have these fields.
pub fn kubeconfig(place: &Place, cluster: Value, user: Value) -> PathBuf {
    let path = place.file("kubeconfig-of-test");
    fs::write(&path, kubeconfig_with(cluster, user)).unwrap();
    path
}

/// Lists a cluster with these variables, and no others that lead to one or to a proxy.
pub fn list(place: &Place, variables: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tcpgen"));
    command.args(["list", "--cluster"]).current_dir(place.file("")).stdin(Stdio::null());
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_ascii_lowercase());
    }
    for name in ["KUBECONFIG", "KUBERNETES_SERVICE_HOST", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command.env("HOME", place.file("")).envs(variables.iter().copied()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn files_of_the_variable_that_are_missing_are_passed_over() {
    let place = Place::own();
    let missing = place.file("missing");
    let real = place.kubeconfig.display().to_string();
    for listed in [format!("{}:{real}", missing.display()), format!(":{real}:{}", missing.display())] {
        list(&place, &[("KUBECONFIG", &listed)]).exits(0);
    }
    let none = list(&place, &[("KUBECONFIG", &missing.display().to_string())]).exits(2);
    none.tells("there is no kubeconfig").tells("this is not a pod of a cluster");
}

#[test]
fn the_context_may_be_in_another_file_than_its_cluster() {
    let place = Place::own();
    let whole: Value = serde_json::from_str(&kubeconfig_of(&place.kube().endpoint())).unwrap();
    let contexts = json!({ "current-context": "test", "contexts": whole["contexts"], "clusters": null });
    let rest = json!({ "current-context": "other", "clusters": whole["clusters"], "users": whole["users"] });
    let (one, two) = (place.file("one"), place.file("two"));
    fs::write(&one, contexts.to_string()).unwrap();
    fs::write(&two, rest.to_string()).unwrap();
    list(&place, &[("KUBECONFIG", &format!("{}:{}", one.display(), two.display()))]).exits(0);
}

#[test]
fn without_the_variable_it_is_in_the_home_directory() {
    let place = Place::own();
    list(&place, &[]).exits(2).tells("there is no kubeconfig");
    fs::create_dir(place.file(".kube")).unwrap();
    fs::copy(&place.kubeconfig, place.file(".kube/config")).unwrap();
    list(&place, &[]).exits(0);
    list(&place, &[("KUBECONFIG", "")]).exits(0);
    list(&place, &[("KUBECONFIG", ":")]).exits(0);
}

#[test]
fn a_server_without_a_scheme_and_a_context_without_a_user_are_taken() {
    let place = Place::own();
    let server = place.kube().endpoint().replace("http://", "");
    let mut config: Value = serde_json::from_str(&kubeconfig_of(&server)).unwrap();
    config["contexts"][0]["context"] = json!({ "cluster": "test" });
    let path = place.file("bare");
    fs::write(&path, config.to_string()).unwrap();
    list(&place, &[("KUBECONFIG", path.to_str().unwrap())]).exits(0);
}
