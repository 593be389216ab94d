use std::fs::{self, File, FileType};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempPath};

/// Links that are followed before a chain counts as a circle, as Linux has it.
const LINKS_AT_MOST: usize = 40;

/// The name of a staged file: this, six letters or digits, and [`STAGED_END`], an ending that no program looks for.
const STAGED: &str = ".tcpgen-staged-";
const STAGED_END: &str = ".tmp";
const STAGED_RANDOM: usize = 6;

/// What a build of a directory intends to do there, while it does it. No program looks for its ending.
pub(crate) const JOURNAL: &str = ".tcpgen-journal.tmp";

/// A file that is written and not yet in its place. It is closed: a directory may have more files than may be open.
pub(crate) struct Staged {
    file: TempPath,
    target: PathBuf,
}

/// Removes the files that killed processes have staged. The caller holds the directory's lock.
pub(crate) fn sweep(directory: &Path) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_staged) {
            // One that cannot be removed does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether this is the name of a staged file.
pub(crate) fn is_staged(name: &str) -> bool {
    let random = name.strip_prefix(STAGED).and_then(|rest| rest.strip_suffix(STAGED_END));
    random
        .is_some_and(|random| random.len() == STAGED_RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Writes the content beside its place, so that a full disk is noticed before anything is replaced.
pub(crate) fn stage(path: &Path, content: &[u8]) -> io::Result<Staged> {
    stage_at(resolve(path)?, content)
}

pub(super) fn stage_at(target: PathBuf, content: &[u8]) -> io::Result<Staged> {
    let directory = parent(&target);
    // The system's own words where there is no such directory: those of `tempfile` name the temporary file.
    fs::metadata(directory)?;
    let mut file = permissions(Builder::new().prefix(STAGED).suffix(STAGED_END).rand_bytes(STAGED_RANDOM))
        .tempfile_in(directory)?;
    if let Ok(known) = fs::metadata(&target) {
        keep_owner(file.as_file(), &known);
        file.as_file().set_permissions(known.permissions())?;
    }
    file.as_file_mut().write_all(content)?;
    file.as_file().sync_all()?;
    Ok(Staged { file: file.into_temp_path(), target })
}

impl Staged {
    /// Where it is now.
    #[cfg(feature = "cli")]
    pub fn path(&self) -> &Path {
        &self.file
    }

    /// Leaves it there for a later process if this one is ended, or fails, before it is in its place.
    #[cfg(feature = "cli")]
    pub fn keep(&mut self) {
        self.file.disable_cleanup(true);
    }

    /// Puts the file into its place; from now on everybody sees the new content.
    pub fn commit(self) -> io::Result<()> {
        self.file.persist(&self.target).map_err(|error| error.error)
    }

    /// The same, unless there is anything in its place.
    #[cfg(feature = "cli")]
    pub fn commit_new(self) -> io::Result<()> {
        self.file.persist_noclobber(&self.target).map_err(|error| error.error).map(drop)
    }
}

/// A file that root replaces stays its owner's, and a group keeps its file. Where the system does not allow that, the file
/// belongs to who writes it.
#[cfg(unix)]
fn keep_owner(file: &File, known: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let is_kept = file.metadata().is_ok_and(|made| (made.uid(), made.gid()) == (known.uid(), known.gid()));
    if !is_kept && fchown(file, Some(known.uid()), Some(known.gid())).is_err() {
        let _ = fchown(file, None, Some(known.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}

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

/// New names survive a power cut where the system can promise that. It is no failure where it cannot.
pub(crate) fn sync_directory(directory: &Path) {
    if cfg!(unix)
        && let Ok(directory) = File::open(directory)
    {
        let _ = directory.sync_all();
    }
}

/// The directory that a file stands in.
pub(crate) fn parent(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where symbolic links lead, also to a file that is not there yet.
pub(crate) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..LINKS_AT_MOST {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Where output may flow although it is no file: the system's own names for streams, as `/dev/stdout`. Never a disk.
#[cfg(feature = "cli")]
pub(crate) fn is_stream(path: &Path) -> bool {
    let is_system = path.starts_with("/dev") || path.starts_with("/proc");
    is_system && special(path).is_some_and(|kind| kind != DISK)
}

const DISK: &str = "a block device";

/// What is at a path, if it is neither a file nor a directory: to open one may take forever.
pub(crate) fn special(path: &Path) -> Option<&'static str> {
    let kind = fs::metadata(path).ok()?.file_type();
    (!kind.is_file() && !kind.is_dir()).then(|| name(kind))
}

#[cfg(unix)]
fn name(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        _ if kind.is_fifo() => "a named pipe",
        _ if kind.is_socket() => "a socket",
        _ if kind.is_block_device() => DISK,
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn name(_: FileType) -> &'static str {
    "a device"
}
