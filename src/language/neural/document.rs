//! Names in the light of the whole article.
//!
//! The network reads sentence by sentence, and of a word that it does not know it sees the letters and the words around
//! it. Here each word that may be part of a name is judged again: by what the network makes of it and its neighbours,
//! by what the lexicon knows of them, and by what was found where else in the article the same word stands. Two hidden
//! layers; between them the evidence of all places of a word is pooled, as a mean and a maximum (after the
//! "document-level" memory of Luo et al. 2020). `training/newsgraph_model/document.py` does the same, number for number.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use ndarray::{Array2, ArrayView1, ArrayView2, Axis, Slice};

use super::features::fingerprint;
use super::linear::Linear;
use super::names::NameTags;
use super::weights::{Flags, Weights, WeightsError};
use super::{Header, Name};
use crate::language::Margins;

/// A word without a capital may be part of a name where the best tag of a name is so near to "no name".
const NEAR: f32 = 5.0;

/// No tag counts as further than this from the best.
const FAR: f32 = 9.0;

/// What the lexicon tells of a word, one bit each: a given name, a surname, a place, a town, a city, part of a place's
/// name, an organisation, a common word.
const FLAGS: usize = 8;

/// Numbers that describe how and where a word is written.
const EXTRA: usize = 6;

/// The layers, and what is known of words with a capital.
pub struct DocumentNames {
    tags: NameTags,
    lexicon: Flags,
    evidence: Linear,
    verdict: Linear,
    scores: Linear,
    trust: f32,
}

/// What has been read of an article.
pub struct Article<'m, 'a> {
    model: &'m DocumentNames,
    words: Vec<Word<'a>>,
    forms: Vec<Form>,
    /// For each word how far each tag is behind the best.
    distances: Vec<f32>,
    /// The evidence at each candidate, one row after the other.
    evidence: Vec<f32>,
}

/// A word of the article.
struct Word<'a> {
    text: &'a str,
    capital: bool,
    first: bool,
    last: bool,
    /// Its form, if that stands somewhere with a capital.
    form: Option<usize>,
    /// Its row of evidence, if it may be part of a name.
    candidate: Option<usize>,
}

/// A word wherever it stands in the article.
#[derive(Default)]
struct Form {
    small: u32,
    large: u32,
    /// The sum and the maximum of the evidence where it has a capital.
    total: Vec<f32>,
    most: Vec<f32>,
}

impl DocumentNames {
    /// From a file of weights that goes with the network of this header.
    pub fn load(weights: &Weights, network: &Header) -> Result<DocumentNames, WeightsError> {
        let model = DocumentNames {
            tags: NameTags::new(&network.labels.names)?,
            lexicon: weights.flags()?,
            evidence: Linear::load(weights, "evidence")?,
            verdict: Linear::load(weights, "verdict")?,
            scores: Linear::load(weights, "tags")?,
            trust: weights.vector("trust")?.first().copied().unwrap_or_default(),
        };
        let (hidden, tags) = (model.hidden(), model.tags.len());
        let fits = weights.header.labels.names == network.labels.names
            && model.evidence.shape() == (2 * network.hidden + 3 * (FLAGS + tags) + EXTRA, hidden)
            && model.verdict.shape() == (5 * hidden + EXTRA, hidden)
            && model.scores.shape() == (hidden, tags);
        if fits { Ok(model) } else { Err(WeightsError::Array("evidence.w".to_string())) }
    }

    fn hidden(&self) -> usize {
        self.evidence.shape().1
    }

    /// Begins an article of these sentences.
    pub fn article<'a>(&self, sentences: &[&[&'a str]]) -> Article<'_, 'a> {
        let mut words = Vec::new();
        for sentence in sentences {
            words.extend(sentence.iter().enumerate().map(|(at, &text)| Word {
                text,
                capital: has_capital(text),
                first: at == 0,
                last: at + 1 == sentence.len(),
                form: None,
                candidate: None,
            }));
        }
        let forms = number_forms(&mut words);
        Article { model: self, words, forms, distances: Vec::new(), evidence: Vec::new() }
    }

    /// What the lexicon knows of a word with a capital; of one all in capitals too.
    fn flags(&self, form: &str) -> u8 {
        let known = self.lexicon.of(fingerprint(form));
        let shouted = || form.chars().count() > 3 && !form.contains(char::is_lowercase);
        known
            .or_else(|| shouted().then(|| self.lexicon.of(fingerprint(&capitalised(form)))).flatten())
            .unwrap_or(0)
    }
}

