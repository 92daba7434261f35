//! Text → words as Universal Dependencies writes them (UD English EWT and GUM).
//!
//! One pass from left to right. White space ends a word; punctuation stands alone, runs of it (`...`, `--`, `?!`)
//! together; what belongs to a word although it is no letter (the stops of "U.S.", the comma of "10,000", the colon of
//! "10:30") is decided from the characters on both sides. Then a word may fall apart: "don't" into `do` and `n't`,
//! "10am" into `10` and `am`.

mod characters;
mod clitics;
mod inside;

use super::abbreviations::{Abbreviation, abbreviation, is_hyphen_prefix, is_unit};
use crate::model::Span;
use characters::{emoticon, is_apostrophe, is_extension, is_word_char};
use clitics::{clitic_start, is_clitic, is_short_year};
use inside::{joins_at_stop, number_with_separators};

pub(super) use characters::{is_currency, is_emoticon, is_space};

/// A syntactic word as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub span: Span,
    /// Written as one word with the one before it.
    pub joined: bool,
}

/// A run of letters longer than this many bytes is cut: no stage after this one need fear a word of 50 MB.
const LONGEST_WORD: usize = 512;

/// The words of one paragraph of `text`, appended to `words`.
pub(super) fn tokenize(text: &str, paragraph: Span, words: &mut Vec<Word>) {
    let mut scanner =
        Scanner { text, end: paragraph.end, at: paragraph.start, words, single_quote_open: false };
    while let Some(chunk) = scanner.next_chunk() {
        scanner.read_chunk(chunk);
    }
}

/// A stretch without white space, and what was seen on the way through it.
struct Chunk {
    start: usize,
    end: usize,
    has_at: bool,
    is_address: bool,
}

struct Scanner<'t, 'w> {
    text: &'t str,
    end: usize,
    at: usize,
    words: &'w mut Vec<Word>,
    /// An opening `'` or `‘` waits for its partner: a `'` after an s closes it rather than marking a possessive.
    single_quote_open: bool,
}

