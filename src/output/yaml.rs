use serde::Serialize;
use serde_saphyr::SerializerOptions;
use serde_saphyr::ser::Error;

use crate::resource::{Labels, Metadata, Object, Spec};
use crate::source::Text;

/// A multi-document stream, as `kubectl apply -f` takes it.
///
/// # Errors
/// When the serializer refuses a value; no object that compiled without errors has one.
pub fn yaml<'a>(objects: impl IntoIterator<Item = &'a Object>) -> Result<String, Error> {
    let mut writer = Writer::default();
    for (index, object) in objects.into_iter().enumerate() {
        if index > 0 {
            writer.stream.push_str("---\n");
        }
        writer.object(object)?;
    }
    Ok(writer.stream)
}

/// Writes objects one by one, each as a text of its own.
#[derive(Default)]
pub(crate) struct ObjectWriter<'a>(Writer<'a>);

impl<'a> ObjectWriter<'a> {
    /// The next object.
    ///
    /// # Errors
    /// As [`yaml`].
    pub fn text(&mut self, object: &'a Object) -> Result<String, Error> {
        self.0.object(object)?;
        Ok(std::mem::take(&mut self.0.stream))
    }
}

/// One object alone.
///
/// # Errors
/// As [`yaml`].
pub fn yaml_object(object: &Object) -> Result<String, Error> {
    ObjectWriter::default().text(object)
}

/// Writes objects, part by part. Labels and annotations that objects share are serialized once.
#[derive(Default)]
struct Writer<'a> {
    stream: String,
    /// The labels and annotations that were written last, and their text.
    common: Option<(&'a Labels, &'a Labels, String)>,
}

/// A part of an object under its key.
#[derive(Serialize)]
struct Part<M> {
    metadata: M,
}

#[derive(Serialize)]
struct Name<'a> {
    name: &'a Text,
    namespace: &'a Text,
}

#[derive(Serialize)]
struct Common<'a> {
    #[serde(skip_serializing_if = "Labels::is_empty")]
    labels: &'a Labels,
    #[serde(skip_serializing_if = "Labels::is_empty")]
    annotations: &'a Labels,
}

#[derive(Serialize)]
struct Content<'a> {
    spec: &'a Spec,
}

impl<'a> Writer<'a> {
    /// `apiVersion` and `kind` come from fixed lists and need no quotes.
    fn object(&mut self, object: &'a Object) -> Result<(), Error> {
        let Object { group, metadata, spec, .. } = object;
        let Metadata { name, namespace, labels, annotations } = metadata;
        self.stream.extend(["apiVersion: ", group.name(), "\nkind: ", spec.kind().name(), "\n"]);
        write(&mut self.stream, &Part { metadata: Name { name, namespace } })?;
        self.common(labels, annotations)?;
        write(&mut self.stream, &Content { spec })
    }

    fn common(&mut self, labels: &'a Labels, annotations: &'a Labels) -> Result<(), Error> {
        if labels.is_empty() && annotations.is_empty() {
            return Ok(());
        }
        let known = self.common.as_ref().is_some_and(|known| known.0 == labels && known.1 == annotations);
        if !known {
            let mut text = String::new();
            write(&mut text, &Part { metadata: Common { labels, annotations } })?;
            // `metadata:` is there already, before the name.
            let text = text.split_once('\n').map_or("", |(_, text)| text).to_owned();
            self.common = Some((labels, annotations, text));
        }
        if let Some((_, _, text)) = &self.common {
            self.stream.push_str(text);
        }
        Ok(())
    }
}

/// Strings that YAML 1.1 or 1.2 would read as something else are quoted by the serializer; folded blocks are off, since
/// a rule that is folded over several lines is hard to compare.
fn write(stream: &mut String, part: &impl Serialize) -> Result<(), Error> {
    let options: SerializerOptions = serde_saphyr::ser_options! { prefer_block_scalars: false };
    serde_saphyr::to_fmt_writer_with_options(stream, part, options)
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

    #[test]
    fn names_labels_and_annotations_are_written_as_the_serializer_would() {
        let text = |text: &str| Text::nowhere(text.into());
        let labels =
            |pairs: &[(&str, &str)]| pairs.iter().map(|(key, value)| (text(key), text(value))).collect::<Labels>();
        let all = [
            labels(&[]),
            labels(&[("team", "data")]),
            labels(&[("on", "y"), ("1e3", "0x1f"), ("a.b/c", "x: y # z")]),
            labels(&[("notes", "one\ntwo\n"), ("empty", "")]),
        ];
        let named = [("pg", "default"), ("on", "null"), ("a: b", "- c")];
        let mut objects = Vec::new();
        for (name, namespace) in named {
            for labels in &all {
                for annotations in &all {
                    let (labels, annotations) = (labels.clone(), annotations.clone());
                    let metadata = Metadata { name: text(name), namespace: text(namespace), labels, annotations };
                    let spec = Spec::MiddlewareTcp(MiddlewareTcp::default());
                    objects.push(Object::new(ApiGroup::TraefikIo, metadata, spec));
                }
            }
        }
        let options: SerializerOptions = serde_saphyr::ser_options! { prefer_block_scalars: false };
        let each = objects.iter().map(|object| serde_saphyr::to_string_with_options(object, options.clone()).unwrap());
        let each: Vec<_> = each.collect();
        let mut writer = ObjectWriter::default();
        assert_eq!(objects.iter().map(|object| writer.text(object).unwrap()).collect::<Vec<_>>(), each);
        assert_eq!(yaml(&objects).unwrap(), each.join("---\n"));
    }
}
