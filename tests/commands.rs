//! Every command, through the binary, over the sample articles. What is asserted holds whatever the model reads in
//! them: forms, laws and exit codes, not single facts.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::LazyLock;

use assert_cmd::Command;
use newsgraph::model::When;
use serde::{Deserialize, Serialize};
use serde_json::Value;

const ARTICLES: &str = "data/articles";

/// Articles whose text is known here byte by byte.
const WIRE: &str = "data/articles/wire.jsonl";

const MEETINGS: [&str; 3] = ["met", "spoke_with", "visited"];

/// The sample articles as a database, made once for all tests, which only read it.
static SAMPLES: LazyLock<String> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("commands.db");
    for suffix in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{suffix}", path.display()));
    }
    let path = path.to_str().unwrap().to_owned();
    found(&["ingest", &path, ARTICLES]);
    path
});

fn newsgraph(arguments: &[&str]) -> Output {
    Command::cargo_bin("newsgraph").unwrap().env("NO_COLOR", "1").args(arguments).output().unwrap()
}

/// Standard output of a command that must find something.
fn found(arguments: &[&str]) -> String {
    let output = newsgraph(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", complaint(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The rows of a command that must find some.
fn rows(arguments: &[&str]) -> Vec<Value> {
    let rows = json_lines(&found(arguments));
    assert!(!rows.is_empty(), "{arguments:?}");
    rows
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{pointer} in {value}"))
}

/// The names of both ends.
fn ends(event: &Value) -> [&str; 2] {
    [text(event, "/subject/name"), text(event, "/object/name")]
}

/// The texts of the wire's articles by their ids.
fn wire_texts() -> Vec<(String, String)> {
    let own = |article: &Value, field: &str| article[field].as_str().unwrap().to_owned();
    json_lines(&fs::read_to_string(WIRE).unwrap()).iter().map(|a| (own(a, "id"), own(a, "text"))).collect()
}

fn wire_text<'a>(texts: &'a [(String, String)], doc: &str) -> &'a str {
    &texts.iter().find(|(id, _)| id == doc).unwrap_or_else(|| panic!("{doc} is no id of the wire")).1
}

fn in_folder(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

#[test]
fn ingest_says_what_it_read_and_how_to_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let database = in_folder(&folder, "news.db");
    let told = found(&["ingest", &database, ARTICLES, "--table"]);
    let documents = rows(&["stats", &database])[0]["documents"].as_u64().unwrap();
    assert!(
        told.starts_with(&format!(
            "Articles: {documents} (new {documents}, unchanged 0, replaced 0, failed 0) in "
        )),
        "{told}"
    );
    assert!(told.contains("\nMeetings among them:\n  "), "{told}");
    let next: Vec<_> = told.split("\nTry next:\n").nth(1).unwrap().lines().collect();
    assert!(next.len() >= 3, "{told}");
    for line in next {
        let command = line.trim().strip_prefix("newsgraph ").unwrap().split(" | ").next().unwrap();
        assert!(run_in_shell(command), "{line}");
    }
}

/// Whether a shell runs `newsgraph COMMAND`, and something is found.
fn run_in_shell(command: &str) -> bool {
    if cfg!(not(unix)) {
        eprintln!("skipped: no shell to run {command} in");
        return true;
    }
    let script = format!("\"{}\" {command}", env!("CARGO_BIN_EXE_newsgraph"));
    std::process::Command::new("sh").args(["-c", &script]).stdout(Stdio::null()).status().unwrap().success()
}

#[test]
fn met_lists_what_happened_between_two_oldest_first() {
    let all = rows(&["met", &SAMPLES, "wang yi"]);
    for meeting in &all {
        assert!(ends(meeting).contains(&"Wang Yi"), "{meeting}");
        assert!(MEETINGS.contains(&text(meeting, "/relation")), "{meeting}");
        assert_eq!(meeting["status"], "actual", "{meeting}");
    }
    let dates: Vec<_> = all.iter().filter_map(|m| m.pointer("/when/edtf")?.as_str()).collect();
    let first_days: Vec<_> = dates.iter().map(|edtf| When::parse(edtf).unwrap().lo()).collect();
    assert!(first_days.len() > 3 && first_days.is_sorted(), "{dates:?}");

    let other = *ends(&all[0]).iter().find(|name| **name != "Wang Yi").unwrap();
    let between = rows(&["met", &SAMPLES, "Wang Yi", other]);
    assert!(between.len() < all.len() && between.contains(&all[0]));
    assert!(between.iter().all(|meeting| ends(meeting).contains(&other)), "{between:?}");
}

