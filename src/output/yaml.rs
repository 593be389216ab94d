use serde::Serialize;
use serde_saphyr::SerializerOptions;

use crate::resource::{Metadata, Object, Spec};

/// A multi-document stream, as `kubectl apply -f` takes it.
///
/// # Errors
/// When the serializer refuses a value; no object that compiled without errors has one.
pub fn yaml<'a>(objects: impl IntoIterator<Item = &'a Object>) -> Result<String, serde_saphyr::ser::Error> {
    let mut stream = String::new();
    for (index, object) in objects.into_iter().enumerate() {
        if index > 0 {
            stream.push_str("---\n");
        }
        write(&mut stream, object)?;
    }
    Ok(stream)
}

/// One object alone.
///
/// # Errors
/// As [`yaml`].
pub fn yaml_object(object: &Object) -> Result<String, serde_saphyr::ser::Error> {
    let mut text = String::new();
    write(&mut text, object)?;
    Ok(text)
}

/// An object's fields behind `apiVersion` and `kind`.
#[derive(Serialize)]
struct Content<'a> {
    metadata: &'a Metadata,
    spec: &'a Spec,
}

/// Strings that YAML 1.1 or 1.2 would read as something else are quoted by the serializer; folded blocks are off, since
/// a rule that is folded over several lines is hard to compare. `apiVersion` and `kind` are a few words of ours that need
/// no quotes, and every object begins with them: the serializer is not asked each time.
fn write(stream: &mut String, object: &Object) -> Result<(), serde_saphyr::ser::Error> {
    let Object { group, metadata, spec, .. } = object;
    stream.extend(["apiVersion: ", group.name(), "\nkind: ", spec.kind().name(), "\n"]);
    let options: SerializerOptions = serde_saphyr::ser_options! { prefer_block_scalars: false };
    serde_saphyr::to_fmt_writer_with_options(stream, &Content { metadata, spec }, options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::{ApiGroup, IngressRouteTcp, MiddlewareTcp, ServersTransportTcp, TlsOption, TlsStore};

    #[test]
    fn an_object_is_written_as_the_serializer_would() {
        let specs = [
            Spec::IngressRouteTcp(IngressRouteTcp::default()),
            Spec::MiddlewareTcp(MiddlewareTcp::default()),
            Spec::ServersTransportTcp(Box::<ServersTransportTcp>::default()),
            Spec::TlsOption(TlsOption::default().into()),
            Spec::TlsStore(TlsStore::default().into()),
        ];
        for group in [ApiGroup::TraefikIo, ApiGroup::TraefikContainoUs] {
            for spec in &specs {
                let (metadata, spec) = (Metadata::default(), spec.clone());
                let object = Object::new(group, metadata, spec);
                assert_eq!(yaml_object(&object).unwrap(), serde_saphyr::to_string(&object).unwrap());
            }
        }
    }
}
