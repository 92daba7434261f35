//! Whether a text is in another language than English, which the rest of this stage reads.
//!
//! The share of English function words tells first: English prose always has many, whatever it quotes. A library names
//! the language of a text that has hardly any. It is sure of nearly everything, a list of Italian names and a table of
//! figures too, so that only running text of some length is put to it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::abbreviations::lines;

/// Shorter texts are taken for English; in bytes of letters.
const SHORTEST: usize = 150;

/// English prose has more of its letters in function words, one in so many, …
const ENGLISH: usize = 25;

/// … and running text has fewer digits than one for so many letters.
const FIGURES: usize = 12;

static FUNCTION_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../data/language/english_words.txt")).collect());

/// The English name of the language that the text is in, unless it is English or cannot be told.
pub(super) fn foreign_language(text: &str) -> Option<&'static str> {
    let (mut words, mut capitalised, mut letters, mut english) = (0, 0, 0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        capitalised += usize::from(word.starts_with(char::is_uppercase));
        letters += word.len();
        if is_function_word(word) {
            english += word.len();
        }
    }
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    let is_running_text = letters >= SHORTEST && capitalised * 2 <= words && digits * FIGURES <= letters;
    if !is_running_text || english * ENGLISH >= letters {
        return None;
    }
    let found = whatlang::detect(text)?;
    (found.is_reliable() && found.lang() != whatlang::Lang::Eng).then(|| found.lang().eng_name())
}

fn is_function_word(word: &str) -> bool {
    word.len() <= 7 && word.is_ascii() && FUNCTION_WORDS.contains(&*word.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told() {
        let texts = [
            (
                "El presidente se reunió el lunes con los ministros de la región para hablar de la guerra. \
                 Después viajó a la capital, donde le esperaba una delegación del partido, y por la tarde volvió.",
                "Spanish",
            ),
            (
                "Die Ministerin traf am Montag ihren Kollegen in der Hauptstadt, um über den Krieg zu sprechen. \
                 Danach reiste sie weiter nach Norden, wo sie am Abend von einer Abordnung empfangen wurde.",
                "German",
            ),
            (
                "Министр встретился в понедельник со своим коллегой в столице. Они говорили о войне и о торговле.",
                "Russian",
            ),
            (
                "外交部长星期一在首都会见了来访的同事,双方就战争和贸易问题交换了意见。会谈之后,他出席了晚宴,并于第二天返回,途中停留。",
                "Mandarin",
            ),
        ];
        for (text, language) in texts {
            assert_eq!(foreign_language(text), Some(language), "{text}");
        }
    }

    #[test]
    fn what_is_english_or_too_little_is_not_foreign() {
        for text in [
            "",
            "Bonjour à tous.",
            "Giuseppe Conte, Matteo Salvini, Luigi Di Maio, Silvio Berlusconi, Giorgia Meloni, Mario Draghi, \
             Sergio Mattarella, Enrico Letta, Paolo Gentiloni, Matteo Renzi, Carlo Calenda, Emma Bonino, Roberto Fico",
            "The minister said in French: « Nous ne pouvons pas accepter cela, et nous le dirons à tous ceux qui \
             veulent nous entendre, quoi qu'il arrive. » Then he left the room, and the talks were over.",
            "Shr loss nine cts vs loss 1.92 dlrs. Net loss 950,000 vs loss 21,334,000. Revs 580,000 vs 22.2 mln. Avg \
             shrs 3.1 mln vs 2.5 mln. Nine mths: shr profit six cts vs profit 2.10 dlrs. Net profit 694,000 vs profit \
             13,710,000. Revs 5,129,000 vs 111.9 mln.",
            "外交部长星期一在首都会见了来访的同事, the paper wrote on its front page, and it did not say what \
             they had spoken about or when they would meet again.",
        ] {
            assert_eq!(foreign_language(text), None, "{text}");
        }
    }
}