#[test]
fn evidence_is_the_sentences_and_a_table_shows_them() {
    let meetings = rows(&["met", &SAMPLES, "Wang Yi", "--evidence"]);
    let table = found(&["met", &SAMPLES, "Wang Yi", "--evidence", "--table"]);
    // Wrapped to the width of a terminal in the table.
    let table = table.split_whitespace().collect::<Vec<_>>().join(" ");
    for meeting in meetings {
        let claims = meeting["evidence"].as_array().unwrap();
        assert_eq!(claims.len() as u64, meeting["claims"].as_u64().unwrap(), "{meeting}");
        let sentence = text(&claims[0], "/evidence/text").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(table.contains(&sentence), "{sentence}");
    }
}

#[test]
fn filters_keep_what_they_say() {
    let spring = When::parse("2023-03/2023-04").unwrap();
    let dated = rows(&["events", &SAMPLES, "--since", "2023-03", "--until", "2023-04", "--status", "all"]);
    for event in &dated {
        assert!(When::parse(text(event, "/when/edtf")).unwrap().overlaps(&spring), "{event}");
    }
    let all = rows(&["events", &SAMPLES, "--status", "all"]);
    assert!(dated.len() < all.len());

    let planned = rows(&["events", &SAMPLES, "--status", "planned"]);
    assert!(planned.iter().all(|event| event["status"] == "planned"));
    assert_eq!(planned.len(), all.iter().filter(|event| event["status"] == "planned").count());

    let visits = rows(&["events", &SAMPLES, "--relation", "visited,invited"]);
    assert!(visits.iter().all(|e| ["visited", "invited"].contains(&text(e, "/relation"))));
    assert_eq!(rows(&["events", &SAMPLES, "--limit", "2"]).len(), 2);
    let sure = rows(&["events", &SAMPLES, "--min-sources", "2"]);
    assert!(sure.iter().all(|event| event["sources"].as_u64() >= Some(2)));
}

#[test]
fn who_takes_a_short_name_or_an_id() {
    let by_name = rows(&["who", &SAMPLES, "zelenskyy"]);
    assert_eq!(by_name.len(), 1);
    assert_eq!(text(&by_name[0], "/name"), "Volodymyr Zelenskyy");
    assert_eq!(rows(&["who", &SAMPLES, text(&by_name[0], "/id")]), by_name);
    assert!(by_name[0]["aliases"].as_array().unwrap().len() > 1, "{}", by_name[0]);
}

#[test]
fn a_path_goes_step_by_step_from_one_to_the_other() {
    let steps = rows(&["path", &SAMPLES, "Wang Yi", "Zelenskyy"]);
    assert_eq!(text(&steps[0], "/from/name"), "Wang Yi");
    assert_eq!(text(steps.last().unwrap(), "/to/name"), "Volodymyr Zelenskyy");
    assert!(steps.windows(2).all(|pair| pair[0]["to"] == pair[1]["from"]), "{steps:?}");
    for (step, hop) in steps.iter().zip(1..) {
        assert_eq!(step["hop"].as_u64(), Some(hop));
        assert!(!text(step, "/events/0/evidence/0/evidence/text").is_empty());
    }
}

