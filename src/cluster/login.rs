use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::issuer::Issuer;
use super::lost::Lost;
use super::token_save::save;
use super::tokens::Tokens;

/// A token that expires sooner than this is refreshed, as with kubectl.
const LEEWAY: Duration = Duration::from_secs(10);

/// A login with OpenID Connect: `auth-provider: oidc` of a kubeconfig, as kubectl reads it.
pub(super) struct Login {
    config: HashMap<String, String>,
    tokens: Tokens,
    /// Its name in the kubeconfig.
    user: String,
    /// The files of the kubeconfig; the first that has the user is the one that the tokens come from.
    files: Vec<PathBuf>,
}

/// The tokens of a session.
#[derive(Clone)]
pub(super) struct LoggedIn {
    /// As the kubeconfig had them.
    read: Tokens,
    used: Tokens,
}

impl LoggedIn {
    pub fn id_token(&self) -> &str {
        &self.used.id
    }
}

impl Login {
    pub fn new(user: &str, config: HashMap<String, String>, files: Vec<PathBuf>) -> Self {
        let token = |key: &str| config.get(key).cloned().unwrap_or_default();
        let tokens = Tokens { id: token("id-token"), refresh: token("refresh-token") };
        Self { config, tokens, user: user.to_owned(), files }
    }

    pub fn is_renewable(&self) -> bool {
        !self.tokens.refresh.is_empty()
    }

    /// Gets a valid token, and writes it into the kubeconfig if it is new. A file that cannot be written is a warning.
    ///
    /// `rejected` are the tokens of a session that the cluster rejects. Where they could not be written, the refresh token
    /// of the file may be used up, and theirs is the one to use.
    pub async fn log_in(
        self,
        rejected: Option<LoggedIn>,
        patience: Duration,
    ) -> Result<(LoggedIn, Option<String>), Lost> {
        let read = self.tokens;
        let known = match &rejected {
            Some(before) if before.read == read => before.used.clone(),
            _ => read.clone(),
        };
        let is_rejected = rejected.is_some_and(|before| before.used.id == known.id);
        if !is_rejected && is_valid(&known.id, SystemTime::now()) {
            return Ok((LoggedIn { read, used: known }, None));
        }
        let too_slow = || format!("the issuer did not answer within {} seconds", patience.as_secs_f32());
        let refreshed = timeout(patience, refresh(&self.config, &known)).await.unwrap_or_else(|_| Err(too_slow()));
        let used = refreshed.map_err(Lost::credentials)?;
        let (files, name, new) = (self.files, self.user, used.clone());
        let saved = spawn_blocking(move || save(&files, &name, &new)).await;
        let saved = saved.unwrap_or_else(|_| Err("the refreshed tokens were not written to the kubeconfig".to_owned()));
        Ok((LoggedIn { read, used }, saved.err()))
    }
}

async fn refresh(config: &HashMap<String, String>, known: &Tokens) -> Result<Tokens, String> {
    if known.refresh.is_empty() {
        let state = if known.id.is_empty() { "there is no `id-token`" } else { "the `id-token` is no longer valid" };
        return Err(format!("{state}, and the kubeconfig has no `refresh-token`: log in again"));
    }
    Issuer::new(config)?.refresh(&known.refresh).await
}

/// Whether a JSON web token is valid for some time. One that cannot be read is not.
fn is_valid(token: &str, now: SystemTime) -> bool {
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default() + LEEWAY;
    expiry(token).is_some_and(|expiry| now.as_secs_f64() < expiry)
}

/// The claim `exp`, in seconds since 1970.
fn expiry(token: &str) -> Option<f64> {
    let [_, payload, _] = token.split('.').collect::<Vec<_>>()[..] else { return None };
    let payload = BASE64_URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    serde_json::from_slice::<Value>(&payload).ok()?.get("exp")?.as_f64()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;

    use super::is_valid;

    #[test]
    fn a_token_is_valid_until_ten_seconds_before_it_expires() {
        let token = |payload: &str| format!("e30.{}.x", BASE64_URL_SAFE_NO_PAD.encode(payload));
        let at = |second| UNIX_EPOCH + Duration::from_secs(second);
        for token in [token(r#"{"exp":1000}"#), token(r#"{"exp":1e3}"#)] {
            assert!(is_valid(&token, at(989)) && !is_valid(&token, at(990)), "{token}");
        }
        for token in ["", "e30", "e30.!.x", &token("{}"), &token(r#"{"exp":"9999"}"#), "e30.e30"] {
            assert!(!is_valid(token, at(0)), "{token}");
        }
    }
}
