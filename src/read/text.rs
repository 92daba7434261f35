//! Plain text → an article: the text as it stands, and a headline where the first line is one.

use crate::model::Article;

/// The article in a text file. Nothing of the text is taken away: offsets of facts fit the file itself, when its lines
/// end in `\n`.
pub(super) fn article(text: String, id: String) -> Article {
    Article { id, title: headline(&text).map(str::to_owned), text, ..Article::default() }
}

/// The first line, where it is short, has no stop at its end, and an empty line parts it from more text.
fn headline(text: &str) -> Option<&str> {
    let (line, rest) = text.trim_start().split_once('\n')?;
    let line = line.trim();
    let stands_alone = rest.split('\n').next().is_some_and(|next| next.trim().is_empty());
    let is_headline = line.len() <= 200 && !line.ends_with(['.', ':', ';', ',', '"', '”', '-', '–', '—']);
    (stands_alone && is_headline && !rest.trim().is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines() {
        assert_eq!(headline("\nWang meets Putin\n\nMOSCOW -- Talks began.\n"), Some("Wang meets Putin"));
        assert_eq!(headline("Wang met Putin.\n\nTalks began.\n"), None);
        assert_eq!(headline("Wang met\nPutin in\n\nMoscow."), None);
        assert_eq!(headline("Wang meets Putin\n\n"), None);
        assert_eq!(headline("Wang meets Putin"), None);
    }
}