impl Scanner<'_, '_> {
    fn rest(&self, at: usize) -> &str {
        &self.text[at..self.end]
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    fn char_before(&self, at: usize, from: usize) -> Option<char> {
        self.text[from..at].chars().next_back()
    }

    fn next_chunk(&mut self) -> Option<Chunk> {
        let skipped = self.rest(self.at).find(|c| !is_space(c))?;
        let start = self.at + skipped;
        let mut has_at = false;
        let length = self
            .rest(start)
            .find(|c| {
                has_at |= c == '@';
                is_space(c)
            })
            .unwrap_or(self.end - start);
        self.at = start + length;
        let chunk = &self.text[start..self.at];
        let is_address = chunk.contains("://") || chunk.contains("www.") || chunk.contains("mailto:");
        Some(Chunk { start, end: self.at, has_at, is_address })
    }

    fn read_chunk(&mut self, chunk: Chunk) {
        let mut at = chunk.start;
        // Where an e-mail address was looked for in vain up to here: no second look keeps the pass linear.
        let mut no_email_before = chunk.start;
        while at < chunk.end {
            let Some(c) = self.char_at(at) else { break };
            let starts_word = is_word_char(c) && !is_extension(c);
            if starts_word && chunk.is_address && self.starts_address(at) {
                at = self.push(at, trim_address(self.text, at, chunk.end));
                continue;
            }
            if starts_word && chunk.has_at && at >= no_email_before {
                match self.email_end(at, chunk.end) {
                    Ok(end) => {
                        at = self.push(at, end);
                        continue;
                    }
                    Err(seen) => no_email_before = seen,
                }
            }
            at = if starts_word { self.read_word(&chunk, at) } else { self.read_symbol(&chunk, at, c) };
        }
    }

    fn starts_address(&self, at: usize) -> bool {
        let rest = self.rest(at);
        let scheme = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        rest[scheme..].starts_with("://") || rest.starts_with("www.") || rest.starts_with("mailto:")
    }

    /// The end of the e-mail address that starts here, or how far its first part would reach.
    fn email_end(&self, at: usize, end: usize) -> Result<usize, usize> {
        let local = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+' | b'%');
        let domain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
        let bytes = &self.text.as_bytes()[..end];
        let mut i = at;
        while i < end && local(bytes[i]) {
            i += 1;
        }
        if i == at || i >= end || bytes[i] != b'@' {
            return Err(i.max(at + 1));
        }
        let host = i + 1;
        i = host;
        while i < end && domain(bytes[i]) {
            i += 1;
        }
        while i > host && !bytes[i - 1].is_ascii_alphanumeric() {
            i -= 1;
        }
        if i > host { Ok(i) } else { Err(host) }
    }

    /// Appends the word `start..end`, cut where it is too long, and gives its end.
    fn push(&mut self, start: usize, end: usize) -> usize {
        let mut from = start;
        while end - from > LONGEST_WORD {
            let mut cut = from + LONGEST_WORD;
            while !self.text.is_char_boundary(cut) {
                cut -= 1;
            }
            self.words.push(Word { span: Span::new(from, cut), joined: false });
            from = cut;
        }
        if from < end {
            self.words.push(Word { span: Span::new(from, end), joined: false });
        }
        end
    }

    fn push_joined(&mut self, start: usize, end: usize) -> usize {
        if start < end {
            self.words.push(Word { span: Span::new(start, end), joined: true });
        }
        end
    }

    /// Reads what is neither letter nor digit.
    fn read_symbol(&mut self, chunk: &Chunk, at: usize, c: char) -> usize {
        let after = at + c.len_utf8();
        let next = self.rest(after)[..chunk.end - after].chars().next();
        if is_apostrophe(c) {
            return self.read_apostrophe(chunk, at, c, next);
        }
        if c == '‘' {
            self.single_quote_open = true;
        }
        if (at == chunk.start
            || self.char_before(at, chunk.start).is_some_and(|p| matches!(p, '.' | '!' | '?')))
            && let Some(length) = emoticon(&self.text[at..chunk.end])
        {
            return self.push(at, at + length);
        }
        let run = |member: fn(char) -> bool| {
            self.text[at..chunk.end].find(|x| !member(x)).map_or(chunk.end, |length| at + length)
        };
        let end = match c {
            '.' | '-' | '+' if next.is_some_and(|n| n.is_ascii_digit()) && self.stands_free(chunk, at) => {
                if c == '-' { after } else { return self.read_word(chunk, at) }
            }
            '#' if next.is_some_and(|n| n.is_ascii_digit()) => after,
            '#' | '@' if next.is_some_and(is_word_char) && self.stands_free(chunk, at) => {
                self.text[after..chunk.end].find(|x| !is_word_char(x)).map_or(chunk.end, |n| after + n)
            }
            '.' | '!' | '?' | '…' => run(|x| matches!(x, '.' | '!' | '?' | '…')),
            '-' => run(|x| x == '-'),
            '–' => run(|x| x == '–'),
            '—' => run(|x| x == '—'),
            '*' => run(|x| x == '*'),
            '+' => run(|x| x == '+'),
            '=' => run(|x| x == '='),
            '~' => run(|x| x == '~'),
            '<' => run(|x| x == '<'),
            '>' => run(|x| x == '>'),
            '`' => run(|x| x == '`'),
            '#' => run(|x| x == '#'),
            _ => self.text[after..chunk.end].find(|x| !is_extension(x)).map_or(chunk.end, |n| after + n),
        };
        self.push(at, end)
    }

    /// Whether nothing that could be part of the same number or name stands before `at`.
    fn stands_free(&self, chunk: &Chunk, at: usize) -> bool {
        self.char_before(at, chunk.start)
            .is_none_or(|p| matches!(p, '(' | '[' | '"' | '“' | '‘' | '$' | '£' | '€' | '/'))
    }

    fn read_apostrophe(&mut self, chunk: &Chunk, at: usize, c: char, next: Option<char>) -> usize {
        let after = at + c.len_utf8();
        let before = self.char_before(at, chunk.start);
        if next == Some(c) {
            return self.push(at, after + c.len_utf8());
        }
        let letters = self.text[after..chunk.end].find(|x| !is_word_char(x)).map_or(chunk.end, |n| after + n);
        let tail = &self.text[after..letters];
        if before.is_some_and(|p| is_word_char(p) || matches!(p, '.' | ')' | ']' | '"' | '”' | '’' | '%'))
        {
            if is_clitic(tail) {
                return self.push_joined(at, letters);
            }
            let possessive = before.is_some_and(|p| matches!(p, 's' | 'S' | 'x' | 'z'));
            if possessive && !self.single_quote_open {
                return self.push_joined(at, after);
            }
            self.single_quote_open = false;
            return self.push(at, after);
        }
        if is_short_year(tail) {
            return self.push(at, letters);
        }
        self.single_quote_open = next.is_some_and(is_word_char);
        self.push(at, after)
    }

    /// Reads a word that starts with a letter, a digit, or `.`/`+` before a digit.
    fn read_word(&mut self, chunk: &Chunk, start: usize) -> usize {
        let core = match number_with_separators(&self.text[start..chunk.end]) {
            Some(length) => start + length,
            None => self.word_core(chunk, start),
        };
        let end = self.word_tail(chunk, start, core);
        self.push_split(start, end);
        end
    }

    /// The end of the letters and digits that belong together, and of what joins them.
    fn word_core(&self, chunk: &Chunk, start: usize) -> usize {
        let text = self.text;
        let mut at = start + 1;
        while !text.is_char_boundary(at) {
            at += 1;
        }
        let mut segment = start;
        let mut hyphenated = false;
        while at < chunk.end {
            let Some(c) = self.char_at(at) else { break };
            if is_word_char(c) {
                at += c.len_utf8();
                continue;
            }
            let after = at + c.len_utf8();
            let (Some(p), Some(n)) = (
                self.char_before(at, start),
                text[after..chunk.end].chars().next().filter(|&n| is_word_char(n)),
            ) else {
                break;
            };
            let digits = p.is_ascii_digit() && n.is_ascii_digit();
            let joins = match c {
                '\'' | '’' => n.is_alphabetic(),
                ',' => digits,
                ':' => digits,
                '.' => digits || joins_at_stop(text, start, segment, at, chunk.end),
                '&' => p.is_uppercase() && n.is_uppercase(),
                '-' if !hyphenated && is_hyphen_prefix(&text[start..at]) => {
                    hyphenated = true;
                    true
                }
                _ => false,
            };
            if !joins {
                break;
            }
            segment = after;
            at = after;
        }
        at
    }

    /// The end of the word with what may still follow its letters: a currency sign, "(s)", the stop of an abbreviation.
    fn word_tail(&self, chunk: &Chunk, start: usize, core: usize) -> usize {
        let word = &self.text[start..core];
        let rest = &self.text[core..chunk.end];
        let mut following = rest.chars();
        match (following.next(), following.next()) {
            (Some(c), Some(n))
                if is_currency(c)
                    && n.is_ascii_digit()
                    && word.len() <= 3
                    && word.bytes().all(|b| b.is_ascii_uppercase()) =>
            {
                core + c.len_utf8()
            }
            (Some('('), _) if rest.starts_with("(s)") => core + 3,
            (Some('.'), after) if after != Some('.') && self.keeps_stop(chunk, start, core) => core + 1,
            _ => core,
        }
    }

    /// Whether the full stop after the word `start..core` is part of it.
    fn keeps_stop(&self, chunk: &Chunk, start: usize, core: usize) -> bool {
        let word = &self.text[start..core];
        let next =
            self.rest(core + 1).chars().find(|&c| !is_space(c) && !matches!(c, '"' | '”' | '’' | ')' | '\''));
        if word.contains('.')
            && word.split('.').all(|part| part.len() <= 3 && part.bytes().all(|b| b.is_ascii_alphabetic()))
        {
            return true;
        }
        if let (Some(letter), 1) = (word.chars().next(), word.chars().count())
            && letter.is_uppercase()
        {
            return next.is_some_and(char::is_uppercase) && (letter != 'I' || self.follows_name(start));
        }
        if word.bytes().all(|b| b.is_ascii_digit()) {
            // "1. A list": only at the head of a paragraph.
            return word.len() <= 2
                && self.words.is_empty()
                && core + 1 == chunk.end
                && next.is_some_and(char::is_alphabetic);
        }
        match abbreviation(word) {
            Some(Abbreviation::Title | Abbreviation::Inner | Abbreviation::End) => true,
            Some(Abbreviation::Number) => next.is_some_and(|c| c.is_ascii_digit()),
            Some(Abbreviation::Date) => word.starts_with(char::is_uppercase),
            Some(Abbreviation::State) => {
                word.starts_with(char::is_uppercase) && self.last_form() == Some(",")
            }
            None => false,
        }
    }

    fn last_form(&self) -> Option<&str> {
        self.words.last().map(|w| w.span.of(self.text))
    }

    fn follows_name(&self, start: usize) -> bool {
        self.words.last().is_some_and(|w| w.span.end < start)
            && self.last_form().is_some_and(|form| form.starts_with(char::is_uppercase))
    }

    /// Appends the word, split into its parts.
    fn push_split(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if word.as_bytes()[0].is_ascii_digit()
            && let Some(length) = word.find(|c: char| c.is_ascii_alphabetic())
            && is_unit(word[length..].trim_end_matches('.'))
        {
            self.push(start, start + length);
            self.push(start + length, end);
            return;
        }
        let mut cuts = [0; 3];
        let mut count = 0;
        let mut base = word;
        while count < cuts.len()
            && let Some(cut) = clitic_start(base)
        {
            cuts[count] = cut;
            count += 1;
            base = &base[..cut];
        }
        self.push(start, start + base.len());
        for i in (0..count).rev() {
            let to = if i == 0 { word.len() } else { cuts[i - 1] };
            self.push_joined(start + cuts[i], start + to);
        }
    }
}

/// Where an address ends when what closes the sentence around it is left aside.
fn trim_address(text: &str, start: usize, end: usize) -> usize {
    start
        + text[start..end]
            .trim_end_matches(|c: char| {
                matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '"' | '\'' | '”' | '’' | '>')
            })
            .len()
            .max(1)
}

#[cfg(test)]
mod tests;
