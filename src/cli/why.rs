use anyhow::{Result, bail};
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::{Database, one_entity};
use super::output::{Columns, Line, OutputArgs, message};
use crate::model::Status;
use crate::query::{self, ClaimRow, FirstTold};
use crate::store::{JudgedPair, Store};

/// Show why an event is believed, or (A=B) why two names are one entity or not
///
/// Of an event or claim: every claim, its sentence, its words for time, its rule, its article. Of two full names, ids or
/// one of each with = between them: the judgements on them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph why news.db e-16a91f7c
  newsgraph why news.db \"Zelenskyy=Volodymyr Zelensky\"")]
pub struct Why {
    #[command(flatten)]
    database: Database,
    /// The id of an event or a claim, or a unique beginning of one; or A=B
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    output: OutputArgs,
}

const COLUMNS: Columns<'_> = Columns {
    names: &[
        "claim",
        "subject",
        "relation",
        "object",
        "title",
        "when",
        "where",
        "status",
        "confidence",
        "event",
        "when_text",
        "when_method",
        "said_by",
        "rule",
        "joined_by",
        "doc",
        "document",
        "source",
        "published",
        "url",
        "headline",
        "start",
        "end",
        "evidence",
    ],
    shown: 9,
    implied: Some(("status", "actual")),
};

impl Why {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        if let Some((a, b)) = self.id.split_once('=') {
            return self.identity(&store, a.trim(), b.trim());
        }
        let Some(why) = query::why(&store, &self.id)? else {
            let id = &self.id;
            if store.ids(id)?.len() > 1 {
                bail!("“{id}” is the beginning of several ids; give more of the one that you mean");
            }
            message("note", format!("“{id}” is no id of an event or a claim, nor the beginning of one"));
            return Ok(Outcome::Nothing);
        };
        let mut lines: Vec<Line> = why.claims.iter().map(line).collect();
        if let ([_, _, ..], Some(last)) = (&*why.history, lines.last_mut()) {
            last.details.push(format!("the event: {}", in_words(&why.history)));
        }
        self.output.open()?.whole(&why, COLUMNS, lines)?;
        Ok(Outcome::Found)
    }
}

impl Why {
    fn identity(&self, store: &Store, a: &str, b: &str) -> Result<Outcome> {
        let named = |name| -> Result<_> {
            let entity = one_entity(store, name)?;
            let id = store.identity(&entity.id, name)?;
            Ok(Side { id, entity: entity.id, name: entity.name })
        };
        let (left, right) = (named(a)?, named(b)?);
        let judgements = store.judged(&left.id, &right.id)?;
        let one = left.entity == right.entity;
        let lines = judgements.iter().map(judged).collect();
        let (a_id, b_id, name) = (&left.id, &right.id, &left.name);
        let told = match one {
            true if a_id == b_id => format!("{a} and {b} are one: both are the name “{name}” ({a_id})"),
            true => format!("{a} ({a_id}) and {b} ({b_id}) are one: {name}, by these judgements"),
            false => format!("{a} ({a_id}) and {b} ({b_id}) are two entities"),
        };
        self.output.open()?.whole(&Sameness { a: left, b: right, one, judgements }, JUDGED, lines)?;
        message("note", told);
        Ok(Outcome::Found)
    }
}

/// Whether two names are one entity, and the judgements on them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sameness {
    /// The first of the two.
    a: Side,
    /// The second of the two.
    b: Side,
    /// Whether both belong to one entity.
    one: bool,
    /// The judgements on them, and those that join either to others; the user's first.
    judgements: Vec<JudgedPair>,
}

/// One of the two.
#[derive(Debug, Serialize, JsonSchema)]
struct Side {
    /// The identity that the name gives.
    id: String,
    /// The entity that it belongs to.
    entity: String,
    /// The entity's name.
    name: String,
}

const JUDGED: Columns<'_> = Columns {
    names: &["a_name", "b_name", "verdict", "score", "who", "rule", "a", "b"],
    shown: 8,
    implied: None,
};

fn judged(pair: &JudgedPair) -> Line {
    let verdict: &str = pair.verdict.into();
    let cells = vec![
        pair.a_name.clone(),
        pair.b_name.clone(),
        verdict.to_owned(),
        format!("{:.2}", pair.score),
        pair.who.clone(),
        pair.rule.clone(),
        pair.a.clone(),
        pair.b.clone(),
    ];
    Line { cells, ..Line::default() }
}

/// "planned for 2023-06-18 (told 2023-06-14), then actual on 2023-06-18 (told 2023-06-18)"
fn in_words(history: &[FirstTold]) -> String {
    let told = history.iter().map(|told| {
        let when = told.when.as_deref().map(|when| match told.status {
            Status::Planned | Status::Possible => format!(" for {when}"),
            Status::Actual | Status::Denied => format!(" on {when}"),
        });
        let published = told.published.as_deref().unwrap_or("undated");
        format!("{}{} (told {published})", told.status, when.unwrap_or_default())
    });
    told.collect::<Vec<_>>().join(", then ")
}

fn line(claim: &ClaimRow) -> Line {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let when = claim.when.as_ref();
    let cells = vec![
        claim.id.clone(),
        claim.subject.name.clone(),
        claim.relation.clone(),
        claim.object.name.clone(),
        text(claim.title.as_deref()),
        text(when.and_then(|when| when.edtf.as_deref())),
        text(claim.place.as_ref().map(|place| place.name.as_str())),
        claim.status.to_string(),
        format!("{:.2}", claim.confidence),
        claim.event.clone(),
        text(when.map(|when| when.text.as_str())),
        text(when.map(|when| when.method.into())),
        text(claim.said_by.as_ref().map(|speaker| speaker.name.as_str())),
        claim.rule.clone(),
        claim.joined_by.clone(),
        claim.doc.clone(),
        claim.document.clone(),
        text(claim.source.as_deref()),
        text(claim.published.as_deref()),
        text(claim.url.as_deref()),
        text(claim.headline.as_deref()),
        claim.evidence.start.to_string(),
        claim.evidence.end.to_string(),
        claim.evidence.text.clone(),
    ];
    Line { cells, unreal: claim.status != Status::Actual, details: details(claim), ..Line::default() }
}

/// The claim's reasons, a line each.
fn details(claim: &ClaimRow) -> Vec<String> {
    let mut details = vec![claim.evidence.text.clone()];
    let origin = [Some(&claim.doc), claim.source.as_ref(), claim.published.as_ref(), claim.url.as_ref()];
    let origin: Vec<_> = origin.into_iter().flatten().map(String::as_str).collect();
    details.push(format!(
        "in {}, bytes {} to {}",
        origin.join(", "),
        claim.evidence.start,
        claim.evidence.end
    ));
    if let Some(speaker) = &claim.said_by {
        details.push(format!("said by {}", speaker.name));
    }
    if let Some(when) = &claim.when {
        let value = when.edtf.as_deref().unwrap_or("no value");
        details.push(format!("time: “{}” gives {value} ({})", when.text, when.method));
    }
    details.push(format!("found by {} at “{}”; {}", claim.rule, claim.trigger.text, claim.joined_by));
    details
}
