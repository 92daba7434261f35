//! What is read off the encoded words: tags, names, arcs and their labels.
//!
//! UPOS, XPOS and name tags are linear; arcs are deep biaffine (Dozat & Manning 2017); the label of an arc comes
//! from a hidden layer over its two words (as in Kiperwasser & Goldberg 2016). One matrix product projects the
//! words for all of them.

use std::ops::Range;

use multiversion::multiversion;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Slice};

use super::Parsed;
use super::linear::Linear;
use super::tree::{best_of, tree};
use super::weights::{Weights, WeightsError};
use crate::language::{Deprel, Margins, Upos, Xpos};

/// The heads, with the labels that they give.
pub struct Heads {
    projection: Linear,
    arc: Linear,
    arc_root: Array1<f32>,
    label: Linear,
    label_root: Array1<f32>,
    upos: Vec<Upos>,
    xpos: Vec<Xpos>,
    deprels: Vec<Deprel>,
    /// The number of name tags.
    names: usize,
}

/// The columns of the joint projection.
struct Columns {
    arc_dependent: Range<usize>,
    arc_head: Range<usize>,
    label_dependent: Range<usize>,
    label_head: Range<usize>,
    upos: Range<usize>,
    xpos: Range<usize>,
    names: Range<usize>,
}

impl Heads {
    /// The heads' part of a file of weights.
    pub fn load(weights: &Weights) -> Result<Heads, WeightsError> {
        let labels = &weights.header.labels;
        let heads = Heads {
            projection: Linear::load(weights, "heads")?,
            arc: Linear::load(weights, "arc")?,
            arc_root: weights.vector("arc.root")?,
            label: Linear::load(weights, "label")?,
            label_root: weights.vector("label.root")?,
            upos: read(&labels.upos)?,
            xpos: read(&labels.xpos)?,
            deprels: read(&labels.deprel)?,
            names: labels.names.len(),
        };
        let fits = heads.projection.shape() == (2 * weights.header.hidden, heads.columns().names.end)
            && heads.arc.shape() == (heads.arc_root.len(), heads.arc_root.len())
            && heads.label.shape() == (heads.label_root.len(), heads.deprels.len());
        if fits { Ok(heads) } else { Err(WeightsError::Array("heads.w".to_string())) }
    }

    fn columns(&self) -> Columns {
        let (arc, label) = (self.arc_root.len(), self.label_root.len());
        let mut at = 0;
        let mut next = |size| {
            at += size;
            at - size..at
        };
        Columns {
            arc_dependent: next(arc),
            arc_head: next(arc),
            label_dependent: next(label),
            label_head: next(label),
            upos: next(self.upos.len()),
            xpos: next(self.xpos.len()),
            names: next(self.names),
        }
    }

