use super::sandbox::Sandbox;

#[test]
fn the_starter_builds_without_a_warning_and_its_schema_is_found() {
    let sandbox = Sandbox::empty();
    sandbox.run("init").exits(0).prints("").tells("tcpgen.toml: written\ntcpgen.schema.json: written, for editors\n");
    let starter = sandbox.read("tcpgen.toml");
    let schema = starter.lines().next().unwrap().strip_prefix("#:schema ./").unwrap();
    assert_eq!(sandbox.read(schema), sandbox.run("schema").exits(0).tells("").out);
    sandbox.run("check --strict").exits(0).prints("");
    sandbox.run("build --strict").exits(0).tells("").prints_part("kind: IngressRouteTCP");
    sandbox.run("build --strict --target helm-values").exits(0).prints_part("postgresql:");
    sandbox.run("build --strict .").exits(0);
}

#[test]
fn what_the_starter_says_in_comments_builds_too() {
    let sandbox = Sandbox::empty();
    sandbox.run("init").exits(0);
    let is_code =
        |line: &&str| line.starts_with('[') || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
    let starter = sandbox.read("tcpgen.toml");
    let all: Vec<&str> = starter.lines().map(|line| line.strip_prefix("# ").filter(is_code).unwrap_or(line)).collect();
    assert!(all.contains(&"[routes.redis]"));
    sandbox.write("tcpgen.toml", all.join("\n"));
    sandbox.run("check --strict").exits(0).prints("");
}

#[test]
fn nothing_is_overwritten() {
    let sandbox = Sandbox::empty().file("tcpgen.toml", "mine");
    sandbox.run("init").exits(2).tells(
        "error: cannot write tcpgen.toml: file exists\nhelp: it is left as it is; name another file: `tcpgen init FILE`\n",
    );
    assert_eq!(sandbox.read("tcpgen.toml"), "mine");
    assert_eq!(sandbox.names("."), ["tcpgen.toml"]);
    let sandbox = Sandbox::empty().file("conf/tcpgen.schema.json", "mine");
    sandbox
        .run("init conf/pg.toml")
        .exits(0)
        .tells("conf/pg.toml: written\nconf/tcpgen.schema.json: was there and is left as it is\n");
    assert_eq!(sandbox.read("conf/tcpgen.schema.json"), "mine");
    sandbox.run("init nowhere/pg.toml").exits(2).tells_part("cannot write nowhere/pg.toml: ");
}

#[test]
fn the_schema_is_json_and_describes_every_table() {
    let schema = Sandbox::empty().run("schema").exits(0).tells("").json();
    assert_eq!(schema["title"], "tcpgen state file");
    assert!(schema["properties"]["routes"]["description"].is_string());
}
