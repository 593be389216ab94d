//! The `tcpgen` command as people and programs meet it: what it prints, what it tells, what it writes, how it exits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper that fails fails the test")]

mod ask;
mod bad_input;
mod build;
mod build_check;
mod build_directory;
mod build_file;
mod build_former;
mod build_safety;
mod check;
mod diff;
mod explain;
mod fix;
mod generate;
mod helm_values;
mod help;
mod init;
mod list;
mod sandbox;
mod streams;
mod watch;

/// A state with one route and its guard that compiles without a warning.
const GOOD: &str = r#"
[entry_points]
postgresql = 5432

[middlewares.office]
ip_allow_list = ["192.168.1.0/24"]

[routes.postgres]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["office"]
"#;

/// The objects of [`GOOD`].
const GOOD_YAML: &str = "\
apiVersion: traefik.io/v1alpha1
kind: MiddlewareTCP
metadata:
  name: office
  namespace: default
  labels:
    app.kubernetes.io/managed-by: tcpgen
spec:
  ipAllowList:
    sourceRange:
    - 192.168.1.0/24
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata:
  name: postgres
  namespace: default
  labels:
    app.kubernetes.io/managed-by: tcpgen
spec:
  entryPoints:
  - postgresql
  routes:
  - match: HostSNI(`*`)
    middlewares:
    - name: office
    services:
    - name: postgres
      port: 5432
";

/// A state with one warning: a server name on a route that does not look at TLS.
const WARNS: &str = "[routes.pg]\nentry_points = [\"pg\"]\nsni = \"pg.example.com\"\nservice = \"pg:5432\"\n";

/// A state with one error, which has a safe fix.
const WRONG: &str = "[routes.pg]\nentrypoints = [\"pg\"] # the port\nservice = \"pg:5432\"\n";