#[test]
fn paths_come_the_shortest_first_and_pass_what_they_shall() {
    let steps = rows(&["path", &SAMPLES, "Wang Yi", "Zelenskyy", "--paths", "4"]);
    let last: Vec<_> =
        steps.chunk_by(|a, b| a["path"] == b["path"]).map(|path| path.last().unwrap()).collect();
    assert_eq!(last.len(), 4, "{steps:?}");
    assert!(last.is_sorted_by_key(|step| step["hop"].as_u64()), "{steps:?}");

    let first = text(&steps[0], "/to/name");
    let around = rows(&["path", &SAMPLES, "Wang Yi", "Zelenskyy", "--avoid", first]);
    assert!(around.iter().all(|step| text(step, "/to/name") != first), "{around:?}");
    let other = text(&around[0], "/to/id");
    let over = rows(&["path", &SAMPLES, "Wang Yi", "Zelenskyy", "--via", other]);
    assert!(over.iter().any(|step| text(step, "/from/id") == other), "{over:?}");
    assert_eq!(
        newsgraph(&["path", &SAMPLES, "Wang Yi", "Zelenskyy", "--max-hops", "0"]).status.code(),
        Some(1)
    );
    let refused = newsgraph(&["path", &SAMPLES, "Wang Yi", "Zelenskyy", "--avoid", "Wang Yi"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(complaint(&refused).contains("can't avoid it"), "{}", complaint(&refused));
}

#[test]
fn the_central_come_first_and_say_on_what_they_were_measured() {
    for by in ["degree", "weighted-degree", "pagerank", "betweenness", "closeness"] {
        let ranked = rows(&["rank", &SAMPLES, "--by", by, "--limit", "5"]);
        assert_eq!(ranked.len(), 5, "{by}");
        let falling = |pair: &[Value]| {
            (-pair[0]["value"].as_f64().unwrap(), text(&pair[0], "/id"))
                < (-pair[1]["value"].as_f64().unwrap(), text(&pair[1], "/id"))
        };
        assert!(ranked.windows(2).all(falling), "{ranked:?}");
        assert_eq!(text(&ranked[0], "/by"), by);
        assert!(text(&ranked[0], "/projection").contains("joined in"), "{ranked:?}");
    }
    let met = rows(&["rank", &SAMPLES, "--by", "weighted-degree", "--relation", "met"]);
    assert!(met.len() <= 20 && met != rows(&["rank", &SAMPLES, "--by", "weighted-degree"]));
    assert_eq!(newsgraph(&["rank", &SAMPLES, "--since", "2099", "--relation", "met"]).status.code(), Some(1));
}

#[test]
fn everybody_is_in_one_community() {
    let communities = rows(&["communities", &SAMPLES]);
    assert!(communities.is_sorted_by_key(|part| -part["size"].as_i64().unwrap()), "{communities:?}");
    let members: Vec<_> = communities.iter().flat_map(|part| part["members"].as_array().unwrap()).collect();
    let ids: std::collections::BTreeSet<_> = members.iter().map(|member| text(member, "/id")).collect();
    assert_eq!(ids.len(), members.len());
    assert_eq!(communities.iter().map(|part| part["size"].as_u64().unwrap()).sum::<u64>(), ids.len() as u64);
    assert_eq!(rows(&["communities", &SAMPLES, "--limit", "1"]), communities[..1]);
    assert_eq!(
        newsgraph(&["communities", &SAMPLES, "--since", "2099", "--relation", "met"]).status.code(),
        Some(1)
    );
}

#[test]
fn why_shows_every_claim_with_the_words_of_its_article() {
    let texts = wire_texts();
    let mut checked = 0;
    for event in rows(&["events", &SAMPLES, "--source", "newsgraph sample wire"]) {
        let why = rows(&["why", &SAMPLES, text(&event, "/id")]);
        let claims = why[0]["claims"].as_array().unwrap();
        assert_eq!(claims.len() as u64, event["claims"].as_u64().unwrap());
        for claim in claims.iter().filter(|claim| claim["source"] == "newsgraph sample wire") {
            assert_is_evidence(wire_text(&texts, text(claim, "/doc")), &claim["evidence"]);
            checked += 1;
        }
    }
    assert!(checked > 0);
}

#[test]
fn why_tells_of_a_plan_and_of_what_came_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let (database, articles) = (in_folder(&folder, "news.db"), in_folder(&folder, "articles.jsonl"));
    let told = [
        (
            "a",
            "2023-02-17",
            "Chinese diplomat Wang Yi will meet Russian President Vladimir Putin in Moscow on Feb. 21.",
        ),
        (
            "b",
            "2023-02-22",
            "Chinese diplomat Wang Yi met Russian President Vladimir Putin in Moscow on Tuesday.",
        ),
    ];
    let lines = told.map(|(id, published, text)| {
        serde_json::json!({ "id": id, "published": published, "text": text }).to_string()
    });
    fs::write(&articles, lines.join("\n")).unwrap();
    found(&["ingest", &database, &articles]);
    let met = rows(&["met", &database, "Wang Yi"]);
    let [event] = &*met else { panic!("{met:?}") };
    let why = &rows(&["why", &database, text(event, "/id")])[0];
    let history: Vec<_> =
        why["history"].as_array().unwrap().iter().map(|told| text(told, "/status")).collect();
    assert_eq!(history, ["planned", "actual"]);
    let shown = found(&["why", &database, text(event, "/id"), "--table"]);
    let history =
        "the event: planned for 2023-02-21 (told 2023-02-17), then actual on 2023-02-21 (told 2023-02-22)";
    assert!(shown.split_whitespace().collect::<Vec<_>>().join(" ").contains(history), "{shown}");
}

fn assert_is_evidence(article: &str, evidence: &Value) {
    let at = |end: &str| evidence[end].as_u64().unwrap() as usize;
    assert_eq!(article.get(at("start")..at("end")), Some(text(evidence, "/text")), "{evidence}");
}

#[test]
fn stats_are_what_sql_counts() {
    let stats = &rows(&["stats", &SAMPLES])[0];
    for (name, table) in [("documents", "document"), ("claims", "claim")] {
        let counted = rows(&["sql", &SAMPLES, &format!("SELECT count(*) AS n FROM {table}")]);
        assert_eq!(counted[0]["n"], stats[name], "{name}");
    }
}

#[test]
fn sql_reads_and_does_not_write() {
    let met = found(&["sql", &SAMPLES, "SELECT b, a FROM who_met_whom WHERE a = 'Wang Yi'", "--csv"]);
    assert!(met.starts_with("b,a\n") && met.lines().skip(1).all(|line| line.ends_with(",Wang Yi")), "{met}");
    assert!(met.lines().count() > 1);
    let before = fs::read(&*SAMPLES).unwrap();
    for writing in ["DELETE FROM document", "CREATE TABLE t (a)", "PRAGMA user_version = 9"] {
        let refused = newsgraph(&["sql", &SAMPLES, writing]);
        assert_eq!(refused.status.code(), Some(2), "{writing}");
        assert!(complaint(&refused).starts_with("error: ") && refused.stdout.is_empty(), "{writing}");
    }
    let mistyped = newsgraph(&["sql", &SAMPLES, "SELEC 1"]);
    assert_eq!(mistyped.status.code(), Some(2));
    assert_eq!(complaint(&mistyped).matches("syntax error").count(), 1, "{}", complaint(&mistyped));
    assert!(fs::read(&*SAMPLES).unwrap() == before, "the database was changed");
}

#[test]
fn rm_leaves_a_database_as_if_the_article_had_never_been_read() {
    let folder = tempfile::tempdir().unwrap();
    let (with, without) = (in_folder(&folder, "with.db"), in_folder(&folder, "without.db"));
    let (kept, removed) =
        ("data/articles/2023-02-22-wang-yi-in-moscow.md", "data/articles/2023-03-21-xi-in-moscow.txt");
    found(&["ingest", &without, kept]);
    found(&["ingest", &with, kept, removed]);
    assert!(found(&["export", &with, "jsonl"]) != found(&["export", &without, "jsonl"]));
    found(&["rm", &with, removed]);
    assert!(found(&["export", &with, "jsonl"]) == found(&["export", &without, "jsonl"]));
    let again = newsgraph(&["rm", &with, removed]);
    assert_eq!(again.status.code(), Some(1));
    assert!(complaint(&again).contains("no such article"));
    found(&["ingest", &with, removed]);
    let told = complaint(&newsgraph(&["rm", &with, "data/articles/2023-03-*"]));
    assert!(told.contains(removed) && !told.contains(kept), "{told}");
    assert!(found(&["export", &with, "jsonl"]) == found(&["export", &without, "jsonl"]));
}

#[test]
fn articles_are_listed_with_the_ids_that_rm_takes() {
    let listed = rows(&["articles", &SAMPLES]);
    assert_eq!(listed.len(), 17);
    let wire = rows(&["articles", &SAMPLES, "--source", "newsgraph sample wire"]);
    assert!(!wire.is_empty() && wire.len() < listed.len());
    assert!(wire.iter().all(|article| text(article, "/source") == "newsgraph sample wire"));
    assert_eq!(newsgraph(&["articles", &SAMPLES, "--source", "nobody's"]).status.code(), Some(1));
}

#[test]
fn export_jsonl_holds_each_kind_sorted_by_id() {
    let records = rows(&["export", &SAMPLES, "jsonl"]);
    let stats = &rows(&["stats", &SAMPLES])[0];
    for (kind, count) in [("document", &stats["documents"]), ("claim", &stats["claims"])] {
        let of_kind: Vec<_> = records.iter().filter(|record| record["record"] == kind).collect();
        assert_eq!(of_kind.len() as u64, count.as_u64().unwrap(), "{kind}");
        assert!(of_kind.is_sorted_by_key(|record| text(record, "/id")), "{kind}");
    }
}

#[test]
fn graphviz_draws_the_export() {
    for view in [&["--around", "Wang Yi", "--hops", "2"][..], &["--max-nodes", "12", "--status", "all"]] {
        let dot = found(&[&["export", &SAMPLES, "dot"], view].concat());
        assert!(dot.starts_with("digraph newsgraph {") && dot.ends_with("}\n"), "{dot}");
        let Some(svg) = graphviz(&dot) else { return };
        assert!(svg.contains("Wang Yi"), "{svg}");
    }
}

/// What `dot` draws; `None` where Graphviz is not installed.
fn graphviz(dot: &str) -> Option<String> {
    let mut command = std::process::Command::new("dot");
    command.arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut run) = command.spawn() else {
        eprintln!("skipped: Graphviz (`dot`) is not installed");
        return None;
    };
    run.stdin.take().unwrap().write_all(dot.as_bytes()).unwrap();
    let output = run.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}\n{dot}", complaint(&output));
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The printed form of a fact: these fields, in this order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    doc: String,
    subject: End,
    relation: String,
    object: End,
    title: Option<String>,
    when: Option<Time>,
    r#where: Option<Place>,
    status: String,
    said_by: Option<String>,
    confidence: f64,
    rule: String,
    evidence: Evidence,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    name: String,
    r#type: String,
    aliases: Vec<String>,
    via: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Time {
    edtf: Option<String>,
    text: String,
    method: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    name: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence {
    start: usize,
    end: usize,
    text: String,
}

#[test]
fn extract_prints_facts_in_their_form_with_the_bytes_of_the_text() {
    let texts = wire_texts();
    let lines = found(&["extract", WIRE]);
    for line in lines.lines() {
        let fact: Fact = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        // Written again it is the same, so each field is there and in its place.
        assert_eq!(serde_json::to_string(&fact).unwrap(), line);
        let article = wire_text(&texts, &fact.doc);
        assert_eq!(article.get(fact.evidence.start..fact.evidence.end), Some(fact.evidence.text.as_str()));
        assert!(!fact.relation.starts_with("other:"), "{line}");
        if let Some(edtf) = fact.when.and_then(|when| when.edtf) {
            When::parse(&edtf).unwrap();
        }
    }
    for (id, _) in &texts {
        assert!(lines.contains(&format!("\"doc\":\"{id}\"")), "no facts of {id}");
    }
    assert!(found(&["extract", WIRE, "--all"]).lines().count() >= lines.lines().count());
}

#[test]
fn extract_gives_the_same_bytes_on_any_number_of_threads_and_from_standard_input() {
    let one = found(&["extract", ARTICLES, "--threads", "1"]);
    assert!(one == found(&["extract", ARTICLES, "--threads", "2"]), "two threads give other facts");
    assert!(one == found(&["extract", ARTICLES, "--threads", "7"]), "seven threads give other facts");

    let mut piped = Command::cargo_bin("newsgraph").unwrap();
    let piped = piped.args(["extract", "-"]).write_stdin(fs::read(WIRE).unwrap()).output().unwrap();
    assert!(String::from_utf8(piped.stdout).unwrap() == found(&["extract", WIRE]));
}

#[test]
fn analyze_prints_conllu_whose_ranges_are_in_the_text() {
    let texts = wire_texts();
    let conllu = found(&["analyze", "--conllu", WIRE]);
    let (mut article, mut articles, mut words) = ("", 0, 0);
    for line in conllu.lines().filter(|line| !line.is_empty()) {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            article = wire_text(&texts, id);
            articles += 1;
        }
        if line.starts_with('#') {
            continue;
        }
        let columns: Vec<_> = line.split('\t').collect();
        assert_eq!(columns.len(), 10, "{line}");
        assert!(columns.iter().all(|column| !column.is_empty()), "{line}");
        words += 1;
        let range = columns[9].split('|').find_map(|item| item.strip_prefix("TokenRange="));
        let Some((start, end)) = range.and_then(|range| range.split_once(':')) else { continue };
        let range = start.parse().unwrap()..end.parse().unwrap();
        assert_eq!(article.get::<std::ops::Range<usize>>(range), Some(columns[1]), "{line}");
    }
    assert_eq!(articles, texts.len());
    assert!(words > 100);
}

