use proptest::prelude::*;

use super::*;

fn words(text: &str) -> String {
    let mut words = Vec::new();
    tokenize(text, Span::new(0, text.len()), &mut words);
    let mut shown = String::new();
    for word in words {
        if !shown.is_empty() {
            shown.push(if word.joined { '|' } else { ' ' });
        }
        shown.push_str(word.span.of(text));
    }
    shown
}

#[test]
fn multiword_tokens() {
    assert_eq!(
        words("I don't think we're Putin's, can’t you?"),
        "I do|n't think we|'re Putin|'s , ca|n’t you ?"
    );
    assert_eq!(
        words("They cannot and shouldn't've; I'll, he'd"),
        "They can|not and should|n't|'ve ; I|'ll , he|'d"
    );
    assert_eq!(words("They dont know; thats why youre here."), "They do|nt know ; that|s why you|re here .");
    assert_eq!(words("the workers' union 'of workers' now"), "the workers|' union ' of workers ' now");
    assert_eq!(words("O'Connor's L'Enfant o'clock in the '90s"), "O'Connor|'s L'Enfant o'clock in the '90s");
    assert_eq!(words("the U.S.'s \"Titanic\"'s"), "the U.S.|'s \" Titanic \"|'s");
}

#[test]
fn hyphens_as_in_the_treebanks() {
    assert_eq!(words("U.S.-led China-based no-limits"), "U.S. - led China - based no - limits");
    assert_eq!(
        words("non-proliferation mid-May re-elected COVID-19"),
        "non-proliferation mid-May re-elected COVID - 19"
    );
    assert_eq!(words("won 6-3 on 2022-07-14 – yes -- no"), "won 6 - 3 on 2022-07-14 – yes -- no");
}

#[test]
fn numbers() {
    assert_eq!(
        words("$5.2bn or US$10,000 at 10:30, 10am, 5%"),
        "$ 5.2 bn or US$ 10,000 at 10:30 , 10 am , 5 %"
    );
    assert_eq!(words("7/14/2022, 1/2 and 2001/02."), "7/14/2022 , 1/2 and 2001 / 02 .");
    assert_eq!(words("Call 555-0199, #1 in #Lviv, A++"), "Call 555-0199 , # 1 in #Lviv , A ++");
    assert_eq!(words("the 1990s, 19th, No. 3. No."), "the 1990s , 19th , No. 3 . No .");
}

#[test]
fn abbreviations_and_initials() {
    assert_eq!(
        words("George W. Bush of the U.S. met Gen. Li, 7 a.m. Feb. 3."),
        "George W. Bush of the U.S. met Gen. Li , 7 a.m. Feb. 3 ."
    );
    assert_eq!(words("So do I. We went to plan B."), "So do I . We went to plan B .");
    assert_eq!(words("J.K.Rowling and J. K. Rowling, Ph.D."), "J.K. Rowling and J. K. Rowling , Ph.D.");
    assert_eq!(
        words("He sat. The end.Next in Boston, Mass. on"),
        "He sat . The end . Next in Boston , Mass. on"
    );
}

#[test]
fn names_of_the_net() {
    assert_eq!(
        words("See https://a.b/c?d=1,2. Or (www.x.org)."),
        "See https://a.b/c?d=1,2 . Or ( www.x.org ) ."
    );
    assert_eq!(
        words("me.you@mail.com, @handle #tag Newsday.com."),
        "me.you@mail.com , @handle #tag Newsday.com ."
    );
}

#[test]
fn punctuation() {
    assert_eq!(words("“Go!” he said… ‘Why?!’ ''x`` so’’"), "“ Go ! ” he said … ‘ Why ?! ’ '' x `` so ’’");
    assert_eq!(words("AT&T and R&D, and/or"), "AT&T and R&D , and / or");
}

proptest! {
    #[test]
    fn words_cover_all_but_white_space(text in "\\PC{0,60}|[a-cA-C.,'’@/:0-9$ -]{0,60}") {
        let mut words = Vec::new();
        tokenize(&text, Span::new(0, text.len()), &mut words);
        let mut at = 0;
        for word in &words {
            prop_assert!(text[at..word.span.start].chars().all(is_space));
            prop_assert!(word.span.start < word.span.end);
            prop_assert!(!word.span.of(&text).contains(is_space));
            prop_assert!(!word.joined || word.span.start == at);
            at = word.span.end;
        }
        prop_assert!(text[at..].chars().all(is_space));
    }
}
