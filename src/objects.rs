//! Objects from state files and manifests alike, for what needs objects alone: listing, routing, comparing.

use crate::check::{self, Context};
use crate::diagnostic::Severity;
use crate::import::{Imported, manifests};
use crate::resource::{Kind, Object, Resources};
use crate::routing::RoutingTable;
use crate::source::{SourceFile, Sources, Span};
use crate::{Compilation, Options, compile, environment};

/// Whether a source is a manifest: by its name (`.yaml`, `.yml`, `.json` or `.toml`), and where that says nothing, as of
/// standard input, by its first line.
pub fn is_manifest(file: &SourceFile) -> bool {
    let extension = file.name().rsplit_once('.').map(|(_, extension)| extension);
    match extension {
        Some("yaml" | "yml" | "json") => true,
        Some("toml") => false,
        _ => begins_like_yaml(file.text()),
    }
}

/// State files are compiled, manifests are read; their objects stand together, those of the state files first. What is
/// said of `[traefik]` and `[entry_points]` in a state file holds for the manifests' objects as well. Objects of the
/// manifests are not checked; [`checked`] does that.
pub fn objects(sources: &Sources, options: Options) -> Compilation {
    let any = |wanted: bool| sources.iter().any(|(_, file)| is_manifest(file) == wanted);
    if !any(true) {
        return compile(sources, options);
    }
    let mut compilation = if any(false) { compile(&only(sources, false), options) } else { Compilation::default() };
    let Imported { resources, diagnostics } = manifests(&only(sources, true));
    let all = [compilation.resources.objects(), resources.objects()].concat();
    let (routes, mut together): (Vec<Object>, Vec<Object>) =
        all.into_iter().partition(|object| object.kind() == Kind::IngressRouteTcp);
    together.extend(routes);
    compilation.resources = Resources::new(together);
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
    compilation.unread.extend(errors.map(|found| found.span));
    compilation.diagnostics.extend(diagnostics);
    compilation
}

/// The same, and what there is to say of the objects of the manifests too: every check that looks at objects, and what
/// the routing table comes to with all of them. A manifest's text is not mended, so nothing there has fixes.
pub fn checked(sources: &Sources, options: Options) -> Compilation {
    let mut compilation = objects(sources, options);
    let is_of_manifest = |span: Span| sources.file(span.file).is_some_and(is_manifest);
    if compilation.has_errors() || !sources.iter().any(|(_, file)| is_manifest(file)) {
        return compilation;
    }
    let context = Context::new(sources, &compilation.desired, &compilation.resources, &[]).with_manifests();
    let mut found = Vec::new();
    check::check(&context, &mut found);
    drop(context);
    check::suppress(&compilation.desired, false, &mut found);
    for diagnostic in &mut found {
        if is_of_manifest(diagnostic.span) {
            diagnostic.fixes.clear();
        }
    }
    compilation.diagnostics.append(&mut found);
    let diagnostics = &mut compilation.diagnostics;
    if options.strict {
        for diagnostic in diagnostics.iter_mut() {
            diagnostic.severity = Severity::Error;
        }
    }
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.severity, diagnostic.code.name));
    // Of a state file all was said before, but for what the manifests make of it.
    diagnostics.dedup();
    compilation
}

/// A Traefik that serves these objects. Manifests say nothing of entry points: those that their routes name exist.
pub fn routing_table(sources: &Sources, compilation: &Compilation) -> RoutingTable {
    let mut environment = environment(&compilation.desired);
    environment.assume_entry_points |= sources.iter().any(|(_, file)| is_manifest(file));
    RoutingTable::new(&compilation.resources, &environment)
}

/// The same files under the same numbers; those of the other sort are empty.
fn only(sources: &Sources, manifests: bool) -> Sources {
    let mut some = Sources::default();
    for (_, file) in sources.iter() {
        let text = if is_manifest(file) == manifests { file.text() } else { "" };
        some.add(SourceFile::new(file.name(), text));
    }
    some
}

/// `{`, `---`, `%`, `- ` or `key:` begin a manifest; `[` and `key =` a state file.
fn begins_like_yaml(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let Some(line) = first.map(str::trim) else { return false };
    let key = line.split([':', '=']).next().unwrap_or_default();
    let behind = line.get(key.len()..).unwrap_or_default();
    line.starts_with(['{', '%']) || line.starts_with("---") || line.starts_with("- ") || behind.starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::{is_manifest, objects};
    use crate::Options;
    use crate::source::{SourceFile, Sources};

    #[test]
    fn names_decide_and_else_the_first_line() {
        for (name, text, manifest) in [
            ("a.yaml", "", true),
            ("a.yml", "[a]", true),
            ("a.json", "", true),
            ("a.toml", "a: b", false),
            ("<stdin>", "", false),
            ("<stdin>", "# a comment\n\napiVersion: v1\n", true),
            ("<stdin>", "---\nkind: x", true),
            ("<stdin>", "{\"kind\": \"List\"}", true),
            ("<stdin>", "\"kind\": x", true),
            ("<stdin>", "# a: comment\n[routes.pg]\n", false),
            ("<stdin>", "namespace = \"a:b\"\n", false),
            ("<stdin>", "routes.\"a\".service = \"pg:5432\"\n", false),
        ] {
            assert_eq!(is_manifest(&SourceFile::new(name, text)), manifest, "{name} {text:?}");
        }
    }

    #[test]
    fn state_files_and_manifests_are_one_set_of_objects() {
        let mut sources = Sources::default();
        let manifest = "kind: MiddlewareTCP\napiVersion: traefik.io/v1alpha1\nmetadata: {name: m}\nspec: {}\n";
        sources.add(SourceFile::new("m.yaml", manifest));
        sources.add(SourceFile::new("tcpgen.toml", "[routes.r]\nservice = \"pg:5432\"\nmiddlewares = [\"m\"]\n"));
        let found = objects(&sources, Options::default());
        let names: Vec<String> =
            found.resources.objects().iter().map(|object| object.object_ref().to_string()).collect();
        assert_eq!(names, ["default/m", "default/r"]);
        assert_eq!(sources.slice(found.resources.objects()[0].span), "m");
        assert_eq!(sources.slice(found.resources.objects()[1].span), "r");
    }
}