#[test]
fn exit_codes_tell_found_from_nothing_from_an_error() {
    let code = |arguments: &[&str]| newsgraph(arguments).status.code().unwrap();
    assert_eq!(code(&["met", &SAMPLES, "Xi Jinping"]), 0);
    assert_eq!(code(&["met", &SAMPLES, "Nobody Atall"]), 1);
    assert_eq!(code(&["who", &SAMPLES, "Nobody Atall"]), 1);
    assert_eq!(code(&["why", &SAMPLES, "e-0000000000000000"]), 1);
    assert_eq!(code(&["events", &SAMPLES, "--since", "2090", "--relation", "met"]), 1);
    assert_eq!(code(&["met", "no-such.db", "Xi Jinping"]), 2);
    assert_eq!(code(&["extract", "no-such-file.txt"]), 2);
    assert_eq!(code(&["events", &SAMPLES, "--since", "yesterday"]), 2);
    assert_eq!(code(&["events", &SAMPLES, "--relation", "kissed"]), 2);
    assert_eq!(code(&["events", &SAMPLES, "--source", "The Moon Herald"]), 2);
    assert_eq!(code(&["events", &SAMPLES, "--since", "2024", "--until", "2023"]), 2);
    assert_eq!(code(&["no-such-command"]), 2);
}

