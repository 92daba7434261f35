//! What users see of the questions: golden tables of a small database, through the binary.

use std::process::Command;

use newsgraph::model::Status;

use crate::builder::{Doc, Scratch};

/// Three articles on Wang Yi, of which the second denies what the first plans, and the third says it happened.
fn news() -> tempfile::TempDir {
    let mut a = Doc::new("a.md").published("2023-02-18").source("AP");
    a.article.title = Some("Wang Yi in Munich".into());
    a.claim("Wang Yi", "holds_position", "@China").title("top diplomat");
    a.claim("Wang Yi", "met", "Antony Blinken").on("2023-02-18").at("@Munich");
    a.claim("Wang Yi", "met", "Vladimir Putin").on("2023-02-22").status(Status::Planned);
    a.claim("Antony Blinken", "warned", "@China");
    a.alias("Wang Yi", "Wang");
    let mut b = Doc::new("b.md").published("2023-02-20").source("Reuters");
    b.claim("Vladimir Putin", "met", "Wang Yi").on("2023-02-22").status(Status::Denied);
    b.claim("Antony Blinken", "met", "Wang Yi").on("2023-02-18");
    b.claim("Wang Yi", "visited", "@Hungary").on("2023");
    let mut c = Doc::new("c.md").published("2023-02-23");
    c.claim("Wang Yi", "met", "Vladimir Putin").on("2023-02-22").at("@Moscow");
    c.claim("Wang Yi", "holds_position", "@China").title("top diplomat");
    c.alias("Wang Yi", "Wang");
    Scratch::with(&[a, b, c]).close()
}

/// What a command prints, and then its notes.
fn printed(command: &[&str]) -> String {
    let folder = news();
    let mut run = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    run.arg(command[0]).arg(folder.path().join("news.db")).args(&command[1..]);
    let output = run.env("NO_COLOR", "1").env("COLUMNS", "110").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    format!("{}{}", text(output.stdout), text(output.stderr))
}

