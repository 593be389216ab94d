//! The workflow's requests as prompts. Each becomes a sentence that `tcpgen ask` understands as well.

use rmcp::ErrorData;
use rmcp::model::{GetPromptResult, Prompt as Definition, PromptArgument, PromptMessage, Role};
use serde_json::{Map, Value};

use super::prompt::{Blank, Prompt};

const fn blank(name: &'static str, description: &'static str) -> Blank {
    Blank { name, description, default: None }
}

const NAMESPACE: Blank = Blank { name: "namespace", description: "its namespace", default: Some("default") };
const ENTRY_POINT: Blank =
    Blank { name: "entry_point", description: "Traefik's entry point", default: Some("postgresql") };
const PORT: Blank = Blank { name: "port", description: "the Service's port", default: Some("5432") };
const SERVICE: Blank = blank("service", "the Kubernetes Service to forward to");
const ROUTE: Blank = blank("route", "name of the route");
const RANGES: Blank = blank("source_ranges", "addresses and CIDR ranges, with commas between them");
const MIDDLEWARE: Blank = blank("middleware", "a middleware that guards the route; may be left out");

/// Every prompt.
pub(crate) static PROMPTS: [Prompt; 7] = [
    Prompt {
        name: "create_allowlist",
        title: "Create an allow list",
        description: "A middleware that lets only some addresses through",
        blanks: &[blank("name", "name of the middleware"), NAMESPACE, RANGES],
        clauses: &["Create a TCP IP allowlist middleware '{name}' in '{namespace}' allowing [{source_ranges}]"],
        read_only: false,
    },
    Prompt {
        name: "create_route",
        title: "Create a route",
        description: "A route from an entry point to a Service",
        blanks: &[ROUTE, NAMESPACE, SERVICE, PORT, ENTRY_POINT, MIDDLEWARE],
        clauses: &[
            "Create a TCP route '{route}' in '{namespace}' for Kubernetes service '{service}' on port {port}, entry point \
             '{entry_point}'",
            ", with middleware '{middleware}'",
        ],
        read_only: false,
    },
    Prompt {
        name: "list_routes",
        title: "List the routes",
        description: "Every route, where it leads and what guards it",
        blanks: &[],
        clauses: &[
            "List all TCP IngressRoutes and middleware attachments by reading the resource traefik://traffic/tcp/list",
        ],
        read_only: true,
    },
    Prompt {
        name: "update_route",
        title: "Update a route in place",
        description: "Another Service, port, entry point or server name for a route that exists, without a gap; what is \
                      left blank stays as it is (the tool's action `update`)",
        blanks: &[
            ROUTE,
            NAMESPACE,
            SERVICE,
            blank("port", "the Service's port; unchanged if left blank"),
            blank("entry_point", "Traefik's entry point; unchanged if left blank"),
            blank("sni", "the server name that TLS clients send; unchanged if left blank"),
            blank("middleware", "every middleware that is to guard the route; unchanged if left blank"),
        ],
        clauses: &[
            "Update the existing TCP route '{route}' in '{namespace}' to use backend service '{service}'",
            " on port {port}",
            ", entry point '{entry_point}'",
            ", SNI host '{sni}'",
            ", keeping middleware '{middleware}'",
        ],
        read_only: false,
    },
    Prompt {
        name: "create_tls_passthrough_route",
        title: "Create a route with TLS passthrough",
        description: "Encrypted bytes go to the Service, which ends TLS itself",
        blanks: &[ROUTE, NAMESPACE, SERVICE, PORT, ENTRY_POINT, blank("sni", "the server name that clients send")],
        clauses: &[
            "Create IngressRouteTCP '{route}' in '{namespace}' for service '{service}' on port {port}, entry point \
                    '{entry_point}', SNI '{sni}', with TLS passthrough enabled",
        ],
        read_only: false,
    },
    Prompt {
        name: "generate_manifest",
        title: "Generate a manifest",
        description: "The YAML of a route, for git; nothing is applied",
        blanks: &[ROUTE, NAMESPACE, SERVICE, PORT, ENTRY_POINT, MIDDLEWARE],
        clauses: &[
            "Generate an IngressRouteTCP YAML for route name '{route}' targeting Kubernetes service '{service}' on port \
             {port} in namespace '{namespace}'. Use entry point '{entry_point}' and catch-all HostSNI (*) for plain TCP \
             clients",
            ", with middleware '{middleware}'",
        ],
        read_only: true,
    },
    Prompt {
        name: "delete_route",
        title: "Delete a route",
        description: "Takes a route away; the middlewares stay",
        blanks: &[ROUTE, NAMESPACE],
        clauses: &["Delete the TCP route '{route}' in '{namespace}'"],
        read_only: false,
    },
];

fn offered(read_only: bool) -> impl Iterator<Item = &'static Prompt> {
    PROMPTS.iter().filter(move |prompt| prompt.read_only || !read_only)
}

/// The prompts as the protocol describes them.
pub(super) fn definitions(read_only: bool) -> Vec<Definition> {
    let definition = |prompt: &Prompt| {
        let argument = |blank: &Blank| {
            PromptArgument::new(blank.name).with_description(blank.description).with_required(prompt.needs(blank))
        };
        let arguments = prompt.blanks.iter().map(argument).collect();
        Definition::new(prompt.name, Some(prompt.description), Some(arguments)).with_title(prompt.title)
    };
    offered(read_only).map(definition).collect()
}

/// A prompt with its blanks filled.
pub(super) fn get(name: &str, given: &Map<String, Value>, read_only: bool) -> Result<GetPromptResult, ErrorData> {
    let Some(prompt) = offered(read_only).find(|prompt| prompt.name == name) else {
        let names: Vec<&str> = offered(read_only).map(|prompt| prompt.name).collect();
        let message = format!("there is no prompt `{name}`; there are: {}", names.join(", "));
        return Err(ErrorData::invalid_params(message, None));
    };
    match prompt.text(given) {
        Ok(text) => {
            Ok(GetPromptResult::new(vec![PromptMessage::new_text(Role::User, text)])
                .with_description(prompt.description))
        }
        Err(missing) => Err(ErrorData::invalid_params(format!("`{name}` needs `{missing}`"), None)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::PROMPTS;
    use crate::ask::ask;

    #[test]
    fn every_prompt_is_a_request_that_is_understood() {
        for prompt in &PROMPTS {
            let value = |name: &str| match name {
                "port" => "80",
                "source_ranges" => "10.0.0.0/8, '::1'",
                _ => "a-name",
            };
            let all: Map<String, Value> =
                prompt.blanks.iter().map(|blank| (blank.name.to_owned(), json!(value(blank.name)))).collect();
            let needed: Map<String, Value> = prompt
                .blanks
                .iter()
                .filter(|blank| prompt.needs(blank))
                .map(|blank| (blank.name.to_owned(), json!(value(blank.name))))
                .collect();
            for given in [&all, &needed] {
                let text = prompt.text(given).unwrap();
                assert!(!text.contains('{'), "{text}");
                assert!(ask(&text).is_ok(), "{text}: {:?}", ask(&text));
            }
            for name in needed.keys() {
                let mut fewer = needed.clone();
                fewer.remove(name);
                assert_eq!(prompt.text(&fewer), Err(name.as_str()), "{}", prompt.name);
            }
        }
    }
}