impl Article<'_, '_> {
    /// Takes in the next sentences, which are ranges of the rows of `encoded` and `scores`: the encoded words and the
    /// network's scores of name tags.
    pub fn read(&mut self, encoded: &Array2<f32>, scores: ArrayView2<f32>) {
        let from = self.distances.len() / self.model.tags.len();
        let range = from..from + encoded.nrows();
        let (local, distances) = self.local(range.clone(), scores);
        let tags = distances.ncols();
        let mut rows = Vec::new();
        let none = vec![0.0; local.ncols()];
        let mut candidates = Vec::new();
        for (row, word) in range.enumerate() {
            let name = distances.row(row).iter().skip(1).fold(f32::INFINITY, |best, &d| best.min(d));
            if !self.words[word].capital && name - distances[[row, 0]] >= NEAR {
                continue;
            }
            let place = &self.words[word];
            let beside = |there: bool, row: usize| {
                if there { local.row(row) } else { ArrayView1::from(&none) }
            };
            rows.extend(encoded.row(row));
            rows.extend(local.row(row));
            rows.extend(beside(!place.first, row.wrapping_sub(1)));
            rows.extend(beside(!place.last, row + 1));
            rows.extend(self.extra(place));
            candidates.push(word);
        }
        self.distances.extend(distances.iter());
        debug_assert_eq!(self.distances.len() % tags, 0);
        self.add_evidence(&candidates, rows);
    }

    /// What is seen of each word by itself: the lexicon's flags, and how near each tag is to the best; and how far.
    fn local(&self, words: Range<usize>, scores: ArrayView2<f32>) -> (Array2<f32>, Array2<f32>) {
        let mut local = Array2::zeros((words.len(), FLAGS + scores.ncols()));
        let mut distances = scores.to_owned();
        let rows = distances.rows_mut().into_iter().zip(local.rows_mut()).zip(&self.words[words]);
        for ((mut distances, mut local), word) in rows {
            let best = distances.iter().fold(f32::NEG_INFINITY, |best, &x| best.max(x));
            distances.mapv_inplace(|x| best - x);
            let flags = if word.capital { self.model.flags(word.text) } else { 0 };
            let flags = (0..FLAGS).map(|bit| f32::from(flags >> bit & 1));
            let near = distances.iter().map(|distance| 1.0 / (1.0 + distance));
            local.iter_mut().zip(flags.chain(near)).for_each(|(out, x)| *out = x);
        }
        (local, distances)
    }

    fn extra(&self, word: &Word) -> [f32; EXTRA] {
        let (small, large) =
            word.form.map_or((0, 0), |form| (self.forms[form].small, self.forms[form].large));
        let flag = |is: bool| f32::from(u8::from(is));
        let logarithm = |count: u32| f64::from(count).ln_1p() as f32;
        [
            logarithm(small),
            logarithm(large),
            flag(small > 0),
            flag(word.first),
            flag(word.last),
            flag(word.capital),
        ]
    }

    /// The first layer, and what it says of the forms of the candidates.
    fn add_evidence(&mut self, candidates: &[usize], rows: Vec<f32>) {
        let Ok(rows) = Array2::from_shape_vec((candidates.len(), self.model.evidence.shape().0), rows) else {
            return;
        };
        let hidden = self.model.hidden();
        let found = self.model.evidence.apply(rows.view()).mapv(|x| x.max(0.0));
        for (&word, row) in candidates.iter().zip(found.rows()) {
            let word = &mut self.words[word];
            word.candidate = Some(self.evidence.len() / hidden);
            self.evidence.extend(row);
            let Some(form) = word.form.filter(|_| word.capital) else { continue };
            let Form { total, most, .. } = &mut self.forms[form];
            total.resize(hidden, 0.0);
            most.resize(hidden, 0.0);
            for ((total, most), &x) in total.iter_mut().zip(most).zip(row) {
                *total += x;
                *most = most.max(x);
            }
        }
    }

    /// The names of each sentence, given by its number of words, and the margin of each word's tag.
    pub fn names(&self, lengths: impl Iterator<Item = usize>) -> Vec<(Vec<Name>, Vec<f32>)> {
        let scores = self.scores();
        let mut next = 0;
        let mut names = Vec::new();
        for length in lengths {
            let range = next..next + length;
            next = range.end;
            let any = self.words[range.clone()].iter().any(|word| word.candidate.is_some());
            let scores = scores.slice_axis(Axis(0), Slice::from(range));
            names.push(match any {
                true => self.model.tags.decode(scores),
                false => (Vec::new(), vec![Margins::MOST; length]),
            });
        }
        names
    }

