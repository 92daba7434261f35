//! Bytes → text: which encoding they are in, and what is no text at all.

use std::io::{BufRead, BufReader};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use super::decoder::Utf8;
use super::error::Problem;
use super::open::Input;

/// Decodes a whole file, and ends all lines with `\n`: offsets are counted in what this returns.
///
/// The encoding is the one of the byte order mark; else UTF-8, where the bytes are valid UTF-8 (a page's declaration
/// often outlives a conversion, while text in another encoding is hardly ever valid UTF-8 by chance); else the one
/// `declared`; else a guess. Text that is mostly valid UTF-8 with some broken sequences, or that has bytes that are none in
/// its encoding, is refused rather than patched: a quotation from it would not be what the source says.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<String, Problem> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return match strictly(encoding, &bytes[mark..]) {
            Err(_) if encoding == UTF_8 => Err(broken_utf8(bytes)),
            decoded => decoded,
        };
    }
    refuse_binary(bytes)?;
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(normalize_line_ends(text));
    }
    if is_mostly_utf8(bytes) {
        return Err(broken_utf8(bytes));
    }
    let encoding = declared.filter(|&encoding| encoding != UTF_8).unwrap_or_else(|| guess(bytes));
    strictly(encoding, bytes)
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Problem> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(|text| normalize_line_ends(&text)).ok_or(Problem::Malformed(encoding.name()))
}

/// Decodes as it is read: a byte order mark tells the encoding, else it is guessed from the first bytes where those are
/// not UTF-8. UTF-8 passes through unchecked.
pub(super) fn stream(prefix: &[u8], input: Input) -> Result<Input, Problem> {
    let is_utf8 = match std::str::from_utf8(prefix) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() || is_mostly_utf8(prefix),
    };
    decoder(prefix, input, if is_utf8 { None } else { Some(guess(prefix)) })
}

/// As [`stream`], for formats that are UTF-8 by their standard: nothing is guessed.
pub(super) fn stream_utf8(prefix: &[u8], input: Input) -> Result<Input, Problem> {
    decoder(prefix, input, None)
}

fn decoder(prefix: &[u8], mut input: Input, guessed: Option<&'static Encoding>) -> Result<Input, Problem> {
    match Encoding::for_bom(prefix) {
        Some((encoding, mark)) if encoding == UTF_8 => {
            input.fill_buf()?;
            input.consume(mark);
            Ok(input)
        }
        Some((encoding, _)) => Ok(Box::new(BufReader::new(Utf8::of(input, encoding)))),
        None => {
            refuse_binary(prefix)?;
            match guessed {
                Some(encoding) => Ok(Box::new(BufReader::new(Utf8::of(input, encoding)))),
                None => Ok(input),
            }
        }
    }
}

/// The encoding for which `bytes`, not UTF-8, are likeliest.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The problem with bytes that should be UTF-8 and are not.
fn broken_utf8(bytes: &[u8]) -> Problem {
    Problem::BrokenUtf8 { byte: std::str::from_utf8(bytes).err().map_or(bytes.len(), |e| e.valid_up_to()) }
}

/// Whether there are as many valid sequences of several bytes as broken ones, or more.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid >= broken.max(1)
}

/// What well-known files start with, and what to do with them.
const SIGNATURES: [(&[u8], &str); 6] = [
    (b"%PDF-", "a PDF file, not text; convert it first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an Office document, not text; unpack it or save it as text first"),
    (b"\xFD7zXZ", "compressed with xz; unpack it first, for example with xz -dc FILE | newsgraph …"),
    (
        b"\x28\xB5\x2F\xFD",
        "compressed with zstd; unpack it first, for example with zstd -dc FILE | newsgraph …",
    ),
    (b"BZh", "compressed with bzip2; unpack it first, for example with bzip2 -dc FILE | newsgraph …"),
    (b"SQLite format 3\0", "an SQLite database, not text; databases are not read as articles"),
];

/// Refuses what is not text: NUL bytes, or one byte in ten a control character that no text has.
fn refuse_binary(bytes: &[u8]) -> Result<(), Problem> {
    if let Some((_, message)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(Problem::Binary(message));
    }
    let is_control = |byte: &u8| *byte < 0x20 && !b"\t\n\x0B\x0C\r\x1B".contains(byte);
    let controls = bytes.iter().filter(|byte| is_control(byte)).count();
    if bytes.contains(&0) || controls * 10 > bytes.len() {
        return Err(Problem::Binary("a binary file, not text (or UTF-16 without a byte order mark)"));
    }
    Ok(())
}

fn normalize_line_ends(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<String, String> {
        decode(bytes, None).map_err(|problem| problem.to_string())
    }

    #[test]
    fn encodings() {
        assert_eq!(decoded(b"\xEF\xBB\xBFWang\r\nYi\r").as_deref(), Ok("Wang\nYi\n"));
        assert_eq!(decoded(b"\xFF\xFEW\0a\0n\0g\0").as_deref(), Ok("Wang"));
        assert_eq!(decoded("Erdoğan met Løkke".as_bytes()).as_deref(), Ok("Erdoğan met Løkke"));
        let windows = b"Angela Merkel met Fran\xE7ois Hollande \x96 the \x93first\x94 time.";
        assert_eq!(
            decoded(windows).as_deref(),
            Ok("Angela Merkel met François Hollande – the “first” time.")
        );
        assert_eq!(decode(b"\xC0\xEB", Encoding::for_label(b"windows-1251")).unwrap(), "Ал");
    }

    #[test]
    fn broken_utf8_is_told_from_other_encodings() {
        let text = "“Erdoğan” and “Løkke” – met".as_bytes();
        let mut broken = text.to_vec();
        broken.insert(3, 0xFF);
        assert!(matches!(decode(&broken, None), Err(Problem::BrokenUtf8 { byte: 3 })));
        let cut = &text[..text.len() - " – met".len() + 2];
        assert!(matches!(decode(cut, None), Err(Problem::BrokenUtf8 { byte }) if byte == cut.len() - 1));
    }

    #[test]
    fn what_is_no_text_in_its_encoding_is_refused() {
        let half_a_pair = b"\xFF\xFEW\0\x00\xD8i\0";
        assert!(decoded(half_a_pair).unwrap_err().starts_with("not valid UTF-16LE"));
        assert!(decoded(b"\xFE\xFF\0W\0").unwrap_err().starts_with("not valid UTF-16BE"), "cut off");
        let declared = decode(b"\x93\xFA\x96\x7B \xFF\xFF", Encoding::for_label(b"shift_jis"));
        assert!(matches!(declared, Err(Problem::Malformed("Shift_JIS"))), "{declared:?}");
    }

    #[test]
    fn binaries_are_refused() {
        for bytes in [&b"\x89PNG\r\n\x1A\n\0\0"[..], b"%PDF-1.7 text", b"\x01\x02\x03\x04abc"] {
            assert!(matches!(decode(bytes, None), Err(Problem::Binary(_))), "{bytes:?}");
        }
        assert!(decode(b"page one\x0Cpage two", None).is_ok());
    }
}
