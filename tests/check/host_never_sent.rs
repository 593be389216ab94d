use crate::check::marks::{fires, fixed, silent, spares, tls};

const CODE: &str = "host-never-sent";

#[test]
fn ports_addresses_and_empty_labels() {
    for host in
        ["x.test:443", "127.0.0.1", "127.0.0.1:1", "::1", "2001:db8::1", "x.test..", ".x.test", "x..test", ".", ".."]
    {
        fires(CODE, &tls(&format!("\"HostSNI(`y.test`) || HostSNI(«`{host}`»)\"")));
    }
    fires(
        CODE,
        "[routes.r]\nentry_points = [\"e\"]\nsni = [\"a.test\", «\"x.test:1\"»]\nservice = \"s:1\"\ntls = {}\n",
    );
}

#[test]
fn names_that_clients_send() {
    for host in
        ["x.test", "x.test.", "X.TEST", "a_b.test", "*.test", "xn--bcher-kva.test", "1.2.3.4.test", "localhost", "*"]
    {
        silent(&tls(&format!("\"HostSNI(`{host}`)\"")));
    }
    spares(CODE, &crate::check::marks::plain("\"HostSNI(`x.test:443`)\""));
}

#[test]
fn a_port_is_cut_off() {
    assert_eq!(fixed(CODE, &tls("'HostSNI(`x.test:443`)'")), [tls("'HostSNI(`x.test`)'")]);
    let short =
        |name: &str| format!("[routes.r]\nentry_points = [\"e\"]\nsni = \"{name}\"\nservice = \"s:1\"\ntls = {{}}\n");
    assert_eq!(fixed(CODE, &short("x.test:1")), [short("x.test")]);
    assert!(fixed(CODE, &tls("'HostSNI(`127.0.0.1:1`)'")).is_empty());
}
