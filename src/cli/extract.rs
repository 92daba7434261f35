use anyhow::Result;

use super::Outcome;
use super::extraction::{Extracted, InputArgs, RuleArgs, guarded, note_on, note_on_files};
use super::filters::share;
use super::in_order::in_order;
use super::output::{Columns, Line, OutputArgs, Row};
use super::progress::Progress;
use crate::extract::{Confidence, Explanation, Fact, Fired, Stopped};
use crate::language::Pipeline;
use crate::model::Status;

/// Print the facts of articles without keeping them
///
/// One fact a line, in the order of the input and of the text, each with its sentence as evidence. No database is
/// touched.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph extract article.txt > facts.jsonl
  newsgraph extract data/articles --explain")]
pub struct Extract {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    rules: RuleArgs,
    /// Print open facts too: those whose relation is outside the list (`other:preside_over`)
    #[arg(long)]
    all: bool,
    /// Print facts that are at least so sure, 0 to 1 [default: those that the program thinks worth showing]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_confidence: Option<f64>,
    /// Instead of facts, print for each sentence which patterns fired on which words, and which nearly did and why not
    #[arg(long)]
    explain: bool,
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
        if self.explain {
            return self.print_explanations();
        }
        let extractor = self.rules.extractor(self.output.path())?;
        let articles = self.input.articles(self.output.path())?;
        let mut rows = self.output.open()?.rows(COLUMNS)?;
        let least = self.min_confidence.unwrap_or(Confidence::built_in().threshold);
        let (mut facts, mut failed) = (0, 0);
        let progress = Progress::of_articles(articles.reading());
        note_on_files(&articles).iter().for_each(|note| progress.note(note));
        let extract = |article| Extracted::by(&extractor, article);
        in_order(
            || articles,
            self.input.threads(),
            extract,
            |extracted| {
                match extracted {
                    Ok(Extracted { article, analysis, claims }) => {
                        note_on(&article, &analysis).iter().for_each(|note| progress.note(note));
                        for claim in claims.iter().filter(|claim| claim.confidence >= least) {
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
            },
        )?;
        drop(progress);
        let count = rows.finish()?;
        Ok(if failed > 0 { Outcome::Partly } else { Outcome::of(count) })
    }
}

impl Extract {
    fn print_explanations(self) -> Result<Outcome> {
        let extractor = self.rules.extractor(self.output.path())?;
        let articles = self.input.articles(self.output.path())?;
        let mut rows = self.output.open()?.rows(EXPLANATION_COLUMNS)?;
        let mut failed = 0;
        let progress = Progress::of_articles(articles.reading());
        note_on_files(&articles).iter().for_each(|note| progress.note(note));
        let explain = |article| {
            guarded(article, |article| {
                let analysis = Pipeline::embedded().analyze(&article);
                (note_on(&article, &analysis), extractor.explain(&article, &analysis))
            })
        };
        in_order(
            || articles,
            self.input.threads(),
            explain,
            |explained| {
                match explained {
                    Ok((note, explanations)) => {
                        note.iter().for_each(|note| progress.note(note));
                        for mut explanation in explanations {
                            explanation.fired.retain(|fired| self.all || !fired.is_open());
                            rows.write(&explanation)?;
                        }
                        progress.article("");
                    }
                    Err(error) => {
                        failed += 1;
                        progress.error(error);
                    }
                }
                Ok(())
            },
        )?;
        drop(progress);
        let count = rows.finish()?;
        Ok(if failed > 0 { Outcome::Partly } else { Outcome::of(count) })
    }
}

const EXPLANATION_COLUMNS: Columns<'_> =
    Columns { names: &["doc", "sentence", "start", "end", "fired", "stopped"], shown: 2, implied: None };

impl Row for Explanation {
    fn line(&self) -> Line {
        let fired: Vec<String> = self.fired.iter().map(Fired::to_string).collect();
        let stopped: Vec<String> = self.stopped.iter().map(Stopped::to_string).collect();
        let details = fired.iter().map(|f| format!("+ {f}")).chain(stopped.iter().map(|s| format!("- {s}")));
        let details = details.collect();
        let cells = vec![
            self.doc.clone(),
            self.sentence.text.clone(),
            self.sentence.start.to_string(),
            self.sentence.end.to_string(),
            fired.join("; "),
            stopped.join("; "),
        ];
        Line { cells, details, ..Line::default() }
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
        Line { cells, unreal: self.status != Status::Actual, ..Line::default() }
    }
}
