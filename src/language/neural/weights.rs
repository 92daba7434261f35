//! Reads the file of weights that `training/newsgraph_model/export.py` writes.
//!
//! The bytes `NGNET1\n\0`, the length of the header (u32, little-endian), the header (JSON: sizes, labels, arrays),
//! the arrays. The tables of embeddings stay where they are, as int8 rows with a scale each; only the matrices
//! are copied out. So loading takes a millisecond.

use std::collections::HashMap;

use ndarray::{Array1, Array2};
use serde::Deserialize;

const MAGIC: &[u8] = b"NGNET1\n\0";

/// Why a file of weights cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// It does not begin as it should, or ends too early.
    #[error("not a file of weights of this program")]
    Format,
    /// Its header is not what it should be.
    #[error("the header of the weights: {0}")]
    Header(#[from] serde_json::Error),
    /// An array is missing or has another form.
    #[error("the weights have no fitting array {0:?}")]
    Array(String),
    /// A label is not one of this program's.
    #[error("the weights know a label {0:?} that this program does not")]
    Label(String),
}

/// What stands before the arrays.
#[derive(Debug, Deserialize)]
pub struct Header {
    pub hidden: usize,
    pub layers: usize,
    pub labels: Labels,
    arrays: Vec<Entry>,
}

/// The labels, in the order of the network's outputs.
#[derive(Debug, Deserialize)]
pub struct Labels {
    pub upos: Vec<String>,
    pub xpos: Vec<String>,
    pub deprel: Vec<String>,
    pub names: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    shape: Vec<usize>,
    offset: usize,
    bytes: usize,
}

/// A file of weights, opened.
pub struct Weights {
    pub header: Header,
    entries: HashMap<String, usize>,
    data: &'static [u8],
}

impl Weights {
    /// Opens a file of weights.
    pub fn open(file: &'static [u8]) -> Result<Weights, WeightsError> {
        let rest = file.strip_prefix(MAGIC).ok_or(WeightsError::Format)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(WeightsError::Format)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (header, data) = rest.split_at_checked(length).ok_or(WeightsError::Format)?;
        let header: Header = serde_json::from_slice(header)?;
        let entries = header.arrays.iter().enumerate().map(|(i, e)| (e.name.clone(), i)).collect();
        Ok(Weights { header, entries, data })
    }

    fn array(&self, name: &str, kind: &str) -> Result<(&'static [u8], &[usize]), WeightsError> {
        let missing = || WeightsError::Array(name.to_string());
        let entry = &self.header.arrays[*self.entries.get(name).ok_or_else(missing)?];
        let bytes = self.data.get(entry.offset..entry.offset + entry.bytes).ok_or(WeightsError::Format)?;
        if entry.kind == kind { Ok((bytes, &entry.shape)) } else { Err(missing()) }
    }

    fn floats(&self, name: &str) -> Result<(Vec<f32>, &[usize]), WeightsError> {
        let (bytes, shape) = self.array(name, "float32")?;
        Ok((bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect(), shape))
    }

    /// A matrix of float32.
    pub fn matrix(&self, name: &str) -> Result<Array2<f32>, WeightsError> {
        let (values, shape) = self.floats(name)?;
        let &[rows, columns] = shape else { return Err(WeightsError::Array(name.to_string())) };
        Array2::from_shape_vec((rows, columns), values).map_err(|_| WeightsError::Array(name.to_string()))
    }

    /// A vector of float32.
    pub fn vector(&self, name: &str) -> Result<Array1<f32>, WeightsError> {
        Ok(Array1::from_vec(self.floats(name)?.0))
    }

    /// A table of int8 rows with their scales.
    pub fn table(&self, name: &str) -> Result<Table, WeightsError> {
        let (rows, shape) = self.array(name, "int8")?;
        let &[count, width] = shape else { return Err(WeightsError::Array(name.to_string())) };
        let (scales, _) = self.floats(&format!("{name}.rows"))?;
        if rows.len() == count * width && scales.len() == count {
            Ok(Table { width, rows, scales })
        } else {
            Err(WeightsError::Array(name.to_string()))
        }
    }

    /// The flags of words.
    pub fn flags(&self) -> Result<Flags, WeightsError> {
        let (keys, flags) = (self.array("keys", "uint32")?.0.as_chunks().0, self.array("flags", "uint8")?.0);
        if keys.len() == flags.len() {
            Ok(Flags { keys, flags })
        } else {
            Err(WeightsError::Array("flags".to_string()))
        }
    }

    /// The words of the static vectors.
    pub fn lexicon(&self) -> Result<Lexicon, WeightsError> {
        let (keys, rows) = (
            self.array("keys", "uint32")?.0.as_chunks().0,
            self.array("key_rows", "uint16")?.0.as_chunks().0,
        );
        if keys.len() == rows.len() {
            Ok(Lexicon { keys, rows })
        } else {
            Err(WeightsError::Array("key_rows".to_string()))
        }
    }
}

/// Rows of numbers, as int8 with a scale a row.
pub struct Table {
    width: usize,
    rows: &'static [u8],
    scales: Vec<f32>,
}

impl Table {
    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// The length of a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Adds a row to `out`.
    pub fn add_to(&self, row: usize, out: &mut [f32]) {
        let scale = self.scales[row];
        for (o, &b) in out.iter_mut().zip(&self.rows[row * self.width..(row + 1) * self.width]) {
            *o += f32::from(b as i8) * scale;
        }
    }
}

/// Words by their fingerprints, in order, each with its row of the static vectors.
pub struct Lexicon {
    keys: &'static [[u8; 4]],
    rows: &'static [[u8; 2]],
}

impl Lexicon {
    /// The row of a word.
    pub fn row(&self, fingerprint: u32) -> Option<usize> {
        let found = self.keys.binary_search_by_key(&fingerprint, |k| u32::from_le_bytes(*k)).ok()?;
        Some(usize::from(u16::from_le_bytes(self.rows[found])))
    }
}

/// Words by their fingerprints, in order, each with eight flags.
pub struct Flags {
    keys: &'static [[u8; 4]],
    flags: &'static [u8],
}

impl Flags {
    /// The flags of a word.
    pub fn of(&self, fingerprint: u32) -> Option<u8> {
        let found = self.keys.binary_search_by_key(&fingerprint, |k| u32::from_le_bytes(*k)).ok()?;
        Some(self.flags[found])
    }
}
