use tcpgen::question::{Build, Import, List, Outline, Question as _, Reach, Route};
use tcpgen::source::{SourceFile, Sources};

use super::measure::{check, compiled, doubles, each, subject};

fn routes(n: usize) -> String {
    each(n, |at| format!("[routes.r{at}]\nentry_points = [\"e{at}\"]\nservice = \"s{at}:1\"\n"))
}

fn on_one(n: usize) -> String {
    each(n, |at| {
        format!(
            "[routes.r{at}]\nentry_points = [\"e\"]\nsni = \"h{at}.test\"\nservice = \"s{at}:1\"\ntls = \"passthrough\"\n"
        )
    })
}

fn guards(n: usize) -> String {
    each(n, |at| format!("[middlewares.m{at}]\nin_flight_conn = {}\n", at + 1))
}

#[test]
fn the_cost_of_entries_is_linear() {
    check("routes", 500, routes);
    check("middlewares", 500, guards);
    check("unknown middlewares", 500, |n| {
        each(n, |at| format!("[routes.r{at}]\nentry_points = [\"e\"]\nservice = \"s:1\"\nmiddlewares = [\"m{at}\"]\n"))
            + &each(n, |at| format!("[middlewares.n{at}]\nin_flight_conn = 1\n"))
    });
    check("servers transports", 500, |n| each(n, |at| format!("[servers_transports.t{at}]\ndial_timeout = \"5s\"\n")));
    check("TLS options", 500, |n| each(n, |at| format!("[tls_options.o{at}]\nmin_version = \"VersionTLS12\"\n")));
    check("TLS stores", 250, |n| {
        each(n, |at| format!("[tls_stores.\"n{at}/default\"]\ndefault_certificate = {{ secret_name = \"c\" }}\n"))
    });
    check("default TLS options of many namespaces", 250, |n| {
        each(n, |at| format!("[tls_options.\"n{at}/default\"]\nmin_version = \"VersionTLS12\"\n"))
    });
    check("entry points", 500, |n| "[entry_points]\n".to_owned() + &each(n, |at| format!("e{at} = {}\n", at + 1)));
    check("allows that nothing needs", 250, |n| {
        each(n, |at| {
            format!(
                "[middlewares.m{at}]\nin_flight_conn = 1\nallow = [{{ code = \"allows-everyone\", reason = \"x\" }}]\n"
            )
        })
    });
    check("unknown keys", 500, |n| {
        "[routes.r]\nservice = \"a:1\"\n".to_owned() + &each(n, |at| format!("k{at} = 1\n"))
    });
    check("unknown tables", 500, |n| each(n, |at| format!("[tables{at}]\n")));
    check("duplicate objects", 250, |n| {
        each(n, |at| {
            format!(
                "[middlewares.\"{}m\"]\nnamespace = \"default\"\nin_flight_conn = {}\n",
                ["", "default/"][at % 2],
                at + 1
            )
        })
    });
}

#[test]
fn files() {
    let many = |n: usize| {
        let mut sources = Sources::default();
        for at in 0..n {
            sources.add(SourceFile::new(
                format!("{at}.toml"),
                routes(at + 1).lines().skip(3 * at).fold(String::new(), |all, line| all + line + "\n"),
            ));
        }
        sources
    };
    doubles("files", 100, many, |sources| drop(compiled(sources)));
}

#[test]
fn parts_of_a_route() {
    let head = "[routes.r]\nentry_points = [\"e\"]\ntls = \"passthrough\"\n";
    check("rules", 500, |n| {
        head.to_owned() + &each(n, |at| format!("[[routes.r.rules]]\nsni = \"h{at}.test\"\nservice = \"a:1\"\n"))
    });
    check("rules that are the same", 250, |n| {
        head.to_owned() + &each(n, |_| "[[routes.r.rules]]\nsni = \"h.test\"\nservice = \"a:1\"\n".to_owned())
    });
    check("services", 500, |n| {
        let all = each(n, |at| format!("{{ name = \"s{at}\", port = 1, weight = 1 }},\n"));
        format!("[routes.r]\nentry_points = [\"e\"]\nservices = [\n{all}]\n")
    });
    check("middlewares of a route", 500, |n| {
        let all = each(n, |at| format!("\"m{at}\", "));
        format!("{}[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmiddlewares = [{all}]\n", guards(n))
    });
    check("the same middleware again", 500, |n| {
        let all = "\"m0\", ".repeat(n);
        format!("{}[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmiddlewares = [{all}]\n", guards(1))
    });
    check("allow lists of a route", 100, |n| {
        let all = each(n, |at| format!("\"m{at}\", "));
        each(n, |at| {
            format!("[middlewares.m{at}]\nip_allow_list = [\"10.0.0.{}\", \"192.168.{}.0/24\"]\n", at % 200, at % 250)
        }) + &format!("[routes.r]\nentry_points = [\"e\"]\nservice = \"a:1\"\nmiddlewares = [{all}]\n")
    });
    check("entry points of a route", 500, |n| {
        format!("[routes.r]\nentry_points = [{}]\nservice = \"a:1\"\n", each(n, |at| format!("\"e{at}\", ")))
    });
    for (what, of) in [("entry points x 8 routes", [1, 0]), ("8 entry points x routes", [0, 1])] {
        check(what, 100, |n| {
            let [entry_points, routes] = of.map(|grows| if grows == 1 { n } else { 8 });
            let all = each(entry_points, |at| format!("\"e{at}\", "));
            each(routes, |at| {
                format!(
                    "[routes.r{at}]\nentry_points = [{all}]\nsni = \"h{at}.test\"\ntls = \"passthrough\"\nservice = \"a:1\"\n"
                )
            })
        });
    }
    check("names", 500, |n| {
        let all = each(n, |at| format!("\"h{at}.test\", "));
        format!("[routes.r]\nentry_points = [\"e\"]\nsni = [{all}]\ntls = \"passthrough\"\nservice = \"a:1\"\n")
    });
    check("labels", 500, |n| {
        format!(
            "labels = {{ {} }}\n{}",
            (0..n).map(|at| format!("l{at} = \"v\"")).collect::<Vec<_>>().join(", "),
            routes(1)
        )
    });
    check("domains", 500, |n| {
        let all = each(n, |at| format!("{{ main = \"h{at}.test\" }}, "));
        format!(
            "[routes.r]\nentry_points = [\"e\"]\nsni = \"h.test\"\nservice = \"a:1\"\ntls = {{ cert_resolver = \"le\", domains = [{all}] }}\n"
        )
    });
}

