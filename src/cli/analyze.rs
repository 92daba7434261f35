use anyhow::Result;

use super::Outcome;
use super::extraction::{InputArgs, guarded, note_on, note_on_files};
use super::in_order::in_order;
use super::output::Sink;
use super::progress::Progress;
use crate::language::{Pipeline, conllu};
use crate::model::Article;

/// Print what the language stage sees in articles: tokens, tags, trees, names, times, chains
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph analyze --conllu article.txt")]
pub struct Analyze {
    #[command(flatten)]
    input: InputArgs,
    /// Print CoNLL-U (UD v2), with TokenRange, Entity, Time and Chain in the last column (the only form so far)
    #[arg(long, required = true)]
    conllu: bool,
    /// Write to FILE instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<std::path::PathBuf>,
}

impl Analyze {
    pub fn run(self) -> Result<Outcome> {
        let inputs = self.input.articles(self.output.as_deref())?;
        let mut sink = Sink::open(self.output.as_deref())?;
        let (mut articles, mut failed) = (0, 0);
        let progress = Progress::of_articles(inputs.reading());
        note_on_files(&inputs).iter().for_each(|note| progress.note(note));
        let analyze = |article| guarded(article, |article| Printed::of(&article));
        in_order(
            || inputs,
            self.input.threads(),
            analyze,
            |printed| {
                match printed {
                    Ok(printed) => {
                        let Printed { text, note } = printed?;
                        articles += 1;
                        note.iter().for_each(|note| progress.note(note));
                        sink.text(&text)?;
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
        sink.finish()?;
        Ok(if failed > 0 { Outcome::Partly } else { Outcome::of(articles) })
    }
}

/// What is printed of an article.
struct Printed {
    /// CoNLL-U.
    text: String,
    /// For standard error.
    note: Option<String>,
}

impl Printed {
    fn of(article: &Article) -> Result<Printed> {
        let analysis = Pipeline::embedded().analyze(article);
        let mut text = Vec::new();
        conllu::write(&mut text, article, &analysis)?;
        Ok(Printed { text: String::from_utf8(text)?, note: note_on(article, &analysis) })
    }
}
