//! `-o FILE`: nothing that is read is written over, and a file is replaced as a whole or not at all.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

const ARTICLE: &str =
    "Chinese Foreign Minister Wang Yi met Russian President Vladimir Putin in Moscow on Feb. 22, 2023.\n";

fn newsgraph(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("newsgraph").unwrap();
    command.current_dir(folder.path()).env("NO_COLOR", "1").args(arguments).output().unwrap()
}

/// A folder with an article, a database of it, patterns, and results of before.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.md"), ARTICLE).unwrap();
    fs::write(folder.path().join("keep.jsonl"), "what was there\n").unwrap();
    fs::copy("tests/data/rules/awarded_to.toml", folder.path().join("awarded_to.toml")).unwrap();
    assert!(newsgraph(&folder, &["ingest", "news.db", "in.md"]).status.success());
    folder
}

/// All files with their contents: whatever is changed, lost or left lying about shows.
fn files(folder: &TempDir) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn what_a_command_reads_is_not_written_over() {
    let folder = folder();
    let before = files(&folder);
    let refused: [&[&str]; 10] = [
        &["events", "news.db", "-o", "news.db"],
        &["export", "news.db", "jsonl", "-o", "news.db"],
        &["export", "news.db", "dot", "-o", "./news.db"],
        &["extract", "in.md", "-o", "in.md"],
        &["extract", "--explain", ".", "-o", "in.md"],
        &["extract", "in.md", "-o", "news.db"],
        &["extract", "in.md", "--rules", "awarded_to.toml", "-o", "awarded_to.toml"],
        &["analyze", "--conllu", "*.md", "-o", "in.md"],
        &["ingest", "news.db", "in.md", "-o", "news.db"],
        &["ingest", "new.db", "in.md", "-o", "./new.db"],
    ];
    for arguments in refused {
        let output = newsgraph(&folder, arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.starts_with("error: cannot write ") && told.contains("name another file"), "{told}");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(files(&folder) == before, "{arguments:?} changed a file");
    }
}

#[test]
fn a_command_that_fails_leaves_the_file_of_before() {
    let folder = folder();
    let before = files(&folder);
    let failing: [&[&str]; 4] = [
        &["extract", "in.md", "--rules", "none.toml", "-o", "keep.jsonl"],
        &["extract", "none.md", "-o", "keep.jsonl"],
        &["sql", "news.db", "SELECT 1 UNION ALL SELECT abs(-9223372036854775808)", "-o", "keep.jsonl"],
        &["ingest", "new.db", "none.md", "-o", "keep.jsonl"],
    ];
    for arguments in failing {
        let output = newsgraph(&folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(files(&folder) == before, "{arguments:?} changed a file");
    }
}

#[cfg(unix)]
#[test]
fn the_file_keeps_its_link_and_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = folder();
    let [file, link] = ["keep.jsonl", "link.jsonl"].map(|name| folder.path().join(name));
    symlink("keep.jsonl", &link).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(newsgraph(&folder, &["extract", "in.md", "-o", "link.jsonl"]).status.success());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&file).unwrap().contains("\"Wang Yi\""));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);

    let made = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    assert!(newsgraph(&folder, &["extract", "in.md", "-o", "new.jsonl"]).status.success());
    assert_eq!(made("new.jsonl"), made("in.md"), "a new file is as other programs make them");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_as_it_comes() {
    let folder = folder();
    let straight = newsgraph(&folder, &["extract", "in.md"]).stdout;
    assert_eq!(newsgraph(&folder, &["extract", "in.md", "-o", "/dev/stdout"]).stdout, straight);
    assert!(newsgraph(&folder, &["extract", "in.md", "-o", "/dev/null"]).status.success());
    let refused = newsgraph(&folder, &["extract", "in.md", "-o", "."]);
    assert!(String::from_utf8(refused.stderr).unwrap().starts_with("error: cannot write .: "));
}