#[test]
fn manifests() {
    let document = |at| {
        format!(
            "---\napiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata:\n  name: r{at}\nspec:\n  entryPoints: [e{at}]\n  routes:\n  - match: HostSNI(`*`)\n    services:\n    - name: s\n      port: 1\n"
        )
    };
    let manifest = |text: String| Sources::single("a.yaml", text);
    doubles("documents", 250, |n| manifest(each(n, document)), |sources| drop(compiled(sources)));
    doubles(
        "documents that cannot be read",
        250,
        |n| manifest(each(n, |at| format!("---\na{at}: [\n"))),
        |sources| {
            drop(compiled(sources));
        },
    );
    doubles(
        "documents of other kinds",
        250,
        |n| {
            manifest(each(n, |at| {
                format!("---\napiVersion: v1\nkind: Service\nmetadata:\n  name: s{at}\nspec:\n  ports: []\n")
            }))
        },
        |sources| drop(compiled(sources)),
    );
    doubles(
        "unknown fields of documents",
        250,
        |n| manifest(document(0) + &each(n, |at| format!("  f{at}: 1\n"))),
        |sources| drop(compiled(sources)),
    );
    doubles(
        "import",
        250,
        |n| manifest(each(n, document)),
        |sources| {
            drop(Import::default().ask(sources).unwrap());
        },
    );
}

#[test]
fn questions() {
    doubles("build", 250, |n| subject(routes(n)), |subject| drop(Build::default().ask(subject).unwrap()));
    doubles(
        "list",
        250,
        |n| subject(routes(n)),
        |subject| {
            let list = List::of(subject);
            let answer = list.ask(&subject.compilation.resources).unwrap();
            serde_json::to_writer(std::io::sink(), &answer).unwrap();
        },
    );
    doubles("outline", 250, |n| subject(on_one(n)), |subject| drop(Outline.ask(subject).unwrap()));
    doubles(
        "route",
        250,
        |n| subject(on_one(n)),
        |subject| {
            let route = Route {
                entry_point: "e".into(),
                client_ip: "10.0.0.1".into(),
                sni: Some("h1.test".into()),
                ..Route::default()
            };
            drop(route.ask(subject).unwrap());
        },
    );
    doubles(
        "reach: one entry point",
        250,
        |n| subject(on_one(n)),
        |subject| drop(Reach::default().ask(subject).unwrap()),
    );
    doubles(
        "reach: many entry points",
        250,
        |n| subject(routes(n)),
        |subject| drop(Reach::default().ask(subject).unwrap()),
    );
}

#[test]
fn invariants() {
    // Each of n invariants is held against each of n entry points: that product is what is asked for.
    for (what, of) in [("invariants x 8 routes", [1, 0]), ("8 invariants x routes", [0, 1])] {
        check(what, 100, |n| {
            let [invariants, all] = of.map(|grows| if grows == 1 { n } else { 8 });
            let one = |at: usize| {
                format!("[invariants.i{at}]\nto = \"s{}:1\"\nonly = {{ entry_point = \"e{}\" }}\n", at % 8, at % 8)
            };
            routes(all) + &each(invariants, one)
        });
    }
    check("invariants", 100, |n| {
        routes(2)
            + &each(n, |at| {
                format!(
                    "[invariants.i{at}]\nto = \"s0:1\"\nonly = {{ client_ip = \"10.{}.{}.0/24\" }}\n",
                    at / 250,
                    at % 250
                )
            })
    });
    check("services of an invariant", 250, |n| {
        routes(n)
            + &format!("[invariants.i]\nto = [{}]\nnever = {{ tls = true }}\n", each(n, |at| format!("\"s{at}:1\", ")))
    });
    check("ranges of an invariant", 250, |n| {
        routes(1)
            + &format!(
                "[invariants.i]\nto = \"s0:1\"\nonly = {{ client_ip = [{}] }}\n",
                each(n, |at| format!("\"10.{}.{}.0/25\", ", at / 250, at % 250))
            )
    });
    check("names of an invariant", 250, |n| {
        on_one(n)
            + &format!(
                "[invariants.i]\nto = \"*\"\nonly = {{ sni = [{}] }}\n",
                each(n, |at| format!("\"h{at}.test\", "))
            )
    });
}