#[test]
fn what_a_question_lacks_is_told() {
    let told = |arguments: &[&str]| String::from_utf8(newsgraph(arguments).stderr).unwrap();
    assert!(told(&["why", &SAMPLES, "e-0000000000000000"]).contains("e-0000000000000000"));
    for question in ["path", "between"] {
        let one = told(&[question, &SAMPLES, "Putin", "Vladimir Putin"]);
        assert!(one.contains("are one entity, Vladimir Putin"), "{one}");
    }
}

#[test]
fn an_empty_answer_says_that_it_is_one_and_what_it_leaves_out() {
    let told = |arguments: &[&str]| complaint(&newsgraph(arguments));
    assert!(told(&["search", &SAMPLES, "zzyzx"]).contains("nothing found"));
    assert!(told(&["path", &SAMPLES, "Wang Yi", "Kishida", "--relation", "killed"]).contains("no path"));
    assert!(told(&["events", &SAMPLES, "--source", "The Moon Herald"]).contains("newsgraph sample wire"));
    let planned = rows(&["events", &SAMPLES, "--status", "planned"]);
    let id = text(&planned[0], "/subject/id");
    let relation = text(&planned[0], "/relation");
    let none_actual = ["events", &SAMPLES, id, "--relation", relation, "--on", "1901", "--status", "all"];
    assert!(!told(&none_actual).is_empty());
    let dated = told(&["events", &SAMPLES, "--since", "2023", "--table"]);
    assert!(dated.contains("without a date, and so left out"), "{dated}");
}

