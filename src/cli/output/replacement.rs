//! A file that is replaced as a whole or not at all: what is written stands beside it until all of it is there, so that
//! whatever fails or is stopped leaves the file as it was.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// What is to replace a file; [`Replacement::finish`] must be called.
pub struct Replacement {
    written: BufWriter<NamedTempFile>,
    target: PathBuf,
}

impl Replacement {
    /// Makes a file beside the one at `path`, hidden and with no extension of articles, so that nobody takes it for one.
    ///
    /// # Errors
    /// Where nothing can be written there, or a database would be lost.
    pub fn of(path: &Path) -> io::Result<Replacement> {
        // A link goes on leading to the file.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if is_database(&target) {
            return Err(io::Error::other("it is a SQLite database; name another file"));
        }
        let folder = match target.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let mut form = tempfile::Builder::new();
        form.prefix(".newsgraph-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            form.permissions(fs::Permissions::from_mode(0o666));
        }
        // A file that must not be written must not be replaced either.
        let former = match File::options().write(true).open(&target) {
            Ok(file) => Some(file.metadata()?.permissions()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let written = form.tempfile_in(folder)?;
        if let Some(permissions) = former {
            written.as_file().set_permissions(permissions)?;
        }
        Ok(Replacement { written: BufWriter::new(written), target })
    }

    /// Puts what was written in the place of the file.
    pub fn finish(self) -> io::Result<()> {
        let written = self.written.into_inner().map_err(io::IntoInnerError::into_error)?;
        match written.persist(&self.target) {
            Ok(_) => Ok(()),
            // What a file system is mounted on can be written, but not be replaced.
            Err(refused) => fs::copy(refused.file.path(), &self.target).map(drop),
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.written.flush()
    }
}

/// Whether a path leads to something that is written as it comes, and never replaced: a terminal, a pipe, a device.
pub fn is_stream(path: &Path) -> bool {
    path.starts_with("/dev") || fs::metadata(path).is_ok_and(|found| !found.is_file())
}

fn is_database(path: &Path) -> bool {
    const SIGNATURE: &[u8; 16] = b"SQLite format 3\0";
    let mut start = [0; SIGNATURE.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == *SIGNATURE
}

/// Whether two paths lead to one file, be it there already or not.
pub fn same_file(a: &Path, b: &Path) -> bool {
    matches!((place(a), place(b)), (Some(a), Some(b)) if a == b)
}

/// Where a path leads, without links.
fn place(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok().or_else(|| {
        let whole = std::path::absolute(path).ok()?;
        Some(fs::canonicalize(whole.parent()?).ok()?.join(whole.file_name()?))
    })
}
