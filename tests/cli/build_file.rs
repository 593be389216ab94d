use std::fs;
use std::path::Path;

use super::sandbox::{Sandbox, state};
use super::{GOOD, GOOD_YAML, WRONG};

#[test]
fn a_file_gets_the_whole_output_and_is_left_alone_when_it_has_it() {
    let sandbox = state(GOOD);
    sandbox.run("build -o out.yaml").exits(0).prints("").tells("");
    assert_eq!(sandbox.read("out.yaml"), GOOD_YAML);
    let written = fs::metadata(sandbox.path("out.yaml")).unwrap().modified().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    sandbox.run("build -o out.yaml").exits(0);
    assert_eq!(fs::metadata(sandbox.path("out.yaml")).unwrap().modified().unwrap(), written);
    sandbox.write("out.yaml", "something longer that was there before");
    sandbox.run("build -o out.yaml").exits(0);
    assert_eq!(sandbox.read("out.yaml"), GOOD_YAML);
    assert_eq!(sandbox.names("."), ["out.yaml", "tcpgen.toml"], "no temporary file is left");
}

#[test]
fn what_cannot_be_built_leaves_the_old_output() {
    let sandbox = state(WRONG).file("out.yaml", "old");
    sandbox.run("build -o out.yaml").exits(1);
    assert_eq!(sandbox.read("out.yaml"), "old");
}

#[test]
fn where_nothing_can_stand_is_told() {
    let sandbox = state(GOOD).file("file", "");
    sandbox.run("build -o no/out.yaml").exits(2).prints("").tells(
        "error: cannot write no/out.yaml: no such file or directory\n\
         help: the directory that it is to stand in does not exist: make it first\n",
    );
    sandbox.run("build -o file/out.yaml").exits(2).tells("error: cannot write file/out.yaml: not a directory\n");
    sandbox.run("build -o file/").exits(2).tells_part("error: cannot write file/: ");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let sandbox = state(GOOD).file("real/out.yaml", "old");
    fs::set_permissions(sandbox.path("real/out.yaml"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real/out.yaml", sandbox.path("link.yaml")).unwrap();
    symlink("real/new.yaml", sandbox.path("dangling.yaml")).unwrap();
    sandbox.run("build -o link.yaml").exits(0);
    sandbox.run("build -o dangling.yaml").exits(0);
    assert_eq!(fs::read_link(sandbox.path("link.yaml")).unwrap(), Path::new("real/out.yaml"));
    assert_eq!(sandbox.read("real/out.yaml"), GOOD_YAML);
    assert_eq!(sandbox.read("real/new.yaml"), GOOD_YAML);
    let mode = |name| fs::metadata(sandbox.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("real/out.yaml"), 0o640);
    sandbox.shell("umask 027; $TCPGEN build -o fresh.yaml").exits(0);
    assert_eq!(mode("fresh.yaml"), 0o640, "a new file is made as the umask says");
}

#[cfg(unix)]
#[test]
fn a_directory_that_may_not_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = state(GOOD).file("closed/out.yaml", "old");
    fs::set_permissions(sandbox.path("closed"), fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may do everything (root) may write here too.
    if fs::write(sandbox.path("closed/probe"), "").is_err() {
        sandbox
            .run("build -o closed/out.yaml")
            .exits(2)
            .tells("error: cannot write closed/out.yaml: permission denied\n");
    }
    assert_eq!(sandbox.read("closed/out.yaml"), "old");
    fs::set_permissions(sandbox.path("closed"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_devices_stay_devices() {
    let sandbox = state(GOOD);
    sandbox.run("build -o /dev/full").exits(2).tells("error: cannot write /dev/full: no space left on device\n");
    sandbox
        .shell("$TCPGEN build > /dev/full")
        .exits(2)
        .tells("error: cannot write standard output: no space left on device\n");
    sandbox.run("build -o /dev/stdout").exits(0).prints(GOOD_YAML);
    assert!(!fs::metadata("/dev/full").unwrap().is_file());
}

/// `ulimit -f` counts blocks of 512 bytes; the state's output needs more than one.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_may_not_grow_leaves_the_old_output() {
    let many: Vec<String> = (0..200).map(|n| format!("[middlewares.m{n}]\nin_flight_conn = 1\n")).collect();
    let many = many.concat();
    let sandbox = state(&many).file("out.yaml", "old").file("out/mine.txt", "mine");
    let limited = |output| sandbox.shell(&format!("trap '' XFSZ; ulimit -f 1; exec $TCPGEN build -o {output} 2>err"));
    limited("out.yaml").exits(2);
    assert_eq!(sandbox.read("out.yaml"), "old");
    assert_eq!(sandbox.names("."), ["err", "out", "out.yaml", "tcpgen.toml"], "no temporary file is left");
}

#[test]
fn an_existing_directory_needs_no_slash() {
    let sandbox = state(GOOD).file("out/mine.txt", "mine");
    sandbox.run("build -o out").exits(0);
    assert_eq!(sandbox.names("out").len(), 3);
    let sandbox = Sandbox::empty().file("a.toml", GOOD);
    sandbox.run("build a.toml -o new/deep/").exits(0);
    assert_eq!(sandbox.names("new/deep").len(), 2, "directories are made");
}
