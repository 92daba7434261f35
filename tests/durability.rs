//! Whatever happens to the process, the disk or the file: a clear error, nothing lost, and the same command goes on to where
//! it would have come without.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// A folder with many articles of a sentence or two, which are read quickly.
struct Work {
    folder: TempDir,
}

impl Work {
    fn new(articles: usize) -> Work {
        let folder = tempfile::tempdir().unwrap();
        let people = ["Wang Yi", "Sergey Lavrov", "Antony Blinken", "Annalena Baerbock", "Penny Wong"];
        let cities = ["Moscow", "Beijing", "Munich", "Cairo", "Jakarta", "Vienna", "Doha"];
        let mut lines = String::new();
        for i in 0..articles {
            let (a, b, city) = (people[i % 5], people[(i / 5 + i + 1) % 5], cities[i % 7]);
            let (day, month) = (i % 28 + 1, i % 12 + 1);
            let text = format!("{a} met {b} in {city} on Tuesday. The two will meet again in a month.");
            let article = serde_json::json!({
                "id": format!("a{i}"), "text": text, "published": format!("2023-{month:02}-{day:02}"),
                "source": format!("Paper {}", i % 3),
            });
            writeln!(lines, "{article}").unwrap();
        }
        fs::write(folder.path().join("articles.jsonl"), lines).unwrap();
        Work { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn ingest(&self, database: &str) -> Command {
        self.command(&["ingest", "--threads", "1", database, "articles.jsonl"])
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("newsgraph"));
        command.current_dir(self.folder.path()).env("NO_COLOR", "1").args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The hash of a database in which all articles were read without disturbance.
    fn undisturbed(&self) -> String {
        self.done(&["ingest", "undisturbed.db", "articles.jsonl"]);
        self.hash("undisturbed.db")
    }

    fn hash(&self, database: &str) -> String {
        self.done(&["hash", database])
    }

    fn is_sound(&self, database: &str) -> bool {
        self.command(&["check", database]).output().unwrap().status.code() == Some(0)
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// How many articles a database holds that another process may be making.
fn written(database: &Path) -> usize {
    Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .and_then(|db| db.query_row("SELECT count(*) FROM document", [], |row| row.get(0)))
        .unwrap_or(0)
}

/// Waits until so many articles are there, or the process has ended.
fn wait_for(articles: usize, database: &Path, process: &mut Child) {
    let patience = Instant::now() + Duration::from_secs(120);
    while written(database) < articles && process.try_wait().unwrap().is_none() {
        assert!(Instant::now() < patience, "nothing is being written");
        thread::sleep(Duration::from_millis(1));
    }
}

/// A linear congruential generator (Knuth's MMIX constants): the same points every time, as far as the machine allows.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }
}

#[test]
fn a_hundred_kills_lose_and_repeat_nothing() {
    let all = 1_200;
    let work = Work::new(all);
    let whole = work.undisturbed();
    let database = work.path("killed.db");
    let mut random = Random(1);
    for kill in 0..100 {
        let before = written(&database);
        let mut ingest = work.ingest("killed.db").spawn().unwrap();
        if kill % 10 > 0 {
            let more = usize::try_from(random.below(4)).unwrap();
            wait_for((before + 1 + more).min(all - 1), &database, &mut ingest);
        }
        // The first of ten is killed before it writes at all, while it makes or opens the database.
        thread::sleep(Duration::from_micros(random.below(if kill % 10 > 0 { 4_000 } else { 40_000 })));
        ingest.kill().unwrap();
        ingest.wait().unwrap();
        assert!(written(&database) >= before, "kill {kill} lost articles");
        if kill % 20 == 19 {
            assert!(work.is_sound("killed.db"), "kill {kill}");
        }
    }
    let kept = written(&database);
    assert!((100..all).contains(&kept), "{kept} articles after all kills: they tested too little");
    let last: serde_json::Value =
        serde_json::from_str(&work.done(&["ingest", "killed.db", "articles.jsonl"])).unwrap();
    assert_eq!(last["articles"]["unchanged"], kept, "{last}");
    assert_eq!(last["articles"]["new"], all - kept, "{last}");
    assert_eq!(work.hash("killed.db"), whole);
    assert!(work.is_sound("killed.db"));
}

/// Makes a database one of an earlier format, as far as its tables go: what is derived is derived anew all the same.
fn make_older(database: &Path) {
    let older = "ALTER TABLE relation DROP COLUMN spans_days; PRAGMA user_version = 7;";
    Connection::open(database).unwrap().execute_batch(older).unwrap();
}

/// The format of a database that is whole, and its number of articles; reading it plays back what a killed process left.
fn format(database: &Path) -> (u32, usize) {
    let db = Connection::open(database).unwrap();
    let number = |sql| db.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    let sound: String = db.query_row("PRAGMA quick_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    (number("PRAGMA user_version"), number("SELECT count(*) FROM document") as usize)
}

#[test]
fn a_database_killed_while_brought_up_to_date_is_still_the_old_one() {
    let work = Work::new(600);
    let whole = work.undisturbed();
    let database = work.path("undisturbed.db");
    make_older(&database);
    let mut random = Random(2);
    let (mut killed, mut longest) = (0, 4_000);
    while format(&database) == (7, 600) {
        let mut rebuild = work.command(&["rebuild", "undisturbed.db"]).spawn().unwrap();
        thread::sleep(Duration::from_micros(random.below(longest)));
        killed += u32::from(rebuild.try_wait().unwrap().is_none());
        rebuild.kill().unwrap();
        rebuild.wait().unwrap();
        longest += longest / 8;
    }
    assert!(killed > 20, "{killed} kills: they tested too little");
    assert_eq!(format(&database), (8, 600));
    assert_eq!(work.hash("undisturbed.db"), whole);
    assert!(work.is_sound("undisturbed.db"));
}

/// What is no terminal gets no lines about progress.
#[test]
fn an_older_database_is_told_by_who_reads_it_and_brought_up_to_date_by_who_writes() {
    let work = Work::new(5);
    let whole = work.undisturbed();
    for (verb, told) in [
        (&["rebuild", "undisturbed.db"][..], "rebuilt: undisturbed.db: brought up to date from format 7\n"),
        (&["ingest", "undisturbed.db", "articles.jsonl"], ""),
    ] {
        make_older(&work.path("undisturbed.db"));
        let reading = work.command(&["events", "undisturbed.db"]).output().unwrap();
        assert_eq!(reading.status.code(), Some(2));
        assert!(stderr(&reading).contains("`newsgraph rebuild undisturbed.db`"), "{}", stderr(&reading));
        let writing = work.command(verb).output().unwrap();
        assert_eq!((writing.status.code(), &*stderr(&writing)), (Some(0), told), "{verb:?}");
        assert_eq!(work.hash("undisturbed.db"), whole, "{verb:?}");
    }
}

#[test]
fn ctrl_c_ends_in_order_and_the_same_command_goes_on() {
    let work = Work::new(300);
    let database = work.path("stopped.db");
    let mut ingest = work.ingest("stopped.db").arg("--table").spawn().unwrap();
    wait_for(5, &database, &mut ingest);
    let interrupt = Command::new("kill").args(["-INT", &ingest.id().to_string()]).status().unwrap();
    assert!(interrupt.success());
    let output = ingest.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.starts_with("Stopped. What was read is kept; the same command goes on from here."),
        "{told}"
    );
    assert!((5..300).contains(&written(&database)));
    assert!(work.is_sound("stopped.db"));
    work.done(&["ingest", "stopped.db", "articles.jsonl"]);
    assert_eq!(work.hash("stopped.db"), work.undisturbed());
}

/// A limit on the size of files is to the database what a full disk is: a write fails.
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let work = Work::new(300);
    let whole = work.undisturbed();
    let binary = assert_cmd::cargo::cargo_bin("newsgraph");
    // Blocks of 512 bytes by POSIX, of 1,024 in bash; the signal is ignored, so that the write itself fails.
    let script = "trap '' XFSZ; ulimit -f 3000; exec \"$0\" ingest --threads 1 full.db articles.jsonl";
    let output = Command::new("sh")
        .args(["-c", script, binary.to_str().unwrap()])
        .current_dir(work.folder.path())
        .output()
        .unwrap();
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("full.db") && told.contains("disk"), "{told}");
    assert!(work.is_sound("full.db"));
    let kept = written(&work.path("full.db"));
    assert!((1..300).contains(&kept), "{kept}");
    work.done(&["ingest", "full.db", "articles.jsonl"]);
    assert_eq!(work.hash("full.db"), whole);
}

/// Where the tests run as root, whom no permission stops, the command runs as someone else.
#[test]
fn what_may_not_be_written_can_be_read() {
    let work = Work::new(5);
    work.done(&["ingest", "news.db", "articles.jsonl"]);
    let binary = work.path("newsgraph");
    fs::copy(assert_cmd::cargo::cargo_bin("newsgraph"), &binary).unwrap();
    for (path, mode) in [(work.path("news.db"), 0o444), (binary.clone(), 0o555), (work.path("."), 0o555)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&binary);
        command.current_dir(work.folder.path()).args(arguments);
        if fs::File::options().write(true).open(work.path("news.db")).is_ok() {
            command.uid(65_534).gid(65_534);
        }
        command.output().unwrap()
    };
    let before = fs::read(work.path("news.db")).unwrap();
    fs::set_permissions(work.path("."), fs::Permissions::from_mode(0o555)).unwrap();
    let stats = run(&["stats", "news.db"]);
    assert_eq!(stats.status.code(), Some(0), "{}", stderr(&stats));
    for verb in
        [&["ingest", "news.db", "articles.jsonl"][..], &["rm", "news.db", "a1"], &["rebuild", "news.db"]]
    {
        let output = run(verb);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{verb:?}: {told}");
        assert!(told.starts_with("error: news.db: "), "{verb:?}: {told}");
        assert!(told.contains("read"), "{verb:?}: {told}");
    }
    assert!(fs::read(work.path("news.db")).unwrap() == before);
    // So that it can be deleted.
    fs::set_permissions(work.path("."), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn two_writers_and_many_readers_get_along() {
    let work = Work::new(200);
    let whole = work.undisturbed();
    let mut first = work.ingest("shared.db").spawn().unwrap();
    wait_for(1, &work.path("shared.db"), &mut first);
    let second = work.ingest("shared.db").spawn().unwrap();
    let mut answers = 0;
    while first.try_wait().unwrap().is_none() {
        let events = work.command(&["events", "shared.db", "--limit", "1"]).output().unwrap();
        assert!(matches!(events.status.code(), Some(0 | 1)), "{}", stderr(&events));
        answers += 1;
    }
    assert!(answers > 0);
    for writer in [first, second] {
        let output = writer.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    assert_eq!(work.hash("shared.db"), whole);
    assert!(work.is_sound("shared.db"));
}

#[test]
fn a_writer_that_waits_too_long_is_told_why() {
    let work = Work::new(3);
    work.done(&["ingest", "news.db", "articles.jsonl"]);
    let holder = Connection::open(work.path("news.db")).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let output = work.command(&["rm", "news.db", "a1"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("another process is writing to the database"), "{}", stderr(&output));
    drop(holder);
    assert!(work.is_sound("news.db"));
    assert_eq!(written(&work.path("news.db")), 3);
}

/// Databases that are not this program's to read are named, and stay as they are.
#[test]
fn a_newer_database_and_one_of_another_program_are_left_alone() {
    let work = Work::new(3);
    work.done(&["ingest", "newer.db", "articles.jsonl"]);
    Connection::open(work.path("newer.db")).unwrap().pragma_update(None, "user_version", 999).unwrap();
    Connection::open(work.path("other.db"))
        .unwrap()
        .execute_batch("CREATE TABLE bookmark (url TEXT)")
        .unwrap();
    fs::write(work.path("notes.txt"), "no database at all ".repeat(100)).unwrap();
    for (database, reason) in [
        ("newer.db", "use a newer newsgraph"),
        ("other.db", "a SQLite database of another program"),
        ("notes.txt", "not a SQLite database"),
    ] {
        let before = fs::read(work.path(database)).unwrap();
        for verb in ["ingest", "rm", "met", "check"] {
            let more: &[&str] = if verb == "check" { &[] } else { &["articles.jsonl"] };
            let output = work.command(&[&[verb, database], more].concat()).output().unwrap();
            let told = stderr(&output);
            assert_eq!(output.status.code(), Some(2), "{verb} {database}: {told}");
            assert!(
                told.starts_with(&format!("error: {database}: ")) && told.contains(reason),
                "{verb}: {told}"
            );
        }
        assert!(fs::read(work.path(database)).unwrap() == before, "{database} was changed");
    }
}

/// A database cut short, as by a copy that did not end, is not taken for whole.
#[test]
fn a_database_cut_short_is_told() {
    let work = Work::new(40);
    work.done(&["ingest", "news.db", "articles.jsonl"]);
    let bytes = fs::read(work.path("news.db")).unwrap();
    fs::write(work.path("cut.db"), &bytes[..bytes.len() / 2]).unwrap();
    let output = work.command(&["check", "cut.db"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(!output.stdout.is_empty() || stderr(&output).contains("cut.db"), "{}", stderr(&output));
}