#[test]
fn what_articles_do_not_say_of_themselves_may_be_said_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let database = in_folder(&folder, "news.db");
    fs::write(folder.path().join("a.txt"), "Wang Yi met Vladimir Putin in Moscow on Tuesday.").unwrap();
    let own = "{\"text\": \"Antony Blinken visited Kenya on Tuesday.\", \"source\": \"Reuters\", \"date\": \"2022-07-06\"}";
    fs::write(folder.path().join("b.json"), own).unwrap();
    let files = [in_folder(&folder, "a.txt"), in_folder(&folder, "b.json")];
    found(&["ingest", &database, &files[0], &files[1], "--source", "The Post", "--published", "2023-02-22"]);
    let met = rows(&["met", &database, "Wang Yi", "--source", "The Post"]);
    assert_eq!(text(&met[0], "/when/edtf"), "2023-02-21");
    let visited = rows(&["events", &database, "Blinken", "--source", "Reuters"]);
    assert_eq!(text(&visited[0], "/when/edtf"), "2022-07-05");
}

#[test]
fn a_surname_is_not_given_to_who_rarely_goes_by_it() {
    let folder = tempfile::tempdir().unwrap();
    let database = in_folder(&folder, "news.db");
    let articles = [
        "Maria Kovacs visited Berlin on Monday. Kovacs said that she met Olaf Scholz.",
        "Kovacs met Emmanuel Macron in Paris. Kovacs praised France.",
        "Kovacs visited Rome. Kovacs criticized Italy.",
    ];
    for (i, article) in articles.iter().enumerate() {
        fs::write(folder.path().join(format!("{i}.txt")), article).unwrap();
    }
    found(&["ingest", &database, folder.path().to_str().unwrap()]);
    let refused = newsgraph(&["met", &database, "Kovacs"]);
    assert_eq!(refused.status.code(), Some(2), "{}", complaint(&refused));
    assert!(complaint(&refused).contains("Maria Kovacs"), "{}", complaint(&refused));
    assert_eq!(text(&rows(&["who", &database, "Maria Kovacs"])[0], "/name"), "Maria Kovacs");
}

