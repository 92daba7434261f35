//! [`Analysis`] → CoNLL-U (UD v2), as FACTS.md describes it.
//!
//! MISC carries what the ten columns have no place for: `TokenRange` (bytes in the article's text), `Entity`, `Time`
//! and `Chain`.

use std::io::{self, Write};
use std::ops::Range;

use super::{Analysis, Deprel, MentionKind, Sentence, TimeExpression, Token};
use crate::model::Article;

/// Writes one article's analysis.
pub fn write(out: &mut impl Write, article: &Article, analysis: &Analysis) -> io::Result<()> {
    let id = one_line(&article.id);
    writeln!(out, "# newdoc id = {id}")?;
    let marks = marks(&article.text, analysis);
    let mut paragraph = None;
    for (number, (sentence, marks)) in analysis.sentences.iter().zip(&marks).enumerate() {
        if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
            writeln!(out, "# newpar")?;
        }
        writeln!(out, "# sent_id = {id}-{}", number + 1)?;
        writeln!(out, "# text = {}", one_line(sentence.span.of(&article.text)))?;
        write_sentence(out, &article.text, sentence, marks)?;
        writeln!(out)?;
    }
    Ok(())
}

/// White space of any kind as single spaces: what fits in one line.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(super::tokenize::is_space).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn write_sentence(out: &mut impl Write, text: &str, sentence: &Sentence, marks: &[Marks]) -> io::Result<()> {
    let tokens = &sentence.tokens;
    let adjoins_next =
        |at: usize| tokens.get(at + 1).is_some_and(|next| next.span.start == tokens[at].span.end);
    for (at, token) in tokens.iter().enumerate() {
        let parts = 1 + tokens[at + 1..].iter().take_while(|next| next.joined).count();
        let in_multiword = token.joined || parts > 1;
        if parts > 1 && !token.joined {
            let last = at + parts - 1;
            let span = token.span.cover(tokens[last].span);
            write!(out, "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t", at + 1, last + 1, span.of(text))?;
            write!(out, "TokenRange={}:{}", span.start, span.end)?;
            writeln!(out, "{}", if adjoins_next(last) { "|SpaceAfter=No" } else { "" })?;
        }
        write_token(out, text, at, token)?;
        marks[at].write(out)?;
        writeln!(out, "{}", if !in_multiword && adjoins_next(at) { "|SpaceAfter=No" } else { "" })?;
    }
    Ok(())
}

/// The ten columns up to MISC's `TokenRange`.
fn write_token(out: &mut impl Write, text: &str, at: usize, token: &Token) -> io::Result<()> {
    let lemma = if token.lemma.is_empty() { "_" } else { &token.lemma };
    let (head, deprel) = match token.head {
        Some(head) => (head + 1, token.deprel),
        None => (0, Deprel::Root),
    };
    write!(out, "{}\t{}\t{lemma}\t{}\t{}\t_\t", at + 1, token.span.of(text), token.upos, token.xpos)?;
    write!(out, "{head}\t{deprel}\t_\tTokenRange={}:{}", token.span.start, token.span.end)
}

/// What MISC says of one token.
#[derive(Debug, Clone, Default)]
struct Marks {
    entity: Option<String>,
    time: Option<String>,
    chains: Vec<usize>,
}

impl Marks {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        if let Some(entity) = &self.entity {
            write!(out, "|Entity={entity}")?;
        }
        if let Some(time) = &self.time {
            write!(out, "|Time={time}")?;
        }
        if !self.chains.is_empty() {
            let chains: Vec<String> = self.chains.iter().map(usize::to_string).collect();
            write!(out, "|Chain={}", chains.join(","))?;
        }
        Ok(())
    }
}

/// The marks of every token, sentence by sentence.
fn marks(text: &str, analysis: &Analysis) -> Vec<Vec<Marks>> {
    let mut marks: Vec<Vec<Marks>> =
        analysis.sentences.iter().map(|s| vec![Marks::default(); s.tokens.len()]).collect();
    let prefix = |first: bool| if first { "B" } else { "I" };
    for (number, mentions) in (analysis.chains.len()..).zip(&analysis.unnamed) {
        for mention in mentions {
            let tokens = &mut marks[mention.sentence][mention.tokens.clone()];
            tokens.iter_mut().for_each(|mark| mark.chains.push(number));
        }
    }
    for mention in &analysis.mentions {
        let tokens = &mut marks[mention.sentence][mention.tokens.clone()];
        for mark in tokens.iter_mut() {
            mark.chains.extend(&mention.chains);
        }
        let Some(entity) = mention.entity.filter(|_| mention.kind == MentionKind::Name) else { continue };
        // Of names within names only the outer one, which comes first, has a place here.
        if tokens.iter().all(|mark| mark.entity.is_none()) {
            for (at, mark) in tokens.iter_mut().enumerate() {
                mark.entity = Some(format!("{}-{entity}", prefix(at == 0)));
            }
        }
    }
    for time in &analysis.times {
        for (tokens, value) in time_marks(text, &analysis.sentences[time.sentence], time) {
            for (at, mark) in marks[time.sentence][tokens].iter_mut().enumerate() {
                mark.time = Some(format!("{}-{value}", prefix(at == 0)));
            }
        }
    }
    for mark in marks.iter_mut().flatten() {
        mark.chains.sort_unstable();
        mark.chains.dedup();
    }
    marks
}

