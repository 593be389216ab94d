use std::env;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use kube::config::{Kubeconfig, KubeconfigError, LoadDataError};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

/// The kubeconfig, merged from the files of `$KUBECONFIG` as kubectl merges them: the first value wins, and files that do
/// not exist are skipped. A file that is `named` replaces them.
///
/// # Errors
/// When a file cannot be read or merged, or the named file does not exist. `Err(None)`: there is no kubeconfig.
pub(super) fn read(named: Option<&Path>) -> Result<Kubeconfig, Option<String>> {
    match named {
        Some(path) => read_one(path).map_err(|error| Some(reason(&error, path))),
        None => merged(&files(None)),
    }
}

/// Why a file, or what it refers to, cannot be used. Never with text of the file, as the errors themselves have: the lines
/// around a fault may have a token in them.
pub(super) fn reason(error: &KubeconfigError, path: &Path) -> String {
    let path = path.display();
    match error {
        KubeconfigError::ReadConfig(error, path) => format!("cannot read {}: {error}", path.display()),
        KubeconfigError::Parse(error) => {
            let place = error.location().map(|at| format!(" (line {}, column {})", at.line(), at.column()));
            format!("{path} is not a kubeconfig in YAML{}", place.unwrap_or_default())
        }
        KubeconfigError::KindMismatch | KubeconfigError::ApiVersionMismatch => {
            format!("{path} cannot be merged with what is before it: its `kind` or `apiVersion` is another")
        }
        error => of_data(error),
    }
}

/// Why the certificate of a cluster cannot be used.
pub(super) fn of_data(error: &KubeconfigError) -> String {
    match error {
        KubeconfigError::LoadCertificateAuthority(LoadDataError::ReadFile(error, path)) => {
            format!("cannot read {}: {error}", path.display())
        }
        _ => "`certificate-authority-data` of the kubeconfig is not base64".to_owned(),
    }
}

/// The files that [`read`] looks at, whether they exist or not.
pub(super) fn files(named: Option<&Path>) -> Vec<PathBuf> {
    if let Some(path) = named {
        return vec![path.to_owned()];
    }
    let listed = listed(env::var_os("KUBECONFIG").as_deref());
    // `~/.kube/config`, where there is a home.
    let of_home = || env::home_dir().map(|home| home.join(".kube/config")).into_iter().collect();
    if listed.is_empty() { of_home() } else { listed }
}

/// The files of `$KUBECONFIG`, without empty names.
fn listed(variable: Option<&OsStr>) -> Vec<PathBuf> {
    let paths = variable.into_iter().flat_map(env::split_paths);
    paths.filter(|path| !path.as_os_str().is_empty()).collect()
}

fn merged(paths: &[PathBuf]) -> Result<Kubeconfig, Option<String>> {
    let mut merged = None;
    for path in paths {
        let next = match read_one(path) {
            Err(error) if is_absent(&error) => continue,
            next => next.map_err(|error| reason(&error, path))?,
        };
        merged = Some(match merged {
            Some(before) => Kubeconfig::merge(before, next).map_err(|error| reason(&error, path))?,
            None => next,
        });
    }
    merged.ok_or(None)
}

fn read_one(path: &Path) -> Result<Kubeconfig, KubeconfigError> {
    let mut kubeconfig = Kubeconfig::read_from(path).map(without_empty)?;
    if let Some(directory) = path.parent() {
        resolve_issuers_ca(&mut kubeconfig, directory);
    }
    Ok(kubeconfig)
}

/// A relative path of an issuer's CA starts at the file that it is in, as all other paths of a kubeconfig do.
fn resolve_issuers_ca(kubeconfig: &mut Kubeconfig, directory: &Path) {
    let users = kubeconfig.auth_infos.iter_mut().filter_map(|user| user.auth_info.as_mut());
    for provider in users.filter_map(|user| user.auth_provider.as_mut()) {
        let ca = provider.config.get_mut("idp-certificate-authority").filter(|path| !path.is_empty());
        if let Some(ca) = ca
            && let Some(resolved) = directory.join(&*ca).to_str()
        {
            resolved.clone_into(ca);
        }
    }
}

/// `current-context: ""`, as `kubectl config unset` leaves it, names no context.
fn without_empty(mut kubeconfig: Kubeconfig) -> Kubeconfig {
    kubeconfig.current_context = kubeconfig.current_context.filter(|context| !context.is_empty());
    kubeconfig
}

/// Whether there is no such file, or no place to look for one.
fn is_absent(error: &KubeconfigError) -> bool {
    match error {
        KubeconfigError::FindPath => true,
        KubeconfigError::ReadConfig(error, _) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

/// The certificates of the PEM that a kubeconfig has at this key.
pub(super) fn certificates(pem: &[u8], key: &str) -> Result<Vec<Vec<u8>>, String> {
    let found: Result<Vec<Vec<u8>>, _> =
        CertificateDer::pem_slice_iter(pem).map(|one| one.map(|one| one.to_vec())).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        Ok(_) => Err(format!("`{key}` contains no certificate")),
        // The error has the faulty line.
        Err(_) => Err(format!("`{key}` is not PEM")),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::{listed, merged};

    #[test]
    fn missing_files_are_skipped_and_the_first_value_wins() {
        let directory = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = directory.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let one = file("one", "current-context: \"\"\nclusters: [{ name: a, cluster: { server: 'http://one' } }]\n");
        let two = file("two", "current-context: b\nclusters: [{ name: a, cluster: { server: 'http://two' } }]\n");
        let nowhere = directory.path().join("nowhere");
        let merged_of = |paths: &[&PathBuf]| merged(&paths.iter().map(|path| (*path).clone()).collect::<Vec<_>>());
        let found = merged_of(&[&nowhere, &one, &two]).unwrap();
        assert_eq!(found.current_context.as_deref(), Some("b"));
        assert_eq!(found.clusters.len(), 1);
        assert_eq!(found.clusters[0].cluster.as_ref().unwrap().server.as_deref(), Some("http://one"));
        assert!(matches!(merged_of(&[&nowhere]), Err(None)));
        let garbled = file("garbled", "clusters: {");
        assert!(matches!(merged_of(&[&one, &garbled]), Err(Some(_))), "a file that exists has to be valid");
    }

    #[test]
    fn empty_names_are_skipped() {
        let separator = if cfg!(windows) { ";" } else { ":" };
        let variable = [separator, "a", separator, separator, "b"].concat();
        assert_eq!(listed(Some(variable.as_ref())), ["a", "b"].map(PathBuf::from));
        assert!(listed(Some(separator.as_ref())).is_empty() && listed(None).is_empty());
    }
}
