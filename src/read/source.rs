//! Paths, folders and globs → the files to read, each once, in the order of their paths.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::error::{Place, Problem, ReadError};
use super::format::Format;

/// What a folder is searched for, as told to users.
pub(super) const KNOWN_EXTENSIONS: &str = ".txt, .md, .html, .json, .jsonl, .csv, .tsv, .xml, .rss, .atom";

/// What standard input is called.
pub(super) const STDIN: &str = "stdin";

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Source {
    /// A file, by the path that leads to it.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Source {
    /// Its name in ids and messages: the path with `/`, from the current folder on where it lies there, else the whole
    /// one, so that it does not hang on how the path was typed.
    pub(super) fn name(&self) -> String {
        match self {
            Source::File(path) => display(&from_here(path)),
            Source::Stdin => STDIN.to_owned(),
        }
    }
}

/// What a list of inputs comes to.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) sources: Vec<Source>,
    pub(super) errors: Vec<ReadError>,
    /// Files in folders whose names are not those of articles.
    pub(super) passed_over: HashSet<PathBuf>,
}

/// Lists inputs: `-` is standard input, a folder is searched for files with a known extension (without
/// hidden ones and READMEs), what exists is taken as it is, and anything else with `*`, `?` or `[` is a glob. The order of the inputs does
/// not matter, and a file that is reached twice is read once.
pub(super) fn list<P: AsRef<Path>>(inputs: impl IntoIterator<Item = P>) -> Listing {
    let mut listing = Listing::default();
    for input in inputs {
        let input = input.as_ref();
        if input == Path::new("-") {
            listing.sources.push(Source::Stdin);
            continue;
        }
        match input.try_exists() {
            Ok(true) => listing.add_path(input),
            Ok(false) => listing.add_glob(input),
            Err(error) => listing.errors.push(Place::file(display(input)).error(error.into())),
        }
    }
    listing.sources.sort();
    let mut seen = HashSet::new();
    listing.sources.retain(|source| seen.insert(identity(source)));
    listing.passed_over.retain(|path| !seen.contains(&Source::File(path.clone())));
    listing.errors.sort_by(|a, b| a.place.cmp(&b.place));
    listing
}

impl Listing {
    fn add_path(&mut self, path: &Path) {
        if path.is_dir() {
            self.add_folder(path);
        } else {
            self.sources.push(Source::File(path.to_owned()));
        }
    }

    fn add_folder(&mut self, folder: &Path) {
        let before = (self.sources.len(), self.errors.len());
        let visible = |entry: &walkdir::DirEntry| entry.depth() == 0 || !is_hidden(entry.file_name());
        for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if !entry.file_type().is_file() => {}
                Ok(entry) if Format::of_path(entry.path()).is_none() => {
                    self.passed_over.insert(canonical(entry.path()));
                }
                Ok(entry) if is_about_folder(entry.path()) => {}
                Ok(entry) => self.sources.push(Source::File(entry.into_path())),
                // A link back to a folder that it lies in: what is there is read anyway.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let problem = match error.into_io_error() {
                        Some(error) if error.kind() == io::ErrorKind::NotFound && path.is_symlink() => {
                            Problem::BrokenLink
                        }
                        error => Problem::Io(error.unwrap_or_else(|| io::ErrorKind::Other.into())),
                    };
                    self.errors.push(Place::file(display(&path)).error(problem));
                }
            }
        }
        if (self.sources.len(), self.errors.len()) == before {
            self.errors.push(Place::file(display(folder)).error(Problem::EmptyFolder));
        }
    }

    fn add_glob(&mut self, pattern: &Path) {
        let place = Place::file(display(pattern));
        let Some(text) = pattern.to_str().filter(|text| text.contains(['*', '?', '['])) else {
            self.errors.push(place.error(Problem::NotFound));
            return;
        };
        let paths = match glob::glob(text) {
            Ok(paths) => paths,
            Err(error) => {
                self.errors.push(place.error(error.into()));
                return;
            }
        };
        let mut matched = false;
        for path in paths {
            matched = true;
            match path {
                Ok(path) => self.add_path(&path),
                Err(error) => {
                    let place = Place::file(display(error.path()));
                    self.errors.push(place.error(Problem::Io(error.into())));
                }
            }
        }
        if !matched {
            self.errors.push(place.error(Problem::NoMatch));
        }
    }
}

