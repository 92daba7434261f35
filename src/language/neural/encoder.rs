//! Words → numbers that know their sentence.
//!
//! The features of a word, joined and projected; then layers of bidirectional gated recurrences whose gates look
//! at the input only (quasi-recurrent networks: Bradbury et al. 2017; SRU: Lei et al. 2018; minGRU: Feng et al.
//! 2024). So every matrix product runs over many sentences at once and only cheap sums are sequential. Each layer
//! is residual, with layer normalisation. Sigmoid and tanh are algebraic, `x / √(1 + x²)`.
//!
//! Loops over floats are compiled for AVX2 too, which is chosen where the machine has it. They give the same bytes
//! either way: nothing is fused, and the order of sums is written out.

use std::ops::Range;

use multiversion::multiversion;
use ndarray::{Array1, Array2, Axis, Slice, aview1};

use super::features::{Features, fingerprint, plain_quotes, row};
use super::linear::Linear;
use super::remembered::Remembered;
use super::weights::{Lexicon, Table, Weights, WeightsError};

/// Layer normalisation.
struct Norm {
    scale: Array1<f32>,
    shift: Array1<f32>,
}

impl Norm {
    fn load(weights: &Weights, name: &str) -> Result<Norm, WeightsError> {
        Ok(Norm {
            scale: weights.vector(&format!("{name}.scale"))?,
            shift: weights.vector(&format!("{name}.shift"))?,
        })
    }

    fn width(&self) -> usize {
        self.scale.len().min(self.shift.len())
    }

