//! The kubeconfig file that the refreshed tokens of OpenID Connect are written to.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;

use serde_json::json;

use crate::cluster::issuer::{FOREVER, Issuer, fronted, id_token, variable, with_config, yaml};
use crate::cluster::kubeconfig::list;
use crate::cluster::place::Place;
use crate::mcp::client::Client;

fn new(text: &str) -> String {
    text.replace(&id_token("old", 1), &id_token("new-1", FOREVER)).replace("again-0", "again-1")
}

#[test]
fn new_tokens_are_written_and_nothing_else_of_the_file_changes() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    let old = id_token("old", 1);
    let text = yaml(&front, &issuer, &format!("id-token: {old} # short\n\nrefresh-token: 'again-0'\t# long"));
    let path = place.file("mine");
    fs::write(&path, &text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    // A file before it in the list, and the same user in one after it.
    let (first, last) = (place.file("first"), place.file("last"));
    fs::write(&first, "kind: Config\n").unwrap();
    fs::write(&last, "users: [{name: me, user: {auth-provider: {name: oidc, config: {id-token: a}}}}]\n").unwrap();
    let listed = format!("{}:{}:{}", first.display(), path.display(), last.display());
    list(&place, &[("KUBECONFIG", &listed)]).exits(0);
    let expected = text.replace(&old, &id_token("new-1", FOREVER)).replace("'again-0'", "'again-1'");
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&last).unwrap().contains("id-token: a}"));
    // The new token is valid: the issuer is not asked again.
    list(&place, &[("KUBECONFIG", &listed)]).exits(0);
    assert_eq!(issuer.exchanged(), 1);
}

#[test]
fn every_notation_that_kubectl_reads_is_kept() {
    let (place, front) = fronted();
    let old = id_token("old", 1);
    for (tokens, mark, line_break) in [
        (format!("id-token: \"{old}\"\nrefresh-token: \"again-0\""), "", "\n"),
        (format!("id-token:   '{old}'  \nrefresh-token: again-0"), "", "\r\n"),
        (format!("id-token: |-\n  {old}\nrefresh-token: >-\n  again-0\n"), "", "\n"),
        (format!("'id-token':\n    {old}\n? refresh-token\n: again-0"), "", "\r\n"),
        (format!("id-token: !!str {old}\nrefresh-token: &mine 'again-0'"), "\u{feff}", "\n"),
    ] {
        let issuer = Issuer::local(FOREVER);
        // The other user's token is like ours, and stays.
        let text = yaml(&front, &issuer, &tokens).replace("{token: again-0}", "{token: x}").replace('\n', line_break);
        let text = format!("{mark}{text}");
        let path = place.file("mine");
        fs::write(&path, &text).unwrap();
        let ran = list(&place, &[variable(&path)]).exits(0);
        assert_eq!((fs::read_to_string(&path).unwrap(), ran.err), (new(&text), String::new()));
    }
}

#[test]
fn a_kubeconfig_in_json_stays_json() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    let path = with_config(&place, &front, issuer.config("localhost"));
    let whole: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    for text in [format!("{whole:#}\n"), format!("{whole}")] {
        let issuer = Issuer::local(FOREVER);
        let config = &whole["users"][0]["user"]["auth-provider"]["config"];
        let of = |key: &str| issuer.config("localhost")[key].to_string();
        let old = |key: &str| config[key].to_string();
        let text = ["idp-issuer-url", "idp-certificate-authority-data"]
            .iter()
            .fold(text, |text, key| text.replace(&old(key), &of(key)));
        fs::write(&path, &text).unwrap();
        list(&place, &[variable(&path)]).exits(0);
        assert_eq!(fs::read_to_string(&path).unwrap(), new(&text));
    }
}

#[test]
fn a_user_that_has_no_id_token_yet_gets_one() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    let path = place.file("mine");
    let text = yaml(&front, &issuer, "refresh-token: lasting");
    fs::write(&path, &text).unwrap();
    list(&place, &[variable(&path)]).exits(0);
    let line = format!("id-token: {}\n        refresh-token: lasting", id_token("new-1", FOREVER));
    assert_eq!(fs::read_to_string(&path).unwrap(), text.replace("refresh-token: lasting", &line));
}