/// What makes two ways to a file the same.
fn identity(source: &Source) -> Source {
    match source {
        Source::File(path) => Source::File(canonical(path)),
        Source::Stdin => Source::Stdin,
    }
}

fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The path from the current folder on, where it leads into it; else from the root on.
fn from_here(path: &Path) -> PathBuf {
    let Ok(here) = std::env::current_dir() else { return path.to_owned() };
    let whole = plain(&here.join(path));
    // The current folder may be reached by a link.
    let inside = [Some(whole.clone()), fs::canonicalize(path).ok()]
        .into_iter()
        .flatten()
        .find_map(|path| path.strip_prefix(&here).ok().map(Path::to_owned));
    inside.unwrap_or(whole)
}

/// The path without `.` and `..`, links left as they are.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a file tells about its folder rather than of the world.
fn is_about_folder(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

fn display(path: &Path) -> String {
    let path = path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path);
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(listing: &Listing) -> Vec<String> {
        listing
            .sources
            .iter()
            .map(|source| source.name().rsplit('/').next().unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn each_file_once_in_the_order_of_paths() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("b")).unwrap();
        fs::create_dir(at(".git")).unwrap();
        for name in ["c.txt", "b/a.md", "a.jsonl.gz", ".hidden.md", ".git/x.txt", "photo.jpg", "README.md"] {
            fs::write(at(name), "x").unwrap();
        }
        let listing = list([folder.path()]);
        assert_eq!(names(&listing), ["a.jsonl.gz", "a.md", "c.txt"]);
        assert_eq!((listing.passed_over.len(), listing.errors.len()), (1, 0));

        let listing = list([at("c.txt"), at("c.*"), at("*.jpg"), at("**/*.md"), at("c.txt"), "-".into()]);
        assert_eq!(names(&listing), [".hidden.md", "README.md", "a.md", "c.txt", "photo.jpg", "stdin"]);
    }

    #[test]
    fn a_name_does_not_hang_on_how_the_path_was_typed() {
        let here = std::env::current_dir().unwrap();
        let name = |path: &Path| Source::File(path.to_owned()).name();
        let [typed, ways] = ["src/lib.rs", "./src/../src/./lib.rs"].map(Path::new);
        let above = Path::new("..").join(here.file_name().unwrap()).join(typed);
        for path in [typed, ways, &here.join(typed), &above] {
            assert_eq!(name(path), "src/lib.rs", "{}", path.display());
        }
        let elsewhere = tempfile::tempdir().unwrap();
        let file = elsewhere.path().join("a.txt");
        fs::write(&file, "x").unwrap();
        assert_eq!(Path::new(&name(&file)), file);
        assert_eq!(Path::new(&name(&elsewhere.path().join("b/../a.txt"))), file);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_the_current_folder_leads_there() {
        let elsewhere = tempfile::tempdir().unwrap();
        let link = elsewhere.path().join("link");
        std::os::unix::fs::symlink(std::env::current_dir().unwrap(), &link).unwrap();
        assert_eq!(Source::File(link.join("src/lib.rs")).name(), "src/lib.rs");
    }

    #[test]
    fn nothing_found_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let listing =
            list([folder.path().to_owned(), folder.path().join("*.md"), folder.path().join("none.md")]);
        let problems: Vec<&Problem> = listing.errors.iter().map(|error| &error.problem).collect();
        assert!(
            matches!(problems[..], [Problem::EmptyFolder, Problem::NoMatch, Problem::NotFound]),
            "{problems:?}"
        );
    }
}
