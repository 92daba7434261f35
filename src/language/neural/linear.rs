//! Matrix products in whole numbers.
//!
//! Inputs, row by row, and weights, column by column, are rounded to 12 bits. That loses no score, and the products
//! are the same on every machine, which those of floats are not. They are also faster, where the machine multiplies
//! pairs of 16 bits; the weights lie as these instructions read them (see `tile`).

use multiversion::multiversion;
use ndarray::{Array2, ArrayView2};

use super::tile::{COLUMNS, Pair, ROWS, Tile, tile};
#[cfg(target_arch = "x86_64")]
use super::tile::{tile_avx2, tile_avx512};
use super::weights::{Weights, WeightsError};

/// Rounded numbers are from `-STEPS` to `STEPS`.
const STEPS: f32 = 2047.0;

/// So many products of rounded numbers add up within 32 bits.
const MOST_INPUTS: usize = 512;

/// A matrix product with a bias added.
pub struct Linear {
    inputs: usize,
    outputs: usize,
    panels: Vec<Panel>,
}

/// Some columns of the weights.
struct Panel {
    /// For each pair of inputs the weights of every column.
    weights: Vec<[Pair; COLUMNS]>,
    scales: [f32; COLUMNS],
    bias: [f32; COLUMNS],
}

impl Linear {
    /// The arrays `name.w` and `name.b`.
    pub fn load(weights: &Weights, name: &str) -> Result<Linear, WeightsError> {
        let (w, b) = (weights.matrix(&format!("{name}.w"))?, weights.vector(&format!("{name}.b"))?);
        if w.ncols() == b.len() && !w.is_empty() && w.nrows() <= MOST_INPUTS {
            Ok(Linear::new(w.view(), &b.to_vec()))
        } else {
            Err(WeightsError::Array(name.to_string()))
        }
    }

    fn new(weights: ArrayView2<f32>, bias: &[f32]) -> Linear {
        let (inputs, outputs) = weights.dim();
        let mut panels = Vec::with_capacity(outputs.div_ceil(COLUMNS));
        let mut rounded = vec![[0; 2]; inputs.div_ceil(2)];
        for (column, (weights, &bias)) in weights.columns().into_iter().zip(bias).enumerate() {
            let within = column % COLUMNS;
            if within == 0 {
                panels.push(Panel::zeros(rounded.len()));
            }
            let Some(panel) = panels.last_mut() else { continue };
            panel.scales[within] = round(&weights.to_vec(), &mut rounded);
            panel.bias[within] = bias;
            for (row, pair) in panel.weights.iter_mut().zip(&rounded) {
                row[within] = *pair;
            }
        }
        Linear { inputs, outputs, panels }
    }

    /// The numbers of inputs and outputs.
    pub fn shape(&self) -> (usize, usize) {
        (self.inputs, self.outputs)
    }

    /// One row of outputs for each row of inputs.
    pub fn apply(&self, input: ArrayView2<f32>) -> Array2<f32> {
        let mut out = Array2::zeros((input.nrows(), self.outputs));
        let (pairs, blocks) = (self.inputs.div_ceil(2), input.nrows().div_ceil(ROWS));
        let (mut rounded, mut scales) = (vec![[0; 2]; pairs], vec![0.0; blocks * ROWS]);
        let mut rows = vec![[[0; 2]; ROWS]; blocks * pairs];
        let input = input.as_standard_layout();
        for (n, (row, scale)) in input.rows().into_iter().zip(&mut scales).enumerate() {
            *scale = round(row.as_slice().unwrap_or_default(), &mut rounded);
            for (place, pair) in rows[n / ROWS * pairs..].iter_mut().zip(&rounded) {
                place[n % ROWS] = *pair;
            }
        }
        if let Some(out) = out.as_slice_mut() {
            multiply(self, &rows, &scales, out);
        }
        out
    }
}

impl Panel {
    fn zeros(pairs: usize) -> Panel {
        Panel { weights: vec![[[0; 2]; COLUMNS]; pairs], scales: [0.0; COLUMNS], bias: [0.0; COLUMNS] }
    }
}

/// Rounds numbers to [`STEPS`] of a common scale, which is returned.
#[multiversion(targets("x86_64+avx2"))]
fn round(values: &[f32], rounded: &mut [Pair]) -> f32 {
    // Without their sign, the bits of floats are in the order of the floats.
    let largest = values.iter().fold(0, |largest, x| largest.max(x.to_bits() & 0x7FFF_FFFF));
    let scale = f32::from_bits(largest).max(1e-9) / STEPS;
    let factor = 1.0 / scale;
    for (rounded, x) in rounded.as_flattened_mut().iter_mut().zip(values) {
        // A float of this size has no bits below one: adding it rounds, and leaves the whole number in the lowest.
        *rounded = (x * factor + 12_582_912.0).to_bits() as i16;
    }
    scale
}

/// `rows` lie as the weights do: in blocks of [`ROWS`], and there for each pair of inputs those of every row. They and
/// their scales fill the last block; `out` does not.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vnni", "x86_64+avx2"))]
fn multiply(linear: &Linear, rows: &[[Pair; ROWS]], scales: &[f32], out: &mut [f32]) {
    let outputs = linear.outputs;
    for (n, panel) in linear.panels.iter().enumerate() {
        let blocks = rows.chunks_exact(panel.weights.len()).zip(scales.chunks_exact(ROWS));
        for ((rows, scales), out) in blocks.zip(out.chunks_mut(ROWS * outputs)) {
            let tile: Tile = multiversion::target::match_target! {
                "x86_64+avx512f+avx512bw+avx512vnni" => tile_avx512(rows, &panel.weights),
                "x86_64+avx2" => tile_avx2(rows, &panel.weights),
                _ => tile(rows, &panel.weights),
            };
            for ((out, sums), scale) in out.chunks_exact_mut(outputs).zip(&tile).zip(scales) {
                let columns = sums.iter().zip(&panel.scales).zip(&panel.bias);
                for (out, ((&sum, column), bias)) in out[n * COLUMNS..].iter_mut().zip(columns) {
                    *out = sum as f32 * (scale * column) + bias;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(rows: usize, columns: usize, seed: u32) -> Array2<f32> {
        let mut state = seed;
        Array2::from_shape_simple_fn((rows, columns), || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        })
    }

    #[test]
    fn the_product_is_that_of_floats_but_for_rounding() {
        // Neither the rows, nor the inputs, nor the outputs fill their blocks.
        let (input, weights) = (numbers(7, 33, 1), numbers(33, 19, 2));
        let bias: Vec<f32> = (0..19).map(|n| n as f32).collect();
        let found = Linear::new(weights.view(), &bias).apply(input.view());
        let exact = input.dot(&weights);
        for ((row, column), value) in found.indexed_iter() {
            assert!((value - bias[column] - exact[[row, column]]).abs() < 0.01);
        }
    }

    #[test]
    fn the_largest_sum_does_not_overflow() {
        let ones = Array2::from_elem((MOST_INPUTS, 1), 1.0);
        let found = Linear::new(ones.view(), &[0.0]).apply(ones.t());
        assert!((found[[0, 0]] - MOST_INPUTS as f32).abs() < 0.01);
    }
}