#[test]
fn an_ambiguous_name_lists_ways_to_choose() {
    let folder = tempfile::tempdir().unwrap();
    let database = in_folder(&folder, "news.db");
    let article =
        "French President Anna Smith visited Berlin.\n\nGerman Chancellor John Smith visited Paris.\n";
    let file: PathBuf = folder.path().join("smiths.txt");
    fs::write(&file, article).unwrap();
    found(&["ingest", &database, file.to_str().unwrap()]);

    let refused = newsgraph(&["met", &database, "Smith"]);
    assert_eq!(refused.status.code(), Some(2), "{}", complaint(&refused));
    let ways = rows(&["who", &database, "Smith"]);
    assert_eq!(ways.len(), 2);
    for way in &ways {
        let (id, name) = (text(way, "/id"), text(way, "/name"));
        assert!(complaint(&refused).contains(id) && complaint(&refused).contains(name));
        assert_eq!(text(&rows(&["who", &database, id])[0], "/name"), name);
        assert_eq!(text(&rows(&["who", &database, name])[0], "/id"), id);
    }
}

#[test]
fn every_form_holds_the_same_rows() {
    let events = ["events", SAMPLES.as_str(), "--status", "all"];
    let with = |form: &str| found(&[&events[..], &[form]].concat());
    let json = rows(&events);
    assert_eq!(json, json_lines(&with("--json")));
    for (form, delimiter) in [("--csv", b','), ("--tsv", b'\t')] {
        let text = with(form);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
        let id = reader.headers().unwrap().iter().position(|name| name == "id").unwrap();
        let ids: Vec<_> = reader.records().map(|row| row.unwrap()[id].to_owned()).collect();
        assert_eq!(ids, json.iter().map(|event| self::text(event, "/id")).collect::<Vec<_>>(), "{form}");
    }
    // The header, the line below it, and a line or more for each row.
    assert!(with("--table").lines().count() >= json.len() + 2);
}