#[test]
fn timeline() {
    insta::assert_snapshot!(printed(&["timeline", "Wang Yi", "--status", "all", "--table"]), @r#"
    when           subject  relation  object          where   contested  sources  confidence  id
    ────────────────────────────────────────────────────────────────────────────────────────────────────────────
    2023
    2023           Wang Yi  visited   Hungary                                  1        0.80  e-2dd7dcd63f795d86
    February 2023
    2023-02-18     Wang Yi  met       Antony Blinken  Munich                   2        0.96  e-79b474fb231d00d1
    2023-02-22     Wang Yi  met       Vladimir Putin  Moscow  contested        1        0.80  e-d005b89320d91c17
    note: without a date, and so not here: 1; `events` lists them
    "#);
}

#[test]
fn neighbors() {
    insta::assert_snapshot!(printed(&["neighbors", "Wang", "--table", "--limit", "2", "--status", "all"]), @r#"
    name            type    count  relations           first       last        id
    ─────────────────────────────────────────────────────────────────────────────────────────────
    China           PLACE       1  holds_position → 1                          Q148
    Antony Blinken  PERSON      1  met 1               2023-02-18  2023-02-18  n-d1854a699f060c2d
    note: not shown: 2 more, beyond --limit
    "#);
    insta::assert_snapshot!(printed(&["neighbors", "blinken", "--table", "--evidence"]), @r#"
    Wang Yi · PERSON · count 1 · met 1 · 2023-02-18 · 2023-02-18 · n-c2e89002dd5aebb2
        Wang Yi met Antony Blinken · 2023-02-18 · Munich · e-79b474fb231d00d1: Wang Yi met Antony Blinken
        2023-02-18 Munich [a.md, AP, 2023-02-18] and 1 more
    China · PLACE · count 1 · warned → 1 · Q148
        Antony Blinken warned China · e-84ac6c2aa27e05c2: Antony Blinken warned China [a.md, AP, 2023-02-18]
    "#);
    insta::assert_snapshot!(printed(&["neighbors", "blinken", "--json", "--relation", "met"]), @r#"
    {"id":"n-c2e89002dd5aebb2","name":"Wang Yi","type":"PERSON","count":1,"ties":[{"relation":"met","role":"either","status":"actual","count":1}],"first":"2023-02-18","last":"2023-02-18"}
    "#);
}

#[test]
fn between() {
    insta::assert_snapshot!(printed(&["between", "Wang Yi", "Antony Blinken", "--table"]), @r#"
    when        what                                                           where   sources  id
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
    Events
    2023-02-18  Wang Yi met Antony Blinken                                     Munich        2  e-79b474fb231d00d1
    Neighbours
                China (Wang Yi: holds_position → 1; Antony Blinken: warned →                    Q148
                1)
    Articles
    2023-02-18  Wang Yi in Munich                                                               d-c6c47492d9b6306a
    2023-02-20  b.md                                                                            d-d5cb931ace37fce7
    "#);
    insta::assert_snapshot!(printed(&["between", "Wang Yi", "Putin", "--status", "all", "--evidence", "--table", "--limit", "1"]), @r#"
    Events
    2023-02-22 · Wang Yi met Vladimir Putin · Moscow · contested · sources 1 · e-d005b89320d91c17
        Wang Yi met Vladimir Putin 2023-02-22 [a.md, AP, 2023-02-18, planned]
        Vladimir Putin met Wang Yi 2023-02-22 [b.md, Reuters, 2023-02-20, denied]
        Wang Yi met Vladimir Putin 2023-02-22 Moscow [c.md, 2023-02-23]
    Articles
    2023-02-18 · Wang Yi in Munich · d-c6c47492d9b6306a
    note: not shown: 2 more, beyond --limit
    "#);
    insta::assert_snapshot!(printed(&["between", "Wang Yi", "Blinken", "--csv"]), @r#"
    when,what,where,status,contested,sources,id,joined_by,source,evidence
    2023-02-18,Wang Yi met Antony Blinken,Munich,actual,false,2,e-79b474fb231d00d1,event,,
    ,China (Wang Yi: holds_position → 1; Antony Blinken: warned → 1),,,,,Q148,neighbour,,
    2023-02-18,Wang Yi in Munich,,,,,d-c6c47492d9b6306a,article,AP,Wang Yi met Antony Blinken 2023-02-18 Munich
    2023-02-20,b.md,,,,,d-d5cb931ace37fce7,article,Reuters,Antony Blinken met Wang Yi 2023-02-18
    "#);
}

#[test]
fn search() {
    insta::assert_snapshot!(printed(&["search", "wang", "munich", "--table"]), @r#"
    2023-02-18 · Wang Yi in Munich · AP · a.md
        An article. Wang Yi holds_position China Wang Yi met Antony Blinken 2023-02-18 Munich Wang Yi met Vladimir
        Putin 2023-02-22 Antony Blinken warned China Wang
    "#);
    insta::assert_snapshot!(printed(&["search", "\"Wang Yi\"", "--limit", "1", "--json"]), @r#"
    {"id":"d-c6c47492d9b6306a","doc":"a.md","headline":"Wang Yi in Munich","source":"AP","published":"2023-02-18","url":null,"snippet":"An article. Wang Yi holds_position China Wang Yi met Antony Blinken 2023-02-18 Munich Wang Yi met Vladimir Putin 2023-02-22 Antony Blinken warned China Wang","matches":[[12,19],[41,48],[86,93]]}
    note: not shown: 2 more, beyond --limit
    "#);
    insta::assert_snapshot!(printed(&["search", "--", "--"]), @r#"
    error: “--” has no word to search for
    "#);
}

#[test]
fn diff() {
    insta::assert_snapshot!(printed(&["diff", "2023-02-18", "2023-02-23", "--table"]), @r#"
    change        when        subject  relation        object      where   status      sources  id
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
    new           2023        Wang Yi  visited         Hungary             actual        0 → 1  e-2dd7dcd63f795d86
    confirmed     2023-02-18  Wang Yi  met             Antony      Munich  actual        1 → 2  e-79b474fb231d00d1
                                                       Blinken
    confirmed                 Wang Yi  holds_position  China               actual        1 → 2  e-4ecea9b27a677f27
    contradicted  2023-02-22  Wang Yi  met             Vladimir    Moscow  planned →     0 → 1  e-d005b89320d91c17
                                                       Putin               actual
    "#);
    insta::assert_snapshot!(printed(&["diff", "2023-02-18", "2023-02-20", "--status", "all", "--evidence", "--table"]), @r#"
    new · 2023 · Wang Yi · visited · Hungary · actual · sources 0 → 1 · e-2dd7dcd63f795d86
        Wang Yi visited Hungary 2023 [b.md, Reuters, 2023-02-20]
    confirmed · 2023-02-18 · Wang Yi · met · Antony Blinken · Munich · actual · sources 1 → 2 · e-79b474fb231d00d1
        Antony Blinken met Wang Yi 2023-02-18 [b.md, Reuters, 2023-02-20]
    withdrawn · 2023-02-22 · Wang Yi · met · Vladimir Putin · Moscow · planned · sources 1 → 1 · e-d005b89320d91c17
        Vladimir Putin met Wang Yi 2023-02-22 [b.md, Reuters, 2023-02-20, denied]
    "#);
    insta::assert_snapshot!(printed(&["diff", "2023-02-18", "2023-02-20", "--csv"]), @r#"
    change,when,subject,relation,object,where,status,sources,id,title,was,now,sources_before,sources_now,subject_id,object_id,evidence
    new,2023,Wang Yi,visited,Hungary,,actual,0 → 1,e-2dd7dcd63f795d86,,,actual,0,1,n-c2e89002dd5aebb2,Q28,
    confirmed,2023-02-18,Wang Yi,met,Antony Blinken,Munich,actual,1 → 2,e-79b474fb231d00d1,,actual,actual,1,2,n-c2e89002dd5aebb2,n-d1854a699f060c2d,
    "#);
    insta::assert_snapshot!(printed(&["diff", "2023", "2022"]), @r#"
    error: 2023 ends after 2022: give the earlier date first
    "#);
}

#[test]
fn who() {
    insta::assert_snapshot!(printed(&["who", "wang", "--table"]), @r#"
    Wang Yi · PERSON · n-c2e89002dd5aebb2 · documents 3
        also called: Wang
        top diplomat, China · reported 2023-02-18 to 2023-02-23
        relations: met 2, holds_position 1, visited 1
    "#);
}

#[test]
fn a_limit_says_what_it_hides() {
    insta::assert_snapshot!(printed(&["met", "Wang Yi", "--limit", "1", "--table"]), @r#"
    when  subject  relation  object   sources  confidence  id
    ─────────────────────────────────────────────────────────────────────────
    2023  Wang Yi  visited   Hungary        1        0.80  e-2dd7dcd63f795d86
    note: not shown: 2 more, beyond --limit
    "#);
    insta::assert_snapshot!(printed(&["events", "--limit", "2", "--csv", "--relation", "met,visited"]), @r#"
    when,subject,relation,object,title,where,status,contested,sources,confidence,id,claims,documents,when_method,subject_id,subject_type,subject_via,object_id,object_type,object_via,where_id,evidence
    2023,Wang Yi,visited,Hungary,,,actual,false,1,0.80,e-2dd7dcd63f795d86,1,1,explicit,n-c2e89002dd5aebb2,PERSON,,Q28,PLACE,,,
    2023-02-18,Wang Yi,met,Antony Blinken,,Munich,actual,false,2,0.96,e-79b474fb231d00d1,2,2,explicit,n-c2e89002dd5aebb2,PERSON,,n-d1854a699f060c2d,PERSON,,n-c73845978ae46a62,
    note: not shown: 1 more, beyond --limit
    "#);
}
