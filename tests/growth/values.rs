use super::measure::{check, each};

#[test]
fn ranges() {
    let list = |all: &str| format!("[middlewares.m]\nip_allow_list = [{all}]\n");
    check("ranges", 1_000, |n| list(&each(n, |at| format!("\"10.{}.{}.0/24\", ", at / 250, at % 250))));
    check("ranges in a range", 1_000, |n| {
        list(&format!("\"10.0.0.0/8\", {}", each(n, |at| format!("\"10.{}.{}.0/24\", ", at / 250, at % 250))))
    });
    check("ranges that are no ranges", 1_000, |n| list(&each(n, |at| format!("\"10.{at}.x\", "))));
    check("the same range", 1_000, |n| list(&"\"10.0.0.0/8\", ".repeat(n)));
    let used = "[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmiddlewares = [\"m\"]\n";
    check("ranges of a list in use", 1_000, |n| {
        list(&each(n, |at| format!("\"10.{}.{}.0/24\", ", at / 250, at % 250))) + used
    });
}

#[test]
fn arrays_where_something_else_belongs() {
    for key in ["entry_points", "routes", "middlewares", "scenarios", "traefik", "namespace", "labels", "invariants"] {
        check(&format!("an array as {key}"), 5_000, |n| format!("{key} = [{}]\n", "1, ".repeat(n)));
        check(&format!("tables as {key}"), 2_000, |n| format!("{key} = [{}]\n", "{}, ".repeat(n)));
    }
    check("an array as the entry points of a route", 5_000, |n| {
        format!("[routes.r]\nservice = \"a:1\"\nentry_points = [{}]\n", "1, ".repeat(n))
    });
    check("an array as a rule", 5_000, |n| {
        format!("[routes.r]\nservice = \"a:1\"\nentry_points = [\"e\"]\nmatch = [{}]\n", "1, ".repeat(n))
    });
}

#[test]
fn long_values() {
    check("letters of a namespace", 20_000, |n| {
        format!("namespace = \"{}\"\n[routes.r]\nservice = \"a:1\"\n", "a".repeat(n))
    });
    check("letters of a key", 20_000, |n| {
        format!("[routes.{}]\nentry_points = [\"e\"]\nservice = \"a:1\"\n", "a".repeat(n))
    });
    check("letters of a service", 20_000, |n| {
        format!("[routes.r]\nentry_points = [\"e\"]\nservice = \"{}:1\"\n", "a".repeat(n))
    });
    check("comments", 5_000, |n| "# a comment\n".repeat(n));
    check("lines that cannot be read", 500, |n| "x =\n".repeat(n));
    check("broken tables", 500, |n| each(n, |at| format!("[routes.r{at}]\nservice = \n")));
    check("tables in tables", 20, |n| format!("[routes.{}]\n", vec!["a"; n].join(".")));
}
