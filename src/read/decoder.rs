//! Text in any encoding → UTF-8, as it is read. Nothing is patched: where the bytes are no text in the encoding, reading
//! ends with an error.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};
use thiserror::Error;

/// The error of bytes that are no text in their encoding; it is inside an [`io::Error`].
#[derive(Debug, Clone, Copy, Error)]
#[error("not valid {}", .0.name())]
pub(super) struct Malformed(pub(super) &'static Encoding);

/// UTF-8 from an input in another encoding.
pub(super) struct Utf8<R> {
    input: R,
    decoder: Decoder,
    /// What was decoded, and how much of it was given.
    decoded: Vec<u8>,
    given: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Reading,
    Ended,
    Malformed,
}

const BUFFER: usize = 8 << 10;

impl<R: BufRead> Utf8<R> {
    /// A byte order mark of that encoding is left out.
    pub(super) fn of(input: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { input, decoder, decoded: Vec::new(), given: 0, state: State::Reading }
    }

    /// Decodes some more; afterwards there is something, or it is all.
    fn decode(&mut self) -> io::Result<()> {
        self.given = 0;
        self.decoded.resize(BUFFER, 0);
        loop {
            let bytes = self.input.fill_buf()?;
            let last = bytes.is_empty();
            let (result, used, written) =
                self.decoder.decode_to_utf8_without_replacement(bytes, &mut self.decoded, last);
            self.input.consume(used);
            self.state = match result {
                DecoderResult::Malformed(..) => State::Malformed,
                DecoderResult::InputEmpty if last => State::Ended,
                _ => State::Reading,
            };
            if written > 0 || self.state != State::Reading {
                self.decoded.truncate(written);
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.decoded.len() && self.state == State::Reading {
            self.decode()?;
        }
        let rest = &self.decoded[self.given..];
        if rest.is_empty() && self.state == State::Malformed {
            return Err(io::Error::other(Malformed(self.decoder.encoding())));
        }
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE, WINDOWS_1252};
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8], encoding: &'static Encoding, capacity: usize) -> (Vec<u8>, bool) {
        let mut text = Vec::new();
        let read = Utf8::of(BufReader::with_capacity(capacity, bytes), encoding).read_to_end(&mut text);
        (text, read.is_ok())
    }

    proptest! {
        #[test]
        fn bit_by_bit_gives_what_the_whole_does(bytes in prop::collection::vec(any::<u8>(), 0..60), capacity in 1usize..9) {
            for encoding in [UTF_16LE, UTF_16BE, SHIFT_JIS, WINDOWS_1252] {
                let whole = encoding.decode_with_bom_removal(&bytes);
                let (text, valid) = read(&bytes, encoding, capacity);
                prop_assert_eq!(valid, !whole.1);
                if valid {
                    prop_assert_eq!(text, whole.0.as_bytes());
                } else {
                    prop_assert!(whole.0.as_bytes().starts_with(&text), "what stands before is given");
                }
            }
        }
    }
}
