//! What has been computed of a form once.
//!
//! Most words of a text are among a few thousand forms. What depends on the form alone is kept for those that come
//! first, for all threads together. It is the same whether it was kept or computed anew.

use std::collections::HashMap;
use std::sync::RwLock;

use ndarray::Array2;

/// So many forms are remembered, at some 3 kB each.
const MOST: usize = 16_384;

/// Rows of numbers by form.
#[derive(Default)]
pub struct Remembered {
    rows: RwLock<HashMap<Box<str>, Box<[f32]>>>,
}

impl Remembered {
    /// Gives `take` the row of each form by its index. `compute` makes the rows of forms that are new.
    pub fn rows(
        &self,
        forms: &[&str],
        compute: impl FnOnce(&[&str]) -> Array2<f32>,
        mut take: impl FnMut(usize, &[f32]),
    ) {
        let (mut new, mut waiting) = (HashMap::new(), Vec::new());
        if let Ok(known) = self.rows.read() {
            for (at, &form) in forms.iter().enumerate() {
                if let Some(row) = known.get(form) {
                    take(at, row);
                } else {
                    let next = new.len();
                    waiting.push((at, *new.entry(form).or_insert(next)));
                }
            }
        }
        if new.is_empty() {
            return;
        }
        let mut distinct = vec![""; new.len()];
        for (form, row) in new {
            distinct[row] = form;
        }
        let rows = compute(&distinct);
        let row = |n| rows.row(n).to_slice().unwrap_or_default();
        for (at, n) in waiting {
            take(at, row(n));
        }
        if let Ok(mut known) = self.rows.write() {
            let room = MOST.saturating_sub(known.len());
            known.extend(
                distinct.iter().enumerate().take(room).map(|(n, &form)| (form.into(), row(n).into())),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The length of a form, and how many were computed together.
    fn lengths(forms: &[&str]) -> Array2<f32> {
        Array2::from_shape_fn((forms.len(), 2), |(n, column)| [forms[n].len(), forms.len()][column] as f32)
    }

    #[test]
    fn only_what_is_new_is_computed_and_once() {
        let remembered = Remembered::default();
        let ask = |forms: &[&str]| {
            let mut found = vec![[0.0; 2]; forms.len()];
            remembered.rows(forms, lengths, |at, row| found[at].copy_from_slice(row));
            found
        };
        assert_eq!(ask(&["to", "be", "to"]), [[2.0, 2.0]; 3]);
        assert_eq!(ask(&["or", "not", "to"]), [[2.0, 2.0], [3.0, 2.0], [2.0, 2.0]]);
    }

    #[test]
    fn what_finds_no_room_is_given_all_the_same() {
        let remembered = Remembered::default();
        let forms: Vec<String> = (0..MOST + 3).map(|n| n.to_string()).collect();
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        let mut given = 0;
        remembered.rows(&forms, lengths, |_, _| given += 1);
        remembered.rows(&forms[MOST..], lengths, |_, row| given += row[1] as usize);
        assert_eq!(given, MOST + 3 + 9);
    }
}
