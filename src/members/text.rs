use std::path::Path;

use super::unread::Unread;
use crate::source::{FILE_AT_MOST, SourceFile};

/// The bytes of a file as text.
pub(crate) fn decoded(name: &str, bytes: Vec<u8>) -> Result<SourceFile, Unread> {
    let refused = |reason: String| Unread::read(Path::new(name), reason);
    if bytes.len() as u64 > FILE_AT_MOST {
        let megabytes = FILE_AT_MOST >> 20;
        return Err(refused(format!("it is larger than {megabytes} MiB"))
            .help("split the state into several files: they are read as one"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::new(name, text)),
        Err(error) => {
            let (valid, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
            Err(refused(not_utf8(bytes, valid)).help("save it as UTF-8"))
        }
    }
}

fn not_utf8(bytes: &[u8], valid: usize) -> String {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return "it is UTF-16, not UTF-8".to_owned();
    }
    let before = str::from_utf8(bytes.get(..valid).unwrap_or_default()).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let byte = bytes.get(valid).copied().unwrap_or_default();
    format!("it is not UTF-8 (byte 0x{byte:02x} in line {line})")
}
