use anyhow::Result;

use super::Outcome;
use super::extraction::{Extracted, InputArgs};
use super::in_order::in_order;
use super::output::{Columns, Line, OutputArgs, Row};
use super::progress::Progress;
use crate::extract::Fact;
use crate::model::Status;
use crate::read;

/// Print the facts of articles without keeping them
///
/// One fact a line, in the order of the input and of the text, each with its sentence as evidence. No database is
/// touched.
#[derive(Debug, clap::Args)]
pub struct Extract {
    #[command(flatten)]
    input: InputArgs,
    /// Print open facts too: those whose relation is outside the list (`other:preside_over`)
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs,
}

const COLUMNS: Columns<'_> = Columns {
    names: &[
        "doc",
        "subject",
        "relation",
        "object",
        "title",
        "when",
        "where",
        "status",
        "said_by",
        "confidence",
        "subject_type",
        "subject_via",
        "object_type",
        "object_via",
        "when_text",
        "when_method",
        "rule",
        "evidence_start",
        "evidence_end",
        "evidence",
    ],
    shown: 10,
    implied: Some(("status", "actual")),
};

impl Extract {
    pub fn run(self) -> Result<Outcome> {
        let mut rows = self.output.open()?.rows(COLUMNS)?;
        let (mut facts, mut failed) = (0, 0);
        let progress = Progress::start();
        let read = || read::articles(&self.input.paths);
        in_order(read, self.input.threads(), Extracted::from_article, |extracted| {
            match extracted {
                Ok(Extracted { article, analysis, claims }) => {
                    for claim in &claims {
                        let fact = Fact::new(&article, &analysis, claim);
                        if self.all || !fact.is_open() {
                            facts += 1;
                            rows.write(&fact)?;
                        }
                    }
                    progress.article(format!("· {facts} facts"));
                }
                Err(error) => {
                    failed += 1;
                    progress.error(error);
                }
            }
            Ok(())
        })?;
        drop(progress);
        let count = rows.finish()?;
        Ok(if failed > 0 { Outcome::Partly } else { Outcome::of(count) })
    }
}

impl Row for Fact<'_> {
    fn line(&self) -> Line {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let when = self.when.as_ref();
        let cells = vec![
            self.doc.to_owned(),
            self.subject.name.to_owned(),
            self.relation.to_owned(),
            self.object.name.to_owned(),
            text(self.title),
            text(when.and_then(|when| when.edtf)),
            text(self.place.as_ref().map(|place| place.name)),
            self.status.to_string(),
            text(self.said_by),
            format!("{:.2}", self.confidence),
            self.subject.entity.to_string(),
            text(self.subject.via),
            self.object.entity.to_string(),
            text(self.object.via),
            text(when.map(|when| when.text)),
            text(when.map(|when| when.method.into())),
            self.rule.to_owned(),
            self.evidence.start.to_string(),
            self.evidence.end.to_string(),
            self.evidence.text.to_owned(),
        ];
        Line { cells, unreal: self.status != Status::Actual, details: Vec::new() }
    }
}