    /// Reads off what is known of each sentence but its names, and the scores of the name tags of each word. `words`:
    /// one row for each word; `sentences`: ranges of rows.
    pub fn read_off(&self, words: &Array2<f32>, sentences: &[Range<usize>]) -> (Vec<Parsed>, Array2<f32>) {
        let projected = self.projection.apply(words.view());
        let columns = self.columns();
        let part = |range: &Range<usize>| projected.slice_axis(Axis(1), Slice::from(range.clone()));
        let (heads, margins) = self.heads(part(&columns.arc_dependent), part(&columns.arc_head), sentences);
        let deprels =
            self.deprels(part(&columns.label_dependent), part(&columns.label_head), &heads, sentences);
        let (upos, xpos) = (part(&columns.upos), part(&columns.xpos));
        let best = |row: ArrayView1<f32>| best_of(row.iter().copied());
        let mut parsed = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            parsed.push(Parsed {
                upos: sentence.clone().map(|w| self.upos[best(upos.row(w))]).collect(),
                xpos: sentence.clone().map(|w| self.xpos[best(xpos.row(w))]).collect(),
                heads: heads[sentence.clone()].to_vec(),
                deprels: deprels[sentence.clone()].to_vec(),
                names: Vec::new(),
                margins: margins[sentence.clone()]
                    .iter()
                    .map(|&head| Margins { head, ..Margins::default() })
                    .collect(),
            });
        }
        (parsed, part(&columns.names).to_owned())
    }

    /// The head of each word, counted within its sentence, and the margin of that choice.
    fn heads(
        &self,
        dependents: ArrayView2<f32>,
        heads: ArrayView2<f32>,
        sentences: &[Range<usize>],
    ) -> (Vec<Option<usize>>, Vec<f32>) {
        let dependents = self.arc.apply(dependents.mapv(relu).view());
        let heads = heads.mapv(relu);
        let (mut found, mut margins) = (Vec::with_capacity(dependents.nrows()), Vec::new());
        for sentence in sentences {
            let rows = Slice::from(sentence.clone());
            let (below, above) = (dependents.slice_axis(Axis(0), rows), heads.slice_axis(Axis(0), rows));
            let scores = self.arcs(below, above);
            let heads = tree(&scores);
            margins.extend(heads.iter().enumerate().map(|(word, head)| {
                // No word hangs on itself, whatever the score.
                let itself = word + 1;
                let scores = scores.row(word).into_iter().enumerate();
                let others = scores.map(|(i, &score)| if i == itself { f32::NEG_INFINITY } else { score });
                Margins::of(others, head.map_or(0, |h| h + 1))
            }));
            found.extend(heads);
        }
        (found, margins)
    }

    /// How well each word, a row, hangs on the root, in the first column, and on each word, in the others.
    fn arcs(&self, dependents: ArrayView2<f32>, heads: ArrayView2<f32>) -> Array2<f32> {
        let mut scores = Array2::zeros((dependents.nrows(), 1 + heads.nrows()));
        let slices =
            (dependents.to_slice(), heads.to_slice(), self.arc_root.as_slice(), scores.as_slice_mut());
        if let (Some(dependents), Some(heads), Some(root), Some(scores)) = slices {
            dot_all(dependents, root, heads, scores);
        }
        scores
    }

    /// The relation of each word to its head.
    fn deprels(
        &self,
        dependents: ArrayView2<f32>,
        above: ArrayView2<f32>,
        heads: &[Option<usize>],
        sentences: &[Range<usize>],
    ) -> Vec<Deprel> {
        let mut hidden = dependents.to_owned();
        for sentence in sentences {
            for word in sentence.clone() {
                let mut row = hidden.row_mut(word);
                match heads[word] {
                    Some(head) => row += &above.row(sentence.start + head),
                    None => row += &self.label_root,
                }
                row.mapv_inplace(relu);
            }
        }
        let scores = self.label.apply(hidden.view());
        let of = |(row, head): (ArrayView1<f32>, &Option<usize>)| match head {
            // "root" is for the root alone.
            Some(_) => {
                let others = row
                    .iter()
                    .zip(&self.deprels)
                    .map(|(&s, &d)| if d == Deprel::Root { f32::NEG_INFINITY } else { s });
                self.deprels[best_of(others)]
            }
            None => Deprel::Root,
        };
        scores.axis_iter(Axis(0)).zip(heads).map(of).collect()
    }
}

/// The products of each row with `first` and with all the others, whose sums are in the same order on every machine.
#[multiversion(targets("x86_64+avx2"))]
fn dot_all(rows: &[f32], first: &[f32], others: &[f32], out: &mut [f32]) {
    let width = first.len().max(1);
    let others = || std::iter::once(first).chain(others.chunks_exact(width));
    let pairs = rows.chunks_exact(width).flat_map(|row| others().map(move |other| (row, other)));
    for (out, (row, other)) in out.iter_mut().zip(pairs) {
        *out = dot(row, other);
    }
}

/// In eight strands that the compiler makes into vectors.
#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut strands = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for ((s, x), y) in strands.iter_mut().zip(a).zip(b) {
            *s += x * y;
        }
    }
    strands.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum::<f32>()
}

fn relu(x: f32) -> f32 {
    x.max(0.0)
}

/// Labels from their written forms.
fn read<T: std::str::FromStr>(labels: &[String]) -> Result<Vec<T>, WeightsError> {
    labels.iter().map(|l| l.parse().map_err(|_| WeightsError::Label(l.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_meets_the_first_and_all_others() {
        let mut out = [0.0; 6];
        dot_all(&[1.0, 2.0, 3.0, 4.0], &[1.0, 0.0], &[0.0, 1.0, 1.0, 1.0], &mut out);
        assert_eq!(out, [1.0, 2.0, 3.0, 3.0, 4.0, 7.0]);
    }

    #[test]
    fn the_strands_and_the_rest_add_up() {
        let values: Vec<f32> = (1..=19).map(|n| n as f32).collect();
        assert_eq!(dot(&values, &values), 2470.0);
    }
}
