//! Input that is no article: each piece is named with its place, the rest of the run goes on, and nothing half-written stays.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

const GOOD: &str =
    "Chinese Foreign Minister Wang Yi met Russian President Vladimir Putin in Moscow on Feb. 22, 2023.\n";

/// An empty folder, in which commands are run, so that messages have short paths.
fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn write(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

fn newsgraph(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("newsgraph").unwrap();
    command.current_dir(folder.path()).env("NO_COLOR", "1").args(arguments).output().unwrap()
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The JSON that `ingest` prints.
fn summary(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Asserts that the run told exactly these problems, in this order, and ended with 2.
fn assert_problems(output: &Output, expected: &[&str]) {
    let stderr = stderr(output);
    let told: Vec<&str> = stderr.lines().filter_map(|line| line.strip_prefix("error: ")).collect();
    assert_eq!(told.len(), expected.len(), "{stderr}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "expected {expected:?}, told {told:?}");
    }
    assert_eq!(output.status.code(), Some(2), "{stderr}");
}

/// The ids of the articles in a database.
fn documents(folder: &TempDir, database: &str) -> Vec<String> {
    let connection = rusqlite::Connection::open(folder.path().join(database)).unwrap();
    let mut ids = connection.prepare("SELECT article FROM document ORDER BY article").unwrap();
    ids.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

const PROBLEMS: [&str; 10] = [
    "in/binary.txt: a binary file, not text",
    "in/broken.txt:2:5: broken UTF-8; repair the file",
    "in/cut-off.txt.gz: damaged or cut-off gzip data",
    "in/empty.txt: empty",
    "in/lines.jsonl:3:16: not valid JSON: EOF while parsing a string",
    "in/lines.jsonl:4: no “text” field",
    "in/links.html: no article in this page",
    "in/long.txt: longer than 16 MiB",
    "in/paper.pdf.txt: a PDF file, not text; convert it first",
    "in/table.csv:4: not valid CSV: the number of fields is 1, in the header 2",
];

fn folder_of_bad_files() -> TempDir {
    let folder = folder();
    write(&folder, "in/binary.txt", b"MZ\x00\x01 and so on");
    write(&folder, "in/broken.txt", b"Erdo\xC4\x9Fan spoke.\nHe s\xE9id so.\n");
    let zipped = gzip(GOOD.repeat(1000).as_bytes());
    write(&folder, "in/cut-off.txt.gz", &zipped[..zipped.len() / 2]);
    write(&folder, "in/empty.txt", "");
    let line = |text: &str| serde_json::json!({ "text": text }).to_string();
    let lines =
        [line(GOOD), line(GOOD), "{\"text\": \"Wang m".to_owned(), "{\"url\": 1}".to_owned(), line(GOOD)];
    write(&folder, "in/lines.jsonl", lines.join("\n"));
    write(&folder, "in/links.html", "<html><body><ul><li><a href='/'>Home</a></li></ul></body></html>");
    write(&folder, "in/long.txt", vec![b'a'; 50 << 20]);
    write(&folder, "in/paper.pdf.txt", "%PDF-1.7\n");
    write(&folder, "in/photo.jpg", b"\xFF\xD8\xFF");
    write(&folder, "in/table.csv", format!("id,text\nrow,\"{GOOD}\"\nx\n"));
    write(&folder, "in/zz.txt", GOOD);
    folder
}

#[test]
fn ingest_names_each_bad_file_and_keeps_the_good_ones() {
    let folder = folder_of_bad_files();
    assert_problems(&newsgraph(&folder, &["ingest", "news.db", "in"]), &PROBLEMS);
    assert_eq!(
        documents(&folder, "news.db"),
        ["in/lines.jsonl#1", "in/lines.jsonl#2", "in/lines.jsonl#5", "in/zz.txt", "row"]
    );
}

#[test]
fn extract_names_each_bad_file_and_prints_the_facts_of_the_others() {
    let folder = folder_of_bad_files();
    let output = newsgraph(&folder, &["extract", "in"]);
    assert_problems(&output, &PROBLEMS);
    let facts = String::from_utf8(output.stdout).unwrap();
    for doc in ["in/lines.jsonl#1", "in/lines.jsonl#5", "in/zz.txt", "row"] {
        assert!(facts.contains(&format!("\"doc\":\"{doc}\"")), "{doc}: {facts}");
    }
}

#[test]
fn decompression_bombs_are_bounded() {
    let folder = folder();
    let bomb = gzip(&vec![b' '; 200 << 20]);
    assert!(bomb.len() < 2 << 20);
    for name in ["bomb.csv.gz", "bomb.html.gz", "bomb.json.gz", "bomb.jsonl.gz", "bomb.txt.gz"] {
        write(&folder, &format!("in/{name}"), &bomb);
    }
    let output = newsgraph(&folder, &["extract", "in"]);
    assert_problems(
        &output,
        &[
            "in/bomb.csv.gz:1: longer than 16 MiB",
            "in/bomb.html.gz: longer than 16 MiB",
            "in/bomb.json.gz: empty",
            "in/bomb.jsonl.gz:1: longer than 16 MiB",
            "in/bomb.txt.gz: longer than 16 MiB",
        ],
    );
}

#[test]
fn a_line_too_long_does_not_hurt_its_neighbours() {
    let folder = folder();
    let line = |text: &str| serde_json::json!({ "text": text }).to_string();
    write(&folder, "in.jsonl", [line(GOOD), line(&"a".repeat(50 << 20)), line(GOOD)].join("\n"));
    assert_problems(
        &newsgraph(&folder, &["ingest", "news.db", "in.jsonl"]),
        &["in.jsonl:2: longer than 16 MiB"],
    );
    assert_eq!(documents(&folder, "news.db"), ["in.jsonl#1", "in.jsonl#3"]);
}

#[test]
fn paths_that_lead_nowhere() {
    let folder = folder();
    fs::create_dir(folder.path().join("bare")).unwrap();
    write(&folder, "good.txt", GOOD);
    let output = newsgraph(&folder, &["extract", "bare", "none.txt", "*.md", "good.txt"]);
    assert_problems(
        &output,
        &[
            "*.md: no file matches this pattern",
            "bare: no articles in this folder",
            "none.txt: no such file or folder",
        ],
    );
    assert!(String::from_utf8(output.stdout).unwrap().contains("\"doc\":\"good.txt\""));
}

/// A line of JSON Lines.
fn record(id: &str, text: &str) -> String {
    format!("{}\n", serde_json::json!({ "id": id, "text": text }))
}

#[test]
fn broken_text_in_other_encodings_is_refused() {
    let folder = folder();
    let utf16 = |text: &str| -> Vec<u8> {
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let broken = |text: &str| [utf16(text), vec![0x00, 0xD8, b'x', 0]].concat();
    write(&folder, "in/a.txt", broken(GOOD));
    write(&folder, "in/b.jsonl", broken("{\"id\": \"b1\", \"text\": \"Wang came.\"}\n"));
    write(&folder, "in/c.csv", broken(&format!("id,text\nc1,\"{GOOD}\"\n")));
    write(&folder, "in/d.csv", utf16(&format!("id,text\nd1,\"{GOOD}\"\n")));
    write(&folder, "in/e.html", b"<meta charset=shift_jis><p>\x93\xFA\x96\x7B \xFF\xFF</p>");
    assert_problems(
        &newsgraph(&folder, &["ingest", "news.db", "in"]),
        &[
            "in/a.txt: not valid UTF-16LE",
            "in/b.jsonl:2: not valid UTF-16LE",
            "in/c.csv:4: not valid UTF-16LE",
            "in/e.html: not valid Shift_JIS",
        ],
    );
    assert_eq!(documents(&folder, "news.db"), ["b1", "c1", "d1"]);
}

#[test]
fn feeds_give_an_article_an_entry() {
    let folder = folder();
    let item = |id: &str| format!("<item><guid>{id}</guid><description>{GOOD}</description></item>\n");
    let feed = |items: &str| format!("<?xml version='1.0'?>\n<rss><channel><title>The Post</title>\n{items}");
    write(
        &folder,
        "in/a.xml",
        feed(&(item("a1") + "<item><title>Talks</title></item>\n" + &item("a3") + "</channel></rss>")),
    );
    write(&folder, "in/b.rss", feed(&(item("b1") + "<item><guid>b2</gui")));
    write(
        &folder,
        "in/c.atom",
        format!("<feed><entry><id>c1</id><content type='html'>&lt;p>{GOOD}&lt;/p></content></entry></feed>"),
    );
    write(&folder, "in/latin.xml", b"<?xml version='1.0' encoding='iso-8859-1'?><rss><item><guid>l1</guid><description>Fran\xE7ois came.</description></item></rss>");
    write(&folder, "in/sitemap.xml", "<?xml version='1.0'?><urlset></urlset>");
    assert_problems(
        &newsgraph(&folder, &["ingest", "news.db", "in"]),
        &[
            "in/a.xml:5: no text in this entry",
            "in/b.rss:5:",
            "in/sitemap.xml: XML of another kind (<urlset>), not an RSS or Atom feed",
        ],
    );
    assert_eq!(documents(&folder, "news.db"), ["a1", "a3", "b1", "c1", "l1"]);
    let mut command = Command::cargo_bin("newsgraph").unwrap();
    let output = command
        .args(["extract", "-"])
        .write_stdin(feed(&(item("s1") + "</channel></rss>")))
        .output()
        .unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("\"doc\":\"s1\""));
}

#[test]
fn files_of_other_types_are_told() {
    let folder = folder();
    for name in
        ["a.pdf", "b/c.pdf", "archive.tar.gz", "Makefile", "README.md", ".hidden", "given.doc", "x.txt"]
    {
        write(&folder, &format!("in/{name}"), GOOD);
    }
    let told = "files of other types, passed over: .pdf 2, no extension 1, .tar.gz 1";
    let output = newsgraph(&folder, &["ingest", "news.db", "in", "in/b", "in/given.doc"]);
    assert_eq!(summary(&output)["passed_over"], serde_json::json!({ ".pdf": 2, "": 1, ".tar.gz": 1 }));
    // The database, which is in the folder, is none of them.
    let table = newsgraph(&folder, &["ingest", "news.db", ".", "in/given.doc", "--table"]).stdout;
    assert!(String::from_utf8(table).unwrap().to_lowercase().contains(told));
    let extracted = newsgraph(&folder, &["extract", "in", "in/given.doc"]);
    assert_eq!(stderr(&extracted), format!("note: {told}\n"));
    assert!(extracted.status.success());
}

#[cfg(unix)]
#[test]
fn a_bad_link_does_not_hide_what_comes_after_it() {
    use std::os::unix::fs::symlink;

    let folder = folder();
    write(&folder, "in/a/one.txt", GOOD);
    write(&folder, "in/c/two.txt", GOOD);
    symlink("nowhere", folder.path().join("in/b.txt")).unwrap();
    symlink("..", folder.path().join("in/a/back")).unwrap();
    assert_problems(
        &newsgraph(&folder, &["ingest", "news.db", "in"]),
        &["in/b.txt: a link that leads nowhere; mend or remove it"],
    );
    assert_eq!(documents(&folder, "news.db"), ["in/a/one.txt", "in/c/two.txt"]);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_does_not_hide_its_neighbours() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    write(&folder, "in/b/secret.txt", GOOD);
    write(&folder, "in/zz.txt", GOOD);
    let secret = folder.path().join("in/b");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    let output = fs::read_dir(&secret).is_err().then(|| newsgraph(&folder, &["ingest", "news.db", "in"]));
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o755)).unwrap();
    let Some(output) = output else {
        eprintln!("skipped: this user may read any folder");
        return;
    };
    assert_problems(&output, &["in/b: cannot be read: Permission denied"]);
    assert_eq!(documents(&folder, "news.db"), ["in/zz.txt"]);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    write(&folder, "in/secret.txt", GOOD);
    write(&folder, "in/zz.txt", GOOD);
    let secret = folder.path().join("in/secret.txt");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&secret).is_ok() {
        eprintln!("skipped: this user may read any file");
        return;
    }
    assert_problems(
        &newsgraph(&folder, &["ingest", "news.db", "in"]),
        &["in/secret.txt: cannot be read: Permission denied"],
    );
    assert_eq!(documents(&folder, "news.db"), ["in/zz.txt"]);
}

#[test]
fn standard_input_is_read_by_its_content() {
    let folder = folder();
    let json = serde_json::json!([{ "id": "a17", "text": GOOD }, { "title": "none" }]).to_string();
    let mut command = Command::cargo_bin("newsgraph").unwrap();
    let output =
        command.current_dir(folder.path()).args(["extract", "-"]).write_stdin(json).output().unwrap();
    assert_problems(&output, &["stdin:1:"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("\"doc\":\"a17\""));
}

#[test]
fn an_error_tells_its_cause_once() {
    let folder = folder();
    write(&folder, "good.txt", GOOD);
    for verb in [&["eval", "none"][..], &["extract", "good.txt", "--rules", "none.toml"]] {
        let output = newsgraph(&folder, verb);
        assert_problems(&output, &["none"]);
        assert_eq!(stderr(&output).matches("No such file").count(), 1, "{}", stderr(&output));
    }
}

#[test]
fn what_was_half_removed_is_told() {
    let folder = folder();
    write(&folder, "in.jsonl", record("a", GOOD) + &record("b", GOOD));
    assert!(newsgraph(&folder, &["ingest", "news.db", "in.jsonl"]).status.success());
    let code = |arguments: &[&str]| newsgraph(&folder, arguments).status.code();
    assert_eq!(code(&["rm", "news.db", "a", "none"]), Some(2));
    assert_eq!(code(&["rm", "news.db", "a", "none"]), Some(1));
    assert_eq!(code(&["rm", "news.db", "b"]), Some(0));
}

#[test]
fn the_beginning_of_several_ids_is_told_from_an_unknown_id() {
    let folder = folder();
    write(
        &folder,
        "in.jsonl",
        record("a", GOOD) + &record("b", "Xi Jinping met Lula da Silva in Beijing on Monday."),
    );
    assert!(newsgraph(&folder, &["ingest", "news.db", "in.jsonl"]).status.success());
    assert_problems(
        &newsgraph(&folder, &["why", "news.db", "e-"]),
        &["“e-” is the beginning of several ids"],
    );
    assert_eq!(newsgraph(&folder, &["why", "news.db", "e-x"]).status.code(), Some(1));
}

#[test]
fn nothing_to_read_makes_no_database() {
    let folder = folder();
    write(&folder, "good.txt", GOOD);
    assert_problems(&newsgraph(&folder, &["ingest", "new.db", "none.txt"]), &["none.txt: no such file"]);
    assert_problems(
        &newsgraph(&folder, &["ingest", "new.db", "good.txt", "--rules", "none.toml"]),
        &["none.toml"],
    );
    assert!(!folder.path().join("new.db").exists());
}

#[test]
fn a_database_that_is_not_there_is_not_made_by_reading_it() {
    let folder = folder();
    for verb in [&["met", "none.db", "Wang Yi"][..], &["stats", "none.db"], &["rm", "none.db", "a"]] {
        assert_problems(&newsgraph(&folder, verb), &["none.db: "]);
        assert!(!folder.path().join("none.db").exists(), "{verb:?} made a database");
    }
}

#[test]
fn the_database_of_another_program_is_left_alone() {
    let folder = folder();
    write(&folder, "in/good.txt", GOOD);
    write(&folder, "notes.txt", "These are notes, longer than the header of a database. ".repeat(20));
    let other = rusqlite::Connection::open(folder.path().join("other.db")).unwrap();
    other.execute_batch("PRAGMA application_id = 7; CREATE TABLE song (title TEXT);").unwrap();
    drop(other);
    for database in ["other.db", "notes.txt"] {
        let before = fs::read(folder.path().join(database)).unwrap();
        for verb in [&["ingest", database, "in"][..], &["stats", database], &["met", database, "Wang Yi"]] {
            assert_problems(&newsgraph(&folder, verb), &[&format!("{database}: ")]);
        }
        assert_eq!(fs::read(folder.path().join(database)).unwrap(), before, "{database} was changed");
        assert!(!Path::new(&format!("{}-wal", folder.path().join(database).display())).exists());
    }
}

#[test]
fn texts_cut_anywhere_bring_nothing_down() {
    let files = fs::read_dir("data/articles").unwrap().map(|entry| entry.unwrap().path());
    let articles: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let mut cut = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        let words: Vec<&str> = article.split(' ').collect();
        for (piece, start) in (0..words.len()).step_by(7).enumerate() {
            let end = words.len().min(start + 5 + piece % 40);
            // Without commas and joining words what belonged apart stands together.
            let text = words[start..end].join(" ");
            let text =
                if piece % 3 == 0 { text.replace(" and ", " ").replace(", the", " the") } else { text };
            cut.push(serde_json::json!({"id": format!("{number}-{piece}"), "text": text}).to_string());
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cut.jsonl");
    fs::write(&file, cut.join("\n")).unwrap();
    let output = Command::cargo_bin("newsgraph").unwrap().arg("extract").arg(&file).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!told.contains("defect"), "{told}");
    assert!(cut.len() > 100 && !output.stdout.is_empty());
}