    /// The second layer: the scores of the tags of each word.
    fn scores(&self) -> Array2<f32> {
        let (hidden, tags) = (self.model.hidden(), self.model.tags.len());
        let candidates: Vec<usize> =
            (0..self.words.len()).filter(|&word| self.words[word].candidate.is_some()).collect();
        let mut rows = Array2::zeros((candidates.len(), self.model.verdict.shape().0));
        for (&word, mut row) in candidates.iter().zip(rows.rows_mut()) {
            let Some(row) = row.as_slice_mut() else { continue };
            let place = &self.words[word];
            let mut parts = row.chunks_exact_mut(hidden);
            let mut fill = |write: &dyn Fn(&mut [f32])| parts.next().into_iter().for_each(write);
            fill(&|out| out.copy_from_slice(self.own(place)));
            fill(&|out| self.elsewhere(place, out));
            fill(&|out| {
                place
                    .form
                    .map(|form| &self.forms[form].most)
                    .filter(|m| !m.is_empty())
                    .into_iter()
                    .for_each(|m| out.copy_from_slice(m));
            });
            fill(&|out| {
                if !place.first {
                    self.elsewhere(&self.words[word - 1], out)
                }
            });
            fill(&|out| {
                if !place.last {
                    self.elsewhere(&self.words[word + 1], out)
                }
            });
            parts.into_remainder().copy_from_slice(&self.extra(place));
        }
        let verdict = self.model.verdict.apply(rows.view()).mapv(|x| x.max(0.0));
        let added = self.model.scores.apply(verdict.view());
        let mut scores = Array2::from_elem((self.words.len(), tags), f32::NEG_INFINITY);
        scores.column_mut(0).fill(0.0);
        for (&word, added) in candidates.iter().zip(added.rows()) {
            let distances = &self.distances[word * tags..][..tags];
            for ((score, &added), &distance) in scores.row_mut(word).iter_mut().zip(added).zip(distances) {
                *score = added - self.model.trust * distance.min(FAR);
            }
        }
        scores
    }

    /// The evidence at a candidate.
    fn own(&self, word: &Word) -> &[f32] {
        let hidden = self.model.hidden();
        word.candidate.map_or(&[], |row| &self.evidence[row * hidden..][..hidden])
    }

    /// The mean of the evidence where else the word stands with a capital.
    fn elsewhere(&self, word: &Word, out: &mut [f32]) {
        let Some(form) = word.form.map(|form| &self.forms[form]) else { return };
        let count = (form.large - u32::from(word.capital)).max(1) as f32;
        let own = if word.capital { self.own(word) } else { &[] };
        let own = own.iter().copied().chain(std::iter::repeat(0.0));
        for ((out, &total), own) in out.iter_mut().zip(&form.total).zip(own) {
            *out = (total - own) / count;
        }
    }
}

/// Numbers the forms that stand somewhere with a capital, and counts how they are written.
fn number_forms(words: &mut [Word]) -> Vec<Form> {
    let mut numbers: HashMap<Cow<str>, usize> = HashMap::new();
    let mut forms: Vec<Form> = Vec::new();
    for word in words.iter_mut().filter(|word| word.capital) {
        let number = *numbers.entry(lower(word.text)).or_insert(forms.len());
        if number == forms.len() {
            forms.push(Form::default());
        }
        forms[number].large += 1;
        word.form = Some(number);
    }
    for word in words.iter_mut().filter(|word| !word.capital) {
        word.form = numbers.get(&lower(word.text)).copied();
        if let Some(form) = word.form {
            forms[form].small += 1;
        }
    }
    forms
}

fn lower(form: &str) -> Cow<'_, str> {
    if form.contains(char::is_uppercase) { form.to_lowercase().into() } else { form.into() }
}

/// At the first letter or the second: "iPhone".
fn has_capital(form: &str) -> bool {
    form.chars().take(2).any(char::is_uppercase)
}

/// The first letter large, the others small.
fn capitalised(form: &str) -> String {
    let mut letters = form.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_counted_with_and_without_capitals() {
        let texts = ["Apex", "apex", "APEX", "the"];
        let mut words: Vec<Word> = texts
            .map(|text| Word {
                text,
                capital: has_capital(text),
                first: false,
                last: false,
                form: None,
                candidate: None,
            })
            .into();
        let forms = number_forms(&mut words);
        assert_eq!(forms.iter().map(|f| (f.large, f.small)).collect::<Vec<_>>(), [(2, 1)]);
        assert_eq!(words.iter().map(|w| w.form).collect::<Vec<_>>(), [Some(0), Some(0), Some(0), None]);
    }

    #[test]
    fn capitals_count_at_the_second_letter_too() {
        assert_eq!(["Apex", "iPhone", "apex", "5G", ""].map(has_capital), [true, true, false, true, false]);
        assert_eq!(capitalised("ÉVIAN"), "Évian");
    }
}
