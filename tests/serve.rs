//! `newsgraph serve` through the binary: what it prints, how it ends, and that it says what the other commands say.
#![allow(clippy::unwrap_used)]
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A server that ends with the test.
struct Served {
    process: Child,
    address: String,
}

fn newsgraph(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    command.args(arguments);
    command
}

fn said(arguments: &[&str]) -> String {
    String::from_utf8(newsgraph(arguments).output().unwrap().stdout).unwrap()
}

impl Served {
    fn start(database: &str) -> Served {
        let arguments = ["serve", database, "--port", "0"];
        let mut process = newsgraph(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let address = url.trim().strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
        Served { process, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text.split_once("\r\n\r\n").unwrap().1.to_owned()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    let path = path.to_str().unwrap().to_owned();
    said(&["ingest", &path, "data/articles/wire.jsonl"]);
    path
}

#[test]
fn it_prints_its_address_says_what_other_commands_say_and_ends_on_ctrl_c() {
    let database = sample("serve.db");
    let mut served = Served::start(&database);
    assert!(served.address.starts_with("127.0.0.1:") && !served.address.ends_with(":0"));

    let events: Vec<Value> =
        said(&["events", &database]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!events.is_empty());
    let shown: Value = serde_json::from_str(&served.get("/events.json?limit=5000")).unwrap();
    assert_eq!(shown["events"], Value::Array(events));

    let csv = served.get("/events.csv?limit=5000");
    assert_eq!(csv, said(&["events", &database, "--csv"]));

    let in_use = newsgraph(&["serve", &database, "--port", served.address.rsplit(':').next().unwrap()]);
    let in_use = { in_use }.output().unwrap();
    assert_eq!(in_use.status.code(), Some(2));
    let complaint = String::from_utf8(in_use.stderr).unwrap();
    assert!(complaint.contains("is in use") && complaint.contains("--port"), "{complaint}");

    // An open connection does not keep it.
    let _idle = TcpStream::connect(&served.address).unwrap();
    let killed = Command::new("kill").args(["-INT", &served.process.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(served.process.wait().unwrap().code(), Some(0));
}

#[test]
fn what_can_not_be_served_is_told_at_once() {
    let missing = newsgraph(&["serve", "/nowhere/news.db", "--port", "0"]).output().unwrap();
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("no such database"));

    let database = sample("serve-host.db");
    let elsewhere = newsgraph(&["serve", &database, "--host", "192.0.2.1", "--port", "0"]).output().unwrap();
    assert_eq!(elsewhere.status.code(), Some(2));
    assert!(String::from_utf8(elsewhere.stderr).unwrap().contains("no address of this machine"));
}
