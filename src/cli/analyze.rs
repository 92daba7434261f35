use anyhow::Result;

use super::Outcome;
use super::extraction::{InputArgs, guarded};
use super::in_order::in_order;
use super::output::Sink;
use super::progress::Progress;
use crate::language::{Pipeline, conllu};
use crate::model::Article;
use crate::read;

/// Print what the language stage sees in articles: tokens, tags, trees, names, times, chains
#[derive(Debug, clap::Args)]
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
        let mut sink = Sink::open(self.output.as_deref())?;
        let (mut articles, mut failed) = (0, 0);
        let progress = Progress::start();
        let analyze = |article| guarded(article, |article| conllu_of(&article));
        in_order(
            || read::articles(&self.input.paths),
            self.input.threads(),
            analyze,
            |text| {
                match text {
                    Ok(text) => {
                        articles += 1;
                        sink.text(&text?)?;
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
        sink.flush()?;
        Ok(if failed > 0 { Outcome::Partly } else { Outcome::of(articles) })
    }
}

fn conllu_of(article: &Article) -> Result<String> {
    let mut text = Vec::new();
    conllu::write(&mut text, article, &Pipeline::embedded().analyze(article))?;
    Ok(String::from_utf8(text)?)
}
