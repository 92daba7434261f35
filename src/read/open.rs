//! Opening a source: gzip looked through, and the first bytes at hand to tell the format by.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use super::decoder::Malformed;
use super::error::Problem;
use super::source::Source;

/// The most bytes, after decompression, that one article may have: a file of one article, a line, a record. The
/// longest news texts have a hundredth of it; a decompression bomb has more.
pub(super) const ARTICLE_LIMIT: usize = 16 << 20;

const PREFIX: u64 = 8 << 10;

/// Decompressed bytes to be read.
pub(super) type Input = Box<dyn BufRead + Send>;

/// Opens a source; gives its first bytes too, which are read again with the rest.
pub(super) fn open(source: &Source) -> Result<(Vec<u8>, Input), Problem> {
    let raw: Box<dyn Read + Send> = match source {
        Source::File(path) => Box::new(File::open(path)?),
        Source::Stdin => Box::new(io::stdin()),
    };
    let (prefix, input) = peek(raw)?;
    if prefix.starts_with(&[0x1F, 0x8B]) {
        return peek(MultiGzDecoder::new(input)).map_err(Problem::Gzip);
    }
    Ok((prefix, Box::new(input)))
}

fn peek<R: Read + Send + 'static>(mut reader: R) -> io::Result<(Vec<u8>, Input)> {
    let mut prefix = Vec::new();
    reader.by_ref().take(PREFIX).read_to_end(&mut prefix)?;
    Ok((prefix.clone(), Box::new(Cursor::new(prefix).chain(BufReader::new(reader)))))
}

/// The whole input, where it is no longer than one article may be.
pub(super) fn read_whole(input: Input) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    input.take(ARTICLE_LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(broken_input)?;
    if bytes.len() > ARTICLE_LIMIT {
        return Err(Problem::TooLong { limit: ARTICLE_LIMIT });
    }
    Ok(bytes)
}

/// The problem behind an error while reading on. The gzip decoder says "invalid" or "unexpected end" where a file
/// never does.
pub(super) fn broken_input(error: io::Error) -> Problem {
    let malformed = error.get_ref().and_then(|error| error.downcast_ref());
    if let Some(Malformed(encoding)) = malformed {
        return Problem::Malformed(encoding.name());
    }
    match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            Problem::Gzip(error)
        }
        _ => Problem::Io(error),
    }
}

/// What came of reading a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A line is in the buffer, without its end.
    Read,
    /// The line was too long; the reader stands after it.
    TooLong,
    /// There is no more.
    End,
}

/// Reads the next line of at most `limit` bytes into `line`. A longer one is passed over, in constant memory.
pub(super) fn read_line(input: &mut impl BufRead, limit: usize, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let mut length = 0;
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            break;
        }
        let end = chunk.iter().position(|&byte| byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        length += part.len();
        if length <= limit {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(if length > limit { Line::TooLong } else { Line::Read });
        }
    }
    Ok(match length {
        0 => Line::End,
        _ if length > limit => Line::TooLong,
        _ => Line::Read,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_beyond_the_limit_are_passed_over() {
        let mut input = io::BufReader::with_capacity(4, &b"one\n\ntoo long\nlast"[..]);
        let mut line = Vec::new();
        let mut next = |line: &mut Vec<u8>| read_line(&mut input, 4, line).unwrap();
        assert_eq!((next(&mut line), line.as_slice()), (Line::Read, &b"one"[..]));
        assert_eq!((next(&mut line), line.as_slice()), (Line::Read, &b""[..]));
        assert_eq!(next(&mut line), Line::TooLong);
        assert_eq!((next(&mut line), line.as_slice()), (Line::Read, &b"last"[..]));
        assert_eq!(next(&mut line), Line::End);
    }
}