/// A warning, and the file as it was.
#[track_caller]
fn is_left_alone(place: &Place, path: &Path, told: &str) {
    let before = fs::read(path).unwrap();
    let ran = list(place, &[variable(path)]).exits(0);
    ran.tells("warning: the refreshed tokens were not written to").tells(told);
    assert_eq!(fs::read(path).unwrap(), before);
}

#[test]
fn what_users_share_is_not_changed() {
    let (place, front) = fronted();
    let old = id_token("old", 1);
    let path = place.file("mine");
    for (other, tokens) in [
        (format!("{{token: &it {old}}}"), "id-token: *it\nrefresh-token: again-0".to_owned()),
        (format!("&it {{id-token: {old}, refresh-token: again-0}}"), "<<: *it".to_owned()),
        (format!("{{token: &it again-0, username: {old}}}"), format!("id-token: {old}\nrefresh-token: *it")),
    ] {
        let issuer = Issuer::local(FOREVER);
        fs::write(&path, yaml(&front, &issuer, &tokens).replace("{token: again-0}", &other)).unwrap();
        is_left_alone(&place, &path, "it cannot be edited there without a change to anything else");
        assert_eq!(issuer.exchanged(), 1);
    }
}

#[test]
fn a_kubeconfig_in_another_encoding_is_not_changed() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    let text = yaml(&front, &issuer, &format!("id-token: {}\nrefresh-token: again-0", id_token("old", 1)));
    let path = place.file("wide");
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(&path, wide).unwrap();
    is_left_alone(&place, &path, "it is not UTF-8");
}

#[test]
fn a_link_to_a_kubeconfig_stays_one_and_so_does_the_one_at_home() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    let path = with_config(&place, &front, issuer.config("localhost"));
    let before = fs::read_to_string(&path).unwrap();
    fs::create_dir(place.file(".kube")).unwrap();
    let link = place.file(".kube/config");
    symlink("../kubeconfig-of-test", &link).unwrap();
    list(&place, &[]).exits(0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&path).unwrap(), new(&before));
    assert_eq!(fs::read_dir(place.file(".kube")).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_kubeconfig_that_cannot_be_written_is_a_warning() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    let path = with_config(&place, &front, issuer.config("localhost"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    is_left_alone(&place, &path, "it is read-only");
    assert_eq!(front.values("authorization"), [format!("Bearer {}", id_token("new-1", FOREVER))]);
}

#[test]
fn an_agent_and_a_request_in_words_learn_of_the_warning() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    let mut config = issuer.config("localhost");
    config["refresh-token"] = json!("lasting");
    let path = with_config(&place, &front, config);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    let told = "the refreshed tokens were not written to";
    let asked = format!("ask --run --cluster --kubeconfig {} Create route pg in default for postgres", path.display());
    let ran = place.run(&asked).exits(0).tells(told);
    assert!(ran.json()["notes"][0].as_str().unwrap().starts_with(told), "{ran:?}");
    for fence in [&[][..], &["--namespace", "default"]] {
        let arguments = ["--cluster", "--kubeconfig", path.to_str().unwrap()];
        let mut agent = Client::stdio(&[&arguments[..], fence].concat());
        let route = json!({ "route_name": "pg", "service_name": "postgres", "action": "update" });
        let made = agent.call("traefik_manage_tcp_routing", route.clone());
        assert!(made["notes"][0].as_str().unwrap().starts_with(told), "{made}");
        assert_eq!(agent.call("traefik_manage_tcp_routing", route).get("notes"), None, "once");
    }
}

#[test]
fn a_kubeconfig_stays_its_owners() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    let path = with_config(&place, &front, issuer.config("localhost"));
    if chown(&path, Some(12345), Some(23456)).is_err() {
        // Only root can give a file away.
        return;
    }
    list(&place, &[variable(&path)]).exits(0);
    let known = fs::metadata(&path).unwrap();
    assert_eq!((known.uid(), known.gid(), issuer.exchanged()), (12345, 23456, 1));
}