#[test]
fn a_file_gets_what_standard_output_would() {
    let folder = tempfile::tempdir().unwrap();
    for (name, form) in [("a.jsonl", "--json"), ("a.csv", "--csv"), ("a.tsv", "--tsv")] {
        let path = in_folder(&folder, name);
        assert_eq!(found(&["met", &SAMPLES, "Xi Jinping", "-o", &path]), "");
        assert_eq!(fs::read_to_string(&path).unwrap(), found(&["met", &SAMPLES, "Xi Jinping", form]));
    }
    let path = in_folder(&folder, "a.dot");
    found(&["export", &SAMPLES, "dot", "-o", &path]);
    assert_eq!(fs::read_to_string(&path).unwrap(), found(&["export", &SAMPLES, "dot"]));
    let nowhere = newsgraph(&["stats", &SAMPLES, "-o", &in_folder(&folder, "no/such/folder.csv")]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(complaint(&nowhere).contains("cannot write"));
}

#[test]
fn the_readme_shows_every_command() {
    let Ok(readme) = fs::read_to_string("README.md") else {
        eprintln!("skipped: there is no README.md");
        return;
    };
    let help = found(&["--help"]);
    let commands = help.split("\nCommands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    // Two blanks before a command; more before the rest of a description.
    let commands = commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let commands: Vec<_> = commands.map(|line| line.split_whitespace().next().unwrap()).collect();
    assert!(commands.len() >= 12, "{commands:?}");
    for command in commands {
        assert!(
            readme.contains(&format!("newsgraph {command}")),
            "README.md does not show `newsgraph {command}`"
        );
    }
}

/// An article in each of six languages, by its English name.
const FOREIGN: [(&str, &str); 6] = [
    (
        "Spanish",
        "El presidente se reunió el lunes con los ministros de la región para hablar de la guerra. Después viajó a la \
         capital, donde le esperaba una delegación del partido. Por la tarde volvió a su despacho.",
    ),
    (
        "French",
        "La ministre a rencontré lundi son homologue dans la capitale pour parler de la guerre et du commerce. Elle est \
         ensuite partie vers le nord, où une délégation l'attendait depuis le matin.",
    ),
    (
        "German",
        "Die Ministerin traf am Montag ihren Kollegen in der Hauptstadt, um über den Krieg und den Handel zu sprechen. \
         Danach reiste sie weiter nach Norden, wo sie am Abend von einer Abordnung empfangen wurde.",
    ),
    (
        "Russian",
        "Министр встретился в понедельник со своим коллегой в столице. Они говорили о войне и о торговле. Вечером он \
         вернулся домой и рассказал об этом журналистам.",
    ),
    (
        "Mandarin",
        "外交部长星期一在首都会见了来访的同事，双方就战争和贸易问题交换了意见。会谈之后，他出席了晚宴，并于第二天返回，\
         途中在北方的一座城市停留，会见了当地的代表。",
    ),
    (
        "Arabic",
        "التقى الوزير يوم الاثنين زميله في العاصمة وتحدثا عن الحرب والتجارة بين البلدين. ثم سافر بعد ذلك إلى الشمال حيث \
         كان في استقباله وفد من الحزب، وعاد في المساء إلى مكتبه.",
    ),
];

#[test]
fn articles_in_other_languages_are_kept_and_not_analysed() {
    let folder = tempfile::tempdir().unwrap();
    for (language, text) in FOREIGN {
        fs::write(folder.path().join(format!("{language}.txt")), text).unwrap();
    }
    fs::write(folder.path().join("English.txt"), "Wang Yi met Vladimir Putin in Moscow on Monday.").unwrap();
    let (database, articles) = (in_folder(&folder, "news.db"), folder.path().to_str().unwrap());

    let output = newsgraph(&["ingest", &database, articles, "--table"]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    let told = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(told.starts_with("Articles: 7 (new 7, unchanged 0, replaced 0, failed 0)"), "{told}");
    assert!(told.contains("\nNot in English, stored without being analysed: 6\n"), "{told}");
    let stored = found(&[
        "sql",
        &database,
        "SELECT article FROM document LEFT JOIN sentence USING (doc_id) WHERE ord IS NULL",
    ]);
    for (language, _) in FOREIGN {
        let file = format!("{language}.txt");
        assert!(
            complaint(&output).contains(&format!("{file}: not analysed, as it is in {language};")),
            "{language}"
        );
        assert!(stored.contains(&file), "{language} is to be stored, without sentences: {stored}");
    }
    assert!(!complaint(&output).contains("English.txt") && !stored.contains("English.txt"));

    for command in [&["extract", articles, "--json"][..], &["analyze", "--conllu", articles]] {
        let output = newsgraph(command);
        let told = complaint(&output).matches("not analysed").count();
        assert_eq!(told, FOREIGN.len(), "{}", complaint(&output));
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.contains("Putin") && !printed.contains("Ministerin"), "{printed}");
    }
}

#[test]
fn what_is_no_prose_is_no_sentence_of_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let text = "The talks began in Moscow.\n\nShare this article\n\nWang Yi met Vladimir Putin on Monday.\n";
    fs::write(folder.path().join("article.txt"), text).unwrap();
    let database = in_folder(&folder, "news.db");
    found(&["ingest", &database, folder.path().to_str().unwrap()]);
    let sentences = rows(&["sql", &database, "SELECT ord FROM sentence ORDER BY ord", "--json"]);
    assert_eq!(sentences.iter().map(|row| row["ord"].as_u64().unwrap()).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn what_is_no_prose_gives_no_facts() {
    let prose = "President Joe Biden met Ukrainian President Volodymyr Zelenskyy on Monday.";
    let text = format!(
        "By JANE DOE and JOHN SMITH, Associated Press\n\nWASHINGTON (AP) -- {prose}\n\n\
         LEADERS OF CHINA, FRANCE ARRESTED BY POLICE\n\n\
         Share this article\n\n\
         Photo: Angela Merkel meets Vladimir Putin in Berlin. REUTERS/Fabrizio Bensch\n\n\
         Manchester United 2 Chelsea 1\nArsenal 3 Liverpool 0\n\n\
         - Boris Johnson\n- Emmanuel Macron\n- Olaf Scholz\n\n\
         Read more: Obama Meets Putin in Moscow\n\n\
         © 2023 The Associated Press. All rights reserved.\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = in_folder(&folder, "article.txt");
    fs::write(&file, text).unwrap();
    let facts = rows(&["extract", "--all", &file]);
    assert!(facts.iter().any(|fact| fact["relation"] == "met"), "{facts:?}");
    for fact in facts {
        assert_eq!(fact["evidence"]["text"], prose, "{fact}");
    }
}
