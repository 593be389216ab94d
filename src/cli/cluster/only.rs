use crate::cli::Failure;
use crate::desired::split_entry;
use crate::diagnostic::closest;
use crate::resource::{Kind, Object, Resources};

/// The emitted objects, or those among them that `--only` names.
pub(super) fn chosen<'r>(resources: &'r Resources, only: &[String]) -> Result<Vec<&'r Object>, Failure> {
    if only.is_empty() {
        return Ok(resources.emitted().collect());
    }
    let mut failure = Failure::default();
    let mut names = Vec::new();
    for entry in only {
        match find(resources, entry) {
            Ok(object) => names.push(object),
            Err(found) => failure = failure.and(found),
        }
    }
    if !failure.is_empty() {
        return Err(failure);
    }
    // In the state's order, each once.
    Ok(resources.emitted().filter(|object| names.iter().any(|named| std::ptr::eq(*named, *object))).collect())
}

fn find<'r>(resources: &'r Resources, entry: &str) -> Result<&'r Object, Failure> {
    let Some((kind, name)) = split_entry(entry) else {
        let tables = Kind::ALL.map(Kind::table);
        let failure = Failure::new(format!("`{entry}` names no entry"));
        return Err(
            failure.help(format!("an entry is a table and a name, `routes.postgres`; tables: {}", tables.join(", ")))
        );
    };
    let of_table = || resources.emitted().filter(|object| object.kind() == kind);
    let full = |object: &Object| object.object_ref().to_string();
    let found: Vec<&Object> =
        of_table().filter(|object| object.metadata.name.as_str() == name || full(object) == name).collect();
    match found[..] {
        [object] => Ok(object),
        [] => {
            let names: Vec<String> = of_table().map(|object| object.metadata.name.to_string()).collect();
            let failure = Failure::new(format!("the state has no `{entry}`"));
            let near = closest(name, names.iter().map(String::as_str));
            Err(match near {
                Some(near) => failure.help(format!("did you mean `{}.{near}`?", kind.table())),
                None => failure.help("`tcpgen build` shows what it has"),
            })
        }
        _ => {
            let names: Vec<String> =
                found.iter().map(|object| format!("`{}.{}`", kind.table(), full(object))).collect();
            let failure = Failure::new(format!("`{entry}` is in several namespaces"));
            Err(failure.help(format!("name one: {}", names.join(", "))))
        }
    }
}
