//! The innermost sums of a matrix product in whole numbers: a few rows with a few columns, as many as the registers hold.
//!
//! Three forms give the same sums: one that the compiler turns into what the machine has, and two with instructions that
//! it does not find by itself: `pmaddwd` (AVX2) multiplies pairs of 16 bits and adds the two products, `vpdpwssd`
//! (AVX-512 VNNI) adds them to the sums too, and for twice as many columns.

#[cfg(target_arch = "x86_64")]
use safe_unaligned_simd::x86_64 as memory;
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64 as machine;

/// Columns that are computed together.
pub const COLUMNS: usize = 32;

/// As many columns as fit registers of 128 or 256 bits.
const HALF: usize = COLUMNS / 2;

/// Rows that are computed together. Their sums for all columns, or for half of them, fit the registers.
pub const ROWS: usize = 6;

/// Two rounded numbers that follow each other in a row or column.
pub type Pair = [i16; 2];

/// The sums for a few rows and columns.
pub type Tile = [[i32; COLUMNS]; ROWS];

/// The sums of the products of each row with each column, half of the columns after the other.
pub fn tile(rows: &[[Pair; ROWS]], weights: &[[Pair; COLUMNS]]) -> Tile {
    let mut tile = [[0; COLUMNS]; ROWS];
    for half in [0, HALF] {
        let mut sums = [[0; HALF]; ROWS];
        for (rows, columns) in rows.iter().zip(weights) {
            for (sums, row) in sums.iter_mut().zip(rows) {
                let [a, b] = row.map(i32::from);
                for (sum, [x, y]) in sums.iter_mut().zip(&columns[half..]) {
                    *sum += a * i32::from(*x) + b * i32::from(*y);
                }
            }
        }
        for (tile, sums) in tile.iter_mut().zip(&sums) {
            tile[half..][..HALF].copy_from_slice(sums);
        }
    }
    tile
}

/// As [`tile`].
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
pub fn tile_avx2(rows: &[[Pair; ROWS]], weights: &[[Pair; COLUMNS]]) -> Tile {
    use machine::{_mm256_add_epi32, _mm256_madd_epi16, _mm256_set1_epi32, _mm256_setzero_si256};
    use memory::{_mm256_loadu_si256, _mm256_storeu_si256};

    let mut tile = [[0; COLUMNS]; ROWS];
    for half in [0, HALF] {
        let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
        for (rows, columns) in rows.iter().zip(weights) {
            let [left, right, ..] = columns[half..].as_flattened().as_chunks::<16>().0 else { continue };
            let (left, right) = (_mm256_loadu_si256(left), _mm256_loadu_si256(right));
            for (sums, row) in sums.iter_mut().zip(rows) {
                let pair = _mm256_set1_epi32(joined(*row));
                sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(pair, left));
                sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(pair, right));
            }
        }
        for (tile, sums) in tile.iter_mut().zip(sums) {
            for (part, sums) in tile[half..].as_chunks_mut::<8>().0.iter_mut().zip(sums) {
                _mm256_storeu_si256(part, sums);
            }
        }
    }
    tile
}

/// As [`tile`].
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
pub fn tile_avx512(rows: &[[Pair; ROWS]], weights: &[[Pair; COLUMNS]]) -> Tile {
    use machine::{_mm512_dpwssd_epi32, _mm512_set1_epi32, _mm512_setzero_si512};
    use memory::{_mm512_loadu_epi16, _mm512_storeu_epi32};

    let mut sums = [[_mm512_setzero_si512(); 2]; ROWS];
    for (rows, columns) in rows.iter().zip(weights) {
        let [left, right] = columns.as_flattened().as_chunks::<32>().0 else { continue };
        let (left, right) = (_mm512_loadu_epi16(left), _mm512_loadu_epi16(right));
        for (sums, row) in sums.iter_mut().zip(rows) {
            let pair = _mm512_set1_epi32(joined(*row));
            sums[0] = _mm512_dpwssd_epi32(sums[0], pair, left);
            sums[1] = _mm512_dpwssd_epi32(sums[1], pair, right);
        }
    }
    let mut tile = [[0; COLUMNS]; ROWS];
    for (tile, sums) in tile.iter_mut().zip(sums) {
        for (part, sums) in tile.as_chunks_mut::<16>().0.iter_mut().zip(sums) {
            _mm512_storeu_epi32(part, sums);
        }
    }
    tile
}

/// A pair as the instructions take it.
#[cfg(target_arch = "x86_64")]
fn joined([a, b]: Pair) -> i32 {
    i32::from(a as u16) | i32::from(b) << 16
}

#[cfg(test)]
mod tests {
    use multiversion::multiversion;

    use super::*;

    #[cfg(target_arch = "x86_64")]
    #[test]
    fn instructions_do_not_change_the_sums() {
        #[multiversion(targets("x86_64+avx512f+avx512bw+avx512vnni", "x86_64+avx2"))]
        fn best(rows: &[[Pair; ROWS]], weights: &[[Pair; COLUMNS]]) -> Tile {
            multiversion::target::match_target! {
                "x86_64+avx512f+avx512bw+avx512vnni" => tile_avx512(rows, weights),
                "x86_64+avx2" => tile_avx2(rows, weights),
                _ => tile(rows, weights),
            }
        }
        #[multiversion(targets("x86_64+avx2"))]
        fn middling(rows: &[[Pair; ROWS]], weights: &[[Pair; COLUMNS]]) -> Tile {
            multiversion::target::match_target! {
                "x86_64+avx2" => tile_avx2(rows, weights),
                _ => tile(rows, weights),
            }
        }
        let rows: Vec<[Pair; ROWS]> =
            (0..8).map(|k: i16| std::array::from_fn(|r| [2047 - k * r as i16, r as i16 - 300 * k])).collect();
        let weights: Vec<[Pair; COLUMNS]> =
            (0..8).map(|k: i16| std::array::from_fn(|c| [k * 100 - c as i16, 7 - k * c as i16])).collect();
        assert_eq!(best(&rows, &weights), tile(&rows, &weights));
        assert_eq!(middling(&rows, &weights), tile(&rows, &weights));
    }
}
