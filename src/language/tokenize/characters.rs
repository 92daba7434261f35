//! Kinds of characters, and the smileys that are made of them.

/// Whether a character parts words and belongs to none.
pub(in crate::language) fn is_space(c: char) -> bool {
    c == ' ' || c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Characters that modify the one before them: combining marks, joiners, variation selectors, skin tones.
pub(super) fn is_extension(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

pub(super) fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || (!c.is_ascii() && (c.is_alphanumeric() || is_extension(c)))
}

pub(in crate::language) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₽' | '₩' | '₪' | '₴')
}

/// The length of the emoticon at the start of `text`, if nothing but punctuation follows it.
pub(super) fn emoticon(text: &str) -> Option<usize> {
    const EMOTICONS: [&str; 13] =
        [":)", ":-)", ":(", ":-(", ";)", ";-)", ":D", ":P", ":-D", ":-P", "=)", ":/", "^_^"];
    EMOTICONS
        .iter()
        .find(|form| text.strip_prefix(**form).is_some_and(|rest| !rest.starts_with(is_word_char)))
        .map(|form| form.len())
}

/// Whether a token is an emoticon.
pub(in crate::language) fn is_emoticon(form: &str) -> bool {
    (2..=3).contains(&form.len()) && emoticon(form) == Some(form.len())
}
