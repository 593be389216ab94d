use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Links that are followed before a chain counts as a circle, as Linux has it.
const LINKS_AT_MOST: usize = 40;

/// A file that is written and not yet in its place.
pub(super) struct Staged {
    file: NamedTempFile,
    target: PathBuf,
}

/// Replaces a file's content, whole or not at all, and answers whether it had to. The file keeps its permissions, and a
/// symbolic link stays one: the file it leads to is replaced. A device or a pipe is written to as it is.
pub(in super::super) fn replace(path: &Path, content: &[u8]) -> io::Result<bool> {
    if is_special(path) {
        return OpenOptions::new().write(true).open(path)?.write_all(content).map(|()| true);
    }
    match differs(path, content) {
        Ok(false) => return Ok(false),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    stage(path, content)?.commit()?;
    Ok(true)
}

/// Whether a file's content is another than this one.
pub(in super::super) fn differs(path: &Path, content: &[u8]) -> io::Result<bool> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length != content.len() as u64 {
        return Ok(true);
    }
    let mut found = Vec::with_capacity(content.len());
    file.take(length).read_to_end(&mut found)?;
    Ok(found != content)
}

/// Writes the content beside its place, so that a full disk is noticed before anything is replaced.
pub(super) fn stage(path: &Path, content: &[u8]) -> io::Result<Staged> {
    let target = resolve(path)?;
    let directory = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    let mut file =
        permissions(builder.prefix(".tcpgen-")).tempfile_in(directory).map_err(|error| without_path(&error))?;
    if let Ok(known) = fs::metadata(&target) {
        file.as_file().set_permissions(known.permissions())?;
    }
    file.write_all(content).map_err(|error| without_path(&error))?;
    file.as_file().sync_all()?;
    Ok(Staged { file, target })
}

impl Staged {
    /// Puts the file into its place; from now on everybody sees the new content.
    pub fn commit(self) -> io::Result<()> {
        self.file.persist(&self.target).map_err(|error| error.error)?;
        sync_directory(&self.target);
        Ok(())
    }
}

/// As any program would create it: readable for all, less the umask.
#[cfg(unix)]
fn permissions<'b, 'p, 's>(builder: &'b mut Builder<'p, 's>) -> &'b mut Builder<'p, 's> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn permissions<'b, 'p, 's>(builder: &'b mut Builder<'p, 's>) -> &'b mut Builder<'p, 's> {
    builder
}

/// The new name survives a power cut where the system can promise that. It is no failure where it cannot.
fn sync_directory(file: &Path) {
    if cfg!(unix)
        && let Some(parent) = file.parent()
        && let Ok(directory) = File::open(if parent.as_os_str().is_empty() { Path::new(".") } else { parent })
    {
        let _ = directory.sync_all();
    }
}

/// Where symbolic links lead, also to a file that is not there yet.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..LINKS_AT_MOST {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir())
}

/// The name of a temporary file helps nobody, and the library hides the system's own words behind it.
fn without_path(error: &io::Error) -> io::Error {
    match (error.raw_os_error(), error.kind()) {
        (Some(code), _) => io::Error::from_raw_os_error(code),
        (None, kind @ io::ErrorKind::NotFound) => io::Error::new(kind, "no such file or directory"),
        (None, kind) => io::Error::from(kind),
    }
}
