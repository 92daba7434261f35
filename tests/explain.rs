//! What `newsgraph extract --explain` tells of a few plain sentences.

#![allow(clippy::unwrap_used)]

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

const TEXT: &str = "Chinese officials met Vladimir Putin in Moscow. He later visited the capital. \
                    The company praised Vladimir Putin.";

/// What is told, with `flags`, of the text above in a file `a.txt`.
fn explained(flags: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), TEXT).unwrap();
    let mut command = Command::cargo_bin("newsgraph").unwrap();
    let command = command.current_dir(&folder).args(["extract", "--explain", "a.txt"]).args(flags);
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

#[test]
fn what_fired_and_what_nearly_did_stand_below_each_sentence() {
    // How sure changes with the weights.
    let told = explained(&["--table"]);
    let lines: Vec<&str> =
        told.lines().map(|line| line.rsplit_once(", 0.").map_or(line, |(start, _)| start)).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    a.txt · Chinese officials met Vladimir Putin in Moscow.
        + met (met.verb) at “met”: China through “officials” → Vladimir Putin by the name “Vladimir”, actual
    a.txt · He later visited the capital.
        - met (met.verb) at “visited”: no object: “capital” in object, on leads to no fitting name
        - visited (visited.verb) at “visited”: no object: “capital” in object leads to no fitting name
        - located_in (located_in.noun) at “capital”: no subject: nothing stands in self
    a.txt · The company praised Vladimir Putin.
        - located_in (located_in.noun) at “company”: no subject: nothing stands in self
        - owns (owns.noun) at “company”: no subject: nothing stands in possessor
        - part_of (part_of.noun) at “company”: no subject: nothing stands in self
        - praised (praised.verb) at “praised”: no subject: “company” in subject leads to no fitting name
    ");
}

#[test]
fn json_has_a_line_a_sentence_with_offsets_into_the_text() {
    let lines: Vec<Value> =
        explained(&["--json"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    let words = |words: &Value| {
        let offset = |field: &str| usize::try_from(words[field].as_u64().unwrap()).unwrap();
        assert_eq!(TEXT[offset("start")..offset("end")], *words["text"].as_str().unwrap());
    };
    lines.iter().for_each(|line| words(&line["sentence"]));
    let fired = &lines[0]["fired"][0];
    assert_eq!(fired["rule"], "met.verb");
    assert_eq!((&fired["subject"]["name"], &fired["subject"]["via"]), (&"China".into(), &"officials".into()));
    words(&fired["trigger"]);
    words(&fired["object"]["word"]);
    let stopped = lines[2]["stopped"].as_array().unwrap().last().unwrap();
    assert_eq!((&stopped["relation"], &stopped["stop"]), (&"praised".into(), &"subject".into()));
    assert_eq!(stopped["standing"][0]["text"], "company");
    words(&stopped["standing"][0]);
}