/// What is marked of a time expression: of "from 2015 to 2019" the two ends, each with its own value, as TIMEX3 has it.
fn time_marks<'t>(text: &str, sentence: &Sentence, time: &'t TimeExpression) -> Vec<(Range<usize>, &'t str)> {
    let whole = vec![(time.tokens.clone(), time.timex.as_str())];
    let Some((first, last)) = time.timex.split_once('/') else { return whole };
    let joins = |at: &usize| {
        let form = sentence.tokens[*at].span.of(text);
        matches!(form, "to" | "until" | "till" | "through" | "and" | "-" | "–" | "—" | "/")
    };
    match time.tokens.clone().find(joins) {
        Some(joint) => vec![(time.tokens.start..joint, first), (joint + 1..time.tokens.end, last)],
        None => whole,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::language::Pipeline;

    #[test]
    fn the_ends_of_a_range_are_marked_each() {
        let article = Article { text: "He ruled from 2015 to 2019.".into(), ..Article::default() };
        let mut out = Vec::new();
        write(&mut out, &article, &Pipeline::embedded().analyze(&article)).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(
            text.contains("Time=B-2015\n") && text.contains("Time=B-2019|") && !text.contains("I-"),
            "{text}"
        );
    }

    #[test]
    fn multiword_tokens_ranges_and_spaces() {
        let article =
            Article { id: "a b".into(), text: "He\tdon't go.\n\nWe’re in!".into(), ..Article::default() };
        let mut out = Vec::new();
        write(&mut out, &article, &Pipeline::embedded().analyze(&article)).unwrap();
        let lines: Vec<Vec<String>> = String::from_utf8(out)
            .unwrap()
            .lines()
            .map(|line| line.split('\t').map(str::to_owned).collect())
            .collect();
        let first: Vec<(&str, &str)> = lines[4..10].iter().map(|c| (c[1].as_str(), c[9].as_str())).collect();
        assert_eq!(lines[0], ["# newdoc id = a b"]);
        assert_eq!(lines[3], ["# text = He don't go."]);
        assert_eq!(lines[5][0], "2-3");
        assert_eq!(
            first,
            [
                ("He", "TokenRange=0:2"),
                ("don't", "TokenRange=3:8"),
                ("do", "TokenRange=3:5"),
                ("n't", "TokenRange=5:8"),
                ("go", "TokenRange=9:11|SpaceAfter=No"),
                (".", "TokenRange=11:12"),
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn all_of_the_text_is_printed_and_every_line_has_ten_columns(
            text in "\\PC{0,40}|([A-Za-z]{1,5}(n't|'s|\\.|,|-|\t|\n|\u{1}|\u{200b})? ?){0,20}",
        ) {
            let article = Article { id: "a".into(), text: text.clone(), ..Article::default() };
            let mut out = Vec::new();
            write(&mut out, &article, &Pipeline::embedded().analyze(&article)).unwrap();
            let out = String::from_utf8(out).unwrap();
            let mut printed = String::new();
            let mut covered = 0;
            for line in out.split('\n').filter(|line| !line.is_empty() && !line.starts_with("# ")) {
                let columns: Vec<&str> = line.split('\t').collect();
                prop_assert_eq!(columns.len(), 10);
                let range = columns[9].split('|').next().and_then(|m| m.strip_prefix("TokenRange=")).unwrap();
                let (start, end) = range.split_once(':').unwrap();
                let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
                prop_assert_eq!(columns[1], &text[start..end]);
                if start >= covered {
                    printed.push_str(columns[1]);
                    covered = end;
                }
            }
            let visible: String = text.chars().filter(|c| !crate::language::tokenize::is_space(*c)).collect();
            prop_assert_eq!(printed, visible);
        }
    }
}