    /// Normalises each row.
    fn apply(&self, rows: &mut [f32]) {
        if let (Some(scale), Some(shift)) = (self.scale.as_slice(), self.shift.as_slice()) {
            normalise(rows, scale, shift);
        }
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn normalise(rows: &mut [f32], scale: &[f32], shift: &[f32]) {
    for row in rows.chunks_exact_mut(scale.len()) {
        let count = row.len() as f32;
        let mean = sum(row, |x| x) / count;
        let spread = sum(row, |x| (x - mean) * (x - mean)) / count;
        let factor = 1.0 / (spread + 1e-5).sqrt();
        for ((x, scale), shift) in row.iter_mut().zip(scale).zip(shift) {
            *x = (*x - mean) * factor * scale + shift;
        }
    }
}

/// The sum of `f` over the values, in eight strands that the compiler makes into vectors.
#[inline(always)]
fn sum(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = values.as_chunks::<8>();
    let mut strands = [0.0; 8];
    for chunk in chunks {
        for (s, &x) in strands.iter_mut().zip(chunk) {
            *s += f(x);
        }
    }
    strands.iter().sum::<f32>() + rest.iter().map(|&x| f(x)).sum::<f32>()
}

/// An algebraic tanh.
#[inline(always)]
fn squash(x: f32) -> f32 {
    x / (1.0 + x * x).sqrt()
}

/// One bidirectional layer. The columns of its projection: candidates forwards, candidates backwards, gates
/// forwards, gates backwards.
struct Layer {
    projection: Linear,
    norm: Norm,
}

impl Layer {
    fn load(weights: &Weights, name: &str) -> Result<Layer, WeightsError> {
        Ok(Layer { projection: Linear::load(weights, name)?, norm: Norm::load(weights, name)? })
    }

    /// Adds to each row of `x` the states of both directions, within each sentence. `projected`: the same rows, put
    /// through the projection.
    fn apply(&self, x: &mut [f32], projected: &[f32], sentences: &[Range<usize>]) {
        recur_both_ways(x, projected, sentences, self.norm.width());
        self.norm.apply(x);
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn recur_both_ways(x: &mut [f32], projected: &[f32], sentences: &[Range<usize>], width: usize) {
    let hidden = width / 2;
    let mut state = vec![0.0; hidden];
    for sentence in sentences {
        state.fill(0.0);
        for word in sentence.clone() {
            let (x, u) = (&mut x[word * width..][..hidden], &projected[word * 2 * width..][..2 * width]);
            recur(&mut state, &u[..hidden], &u[width..][..hidden], x);
        }
        state.fill(0.0);
        for word in sentence.clone().rev() {
            let (x, u) =
                (&mut x[word * width + hidden..][..hidden], &projected[word * 2 * width..][..2 * width]);
            recur(&mut state, &u[hidden..][..hidden], &u[width + hidden..][..hidden], x);
        }
    }
}

/// One step: `c ← g c + (1 - g) x`, and `c` is added to `out`.
#[inline(always)]
fn recur(state: &mut [f32], candidates: &[f32], gates: &[f32], out: &mut [f32]) {
    for (((c, &x), &g), o) in state.iter_mut().zip(candidates).zip(gates).zip(out) {
        let gate = 0.5 + 0.5 * squash(g);
        *c = gate * *c + squash(x) * (1.0 - gate);
        *o += *c;
    }
}

/// The embeddings and the layers.
pub struct Encoder {
    lexicon: Lexicon,
    vectors: Table,
    norm: Table,
    prefix: Table,
    suffix3: Table,
    suffix2: Table,
    shape: Table,
    input: Linear,
    input_norm: Norm,
    layers: Vec<Layer>,
    remembered: Remembered,
}

impl Encoder {
    /// The encoder's part of a file of weights.
    pub fn load(weights: &Weights) -> Result<Encoder, WeightsError> {
        let encoder = Encoder {
            lexicon: weights.lexicon()?,
            vectors: weights.table("static")?,
            norm: weights.table("norm")?,
            prefix: weights.table("prefix")?,
            suffix3: weights.table("suffix3")?,
            suffix2: weights.table("suffix2")?,
            shape: weights.table("shape")?,
            input: Linear::load(weights, "input")?,
            input_norm: Norm::load(weights, "input")?,
            layers: (0..weights.header.layers)
                .map(|n| Layer::load(weights, &format!("layer{n}")))
                .collect::<Result<_, _>>()?,
            remembered: Remembered::default(),
        };
        let width = 2 * weights.header.hidden;
        let fits = encoder.input.shape() == (encoder.embedding_width(), width)
            && encoder.input_norm.width() == width
            && encoder
                .layers
                .iter()
                .all(|l| l.projection.shape() == (width, 2 * width) && l.norm.width() == width);
        if fits { Ok(encoder) } else { Err(WeightsError::Array("input.w".to_string())) }
    }

    fn embedding_width(&self) -> usize {
        [&self.vectors, &self.norm, &self.prefix, &self.suffix3, &self.suffix2, &self.shape]
            .iter()
            .map(|t| t.width())
            .sum()
    }

    /// One row for each word. `sentences` are ranges of `forms` that follow each other.
    pub fn encode(&self, forms: &[&str], sentences: &[Range<usize>]) -> Array2<f32> {
        let width = self.input.shape().1;
        let (mut x, mut projected) =
            (Array2::zeros((forms.len(), width)), Array2::zeros((forms.len(), 2 * width)));
        self.remembered.rows(
            forms,
            |new| self.words(new),
            |word, row| {
                let (own, first) = row.split_at(width);
                x.row_mut(word).assign(&aview1(own));
                projected.row_mut(word).assign(&aview1(first));
            },
        );
        for (n, layer) in self.layers.iter().enumerate() {
            if n > 0 {
                projected = layer.projection.apply(x.view());
            }
            if let (Some(x), Some(projected)) = (x.as_slice_mut(), projected.as_slice()) {
                layer.apply(x, projected, sentences);
            }
        }
        x
    }

    /// What does not depend on the words around: for each form its row and that row put through the projection of the
    /// first layer, one after the other.
    fn words(&self, forms: &[&str]) -> Array2<f32> {
        let mut embedded = Array2::zeros((forms.len(), self.embedding_width()));
        for (form, mut out) in forms.iter().zip(embedded.rows_mut()) {
            if let Some(out) = out.as_slice_mut() {
                self.embed(&plain_quotes(form), out);
            }
        }
        let mut x = self.input.apply(embedded.view());
        x.mapv_inplace(squash);
        if let Some(x) = x.as_slice_mut() {
            self.input_norm.apply(x);
        }
        let width = x.ncols();
        let mut rows = Array2::zeros((forms.len(), 3 * width));
        rows.slice_axis_mut(Axis(1), Slice::from(..width)).assign(&x);
        if let Some(layer) = self.layers.first() {
            rows.slice_axis_mut(Axis(1), Slice::from(width..)).assign(&layer.projection.apply(x.view()));
        }
        rows
    }

    /// Joins the rows of a form's features.
    fn embed(&self, form: &str, out: &mut [f32]) {
        let features = Features::of(form);
        let known = self
            .lexicon
            .row(fingerprint(form))
            .or_else(|| self.lexicon.row(fingerprint(&form.to_lowercase())));
        let (vector, rest) = out.split_at_mut(self.vectors.width());
        if let Some(known) = known {
            self.vectors.add_to(known, vector);
        }
        let (norm, mut rest) = rest.split_at_mut(self.norm.width());
        for hash in features.norm {
            self.norm.add_to(row(hash, &self.norm), norm);
        }
        for (table, hash) in [
            (&self.prefix, features.prefix),
            (&self.suffix3, features.suffix3),
            (&self.suffix2, features.suffix2),
            (&self.shape, features.shape),
        ] {
            let (one, others) = rest.split_at_mut(table.width());
            table.add_to(row(hash, table), one);
            rest = others;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_of_one_half_averages() {
        let (mut state, mut out) = (vec![1.0], vec![5.0]);
        recur(&mut state, &[0.0], &[0.0], &mut out);
        assert_eq!((state[0], out[0]), (0.5, 5.5));
    }

    #[test]
    fn the_strands_add_up() {
        let values: Vec<f32> = (1..=19).map(|n| n as f32).collect();
        assert_eq!(sum(&values, |x| 2.0 * x), 380.0);
    }
}
