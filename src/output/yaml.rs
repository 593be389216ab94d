use serde_saphyr::SerializerOptions;

use crate::resource::Object;

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

/// Strings that YAML 1.1 or 1.2 would read as something else are quoted by the serializer; folded blocks are off, since
/// a rule that is folded over several lines is hard to compare.
fn write(stream: &mut String, object: &Object) -> Result<(), serde_saphyr::ser::Error> {
    let options: SerializerOptions = serde_saphyr::ser_options! { prefer_block_scalars: false };
    serde_saphyr::to_fmt_writer_with_options(stream, object, options)
}
