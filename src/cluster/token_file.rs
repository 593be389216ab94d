use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use http::HeaderValue;

use super::lost::Lost;

/// A file with a bearer token that another program renews: `tokenFile` of a kubeconfig, or a pod's service account.
///
/// It is read for every request, and whitespace around the token is trimmed, as kubectl does. If it cannot be read, the last
/// token is used.
#[derive(Debug)]
pub(super) struct TokenFile {
    path: PathBuf,
    last: Mutex<Option<HeaderValue>>,
}

impl TokenFile {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), last: Mutex::default() }
    }

    /// The value of `Authorization`.
    pub fn authorization(&self) -> Result<HeaderValue, Lost> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match read(&self.path) {
            Ok(value) => Ok(last.insert(value).clone()),
            Err(reason) => last.clone().ok_or_else(|| Lost::credentials(reason)),
        }
    }
}

fn read(path: &Path) -> Result<HeaderValue, String> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read the token file {shown}: {error}"))?;
    let token = text.trim();
    if token.is_empty() {
        return Err(format!("the token file {shown} is empty"));
    }
    let value = HeaderValue::try_from(format!("Bearer {token}"));
    let mut value = value.map_err(|_| format!("the token file {shown} contains more than a token"))?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::TokenFile;

    #[test]
    fn the_token_is_what_the_file_has_now_without_what_surrounds_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("token");
        let file = TokenFile::new(&path);
        assert!(file.authorization().unwrap_err().reason.contains("cannot read the token file"));
        for (text, value) in [("one\n", "Bearer one"), ("\ttwo\r\n\n", "Bearer two"), ("", "Bearer two")] {
            fs::write(&path, text).unwrap();
            assert_eq!(file.authorization().unwrap(), value);
        }
        fs::remove_file(&path).unwrap();
        assert_eq!(file.authorization().unwrap(), "Bearer two");
        fs::write(&path, "a\nb").unwrap();
        assert!(TokenFile::new(&path).authorization().unwrap_err().reason.contains("more than a token"));
    }
}
