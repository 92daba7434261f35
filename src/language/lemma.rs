//! Form, part of speech → lemma, as the treebanks EWT and GUM write it.
//!
//! Three steps: a table of irregular forms (`data/language/irregular.tsv`), a table of forms on which the rules err
//! (`data/language/lemmas.tsv`, made by `training/lemmas.rs` with the rules below), then the rules of English spelling.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::abbreviations::lines;
use super::{Deprel, Sentence, Upos, Xpos};

/// What the lemma of a word depends on besides its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, strum::EnumString, strum::Display)]
#[strum(serialize_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum LemmaClass {
    Nn,
    Nns,
    /// Names, which keep their capitals.
    Nnp,
    Vb,
    Vbz,
    /// Past tense and past participle.
    Vbd,
    Vbg,
    Jj,
    Jjr,
    Jjs,
    Rb,
    Rbr,
    Rbs,
    Aux,
    Pron,
    Det,
    Part,
    Adp,
    Num,
    Punct,
    /// All others: the form in lower case.
    X,
}

impl LemmaClass {
    /// The class of a word with these tags; where they disagree, the Penn tag tells the inflection.
    pub fn of(upos: Upos, xpos: Xpos) -> LemmaClass {
        match upos {
            Upos::Aux => LemmaClass::Aux,
            Upos::Pron => LemmaClass::Pron,
            Upos::Det => LemmaClass::Det,
            Upos::Part => LemmaClass::Part,
            Upos::Adp | Upos::Sconj => LemmaClass::Adp,
            Upos::Num => LemmaClass::Num,
            Upos::Punct | Upos::Sym => LemmaClass::Punct,
            Upos::Propn => LemmaClass::Nnp,
            Upos::X | Upos::Intj | Upos::Cconj => LemmaClass::X,
            Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv => match xpos {
                Xpos::Nns | Xpos::Nnps => LemmaClass::Nns,
                Xpos::Vbz => LemmaClass::Vbz,
                Xpos::Vbd | Xpos::Vbn => LemmaClass::Vbd,
                Xpos::Vbg => LemmaClass::Vbg,
                Xpos::Jjr => LemmaClass::Jjr,
                Xpos::Jjs => LemmaClass::Jjs,
                Xpos::Rbr => LemmaClass::Rbr,
                Xpos::Rbs => LemmaClass::Rbs,
                _ => match upos {
                    Upos::Noun => LemmaClass::Nn,
                    Upos::Verb => LemmaClass::Vb,
                    Upos::Adj => LemmaClass::Jj,
                    _ => LemmaClass::Rb,
                },
            },
        }
    }
}

type Table = HashMap<LemmaClass, HashMap<&'static str, &'static str>>;

static IRREGULAR: LazyLock<Table> =
    LazyLock::new(|| table(include_str!("../../data/language/irregular.tsv")));
static EXCEPTIONS: LazyLock<Table> = LazyLock::new(|| table(include_str!("../../data/language/lemmas.tsv")));

/// Reads lines of class, lemma and forms; of two lemmas for one form the first holds.
fn table(text: &'static str) -> Table {
    let mut table = Table::new();
    for line in lines(text) {
        let mut columns = line.split('\t');
        let (Some(class), Some(lemma), Some(forms)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let Ok(class) = class.parse::<LemmaClass>() else { continue };
        let of_class = table.entry(class).or_default();
        for form in forms.split(' ') {
            of_class.entry(form).or_insert(lemma);
        }
    }
    table
}

/// Fills in the lemmas of a sentence whose words have their tags.
pub(super) fn lemmatize(text: &str, sentence: &mut Sentence) {
    for at in 0..sentence.tokens.len() {
        let token = &sentence.tokens[at];
        let form = token.span.of(text);
        let lemma = match contracted_have(sentence, at, form) {
            true => "have".to_owned(),
            false => lemma(form, token.upos, token.xpos, at == 0),
        };
        sentence.tokens[at].lemma = lemma;
    }
}

/// Whether `'s` or `'d` stands for has or had: before a past participle, which it does not make passive.
fn contracted_have(sentence: &Sentence, at: usize, form: &str) -> bool {
    let token = &sentence.tokens[at];
    if token.upos != Upos::Aux || !matches!(form, "'s" | "’s" | "'d" | "’d") || token.xpos == Xpos::Md {
        return false;
    }
    let head = token.head.map(|head| sentence.tokens[head].xpos);
    token.xpos == Xpos::Vbd || (token.deprel == Deprel::Aux && head == Some(Xpos::Vbn))
}

/// The lemma of a word. `first`: it is the first of its sentence, where a capital tells nothing.
pub fn lemma(form: &str, upos: Upos, xpos: Xpos, first: bool) -> String {
    let class = LemmaClass::of(upos, xpos);
    let lower = form.to_lowercase();
    let known = [&IRREGULAR, &EXCEPTIONS].iter().find_map(|table| table.get(&class)?.get(lower.as_str()));
    // An adjective of a people keeps its capital, also where the sentence begins; a word in lower case gets none.
    let known = known.filter(|known| {
        form != lower
            || class == LemmaClass::Nnp
            || class == LemmaClass::Pron
            || !known.contains(char::is_uppercase)
    });
    match (class, known) {
        (LemmaClass::Nnp, Some(lemma)) => (*lemma).to_owned(),
        (LemmaClass::Nnp, None) if xpos == Xpos::Nnps => {
            with_case_of(form, &by_rule(&lower, LemmaClass::Nns))
        }
        (LemmaClass::Nnp, None) => form.to_owned(),
        (_, Some(lemma)) => (*lemma).to_owned(),
        (LemmaClass::Nn, None) if is_acronym(form) => form.to_owned(),
        (LemmaClass::Nns, None) if form.strip_suffix('s').is_some_and(is_acronym) => {
            form[..form.len() - 1].to_owned()
        }
        (LemmaClass::Jj, None) if !first && form.starts_with(char::is_uppercase) => form.to_owned(),
        (LemmaClass::Num, None) if form.bytes().all(|b| b"IVXLC".contains(&b)) => form.to_owned(),
        (LemmaClass::Pron, None) if lower == "her" && xpos == Xpos::Prp => "she".to_owned(),
        _ => by_spelling(&lower, class),
    }
}

/// A longer word all in capitals is one in a headline.
const LONGEST_ACRONYM: usize = 5;

/// Whether a common noun is written with capitals beyond its first letter: "TV", "GPS", "CO2".
fn is_acronym(form: &str) -> bool {
    let shouted = form.len() > LONGEST_ACRONYM && form.bytes().all(|b| b.is_ascii_uppercase());
    (form.chars().skip(1).any(char::is_uppercase) && !shouted)
        || (form.len() == 1 && form.starts_with(char::is_uppercase))
}

/// The lemma of a name's plural, with the capitals of the form.
fn with_case_of(form: &str, lemma: &str) -> String {
    let same = form
        .char_indices()
        .zip(lemma.chars())
        .take_while(|((_, a), b)| a.to_lowercase().eq(b.to_lowercase()));
    let kept = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
    let rest: String = lemma.chars().skip(form[..kept].chars().count()).collect();
    form[..kept].to_owned() + &rest
}

/// The lemma by the table of irregular forms and the rules of spelling. `form`: in lower case.
pub fn by_rule(form: &str, class: LemmaClass) -> String {
    match IRREGULAR.get(&class).and_then(|table| table.get(form)) {
        Some(lemma) => (*lemma).to_owned(),
        None => by_spelling(form, class),
    }
}

fn by_spelling(form: &str, class: LemmaClass) -> String {
    match class {
        LemmaClass::Nns | LemmaClass::Vbz => without_s(form),
        LemmaClass::Vbd => match form.strip_suffix("ed") {
            _ if form.ends_with("ied") && form.len() > 4 => format!("{}y", &form[..form.len() - 3]),
            Some(stem) if stem.ends_with('e') => format!("{stem}e"),
            Some(stem) if has_vowel(stem) => base(stem),
            _ => form.to_owned(),
        },
        LemmaClass::Vbg => match form.strip_suffix("ing").or_else(|| form.strip_suffix("in'")) {
            Some(stem) if has_vowel(stem) => base(stem),
            _ => form.to_owned(),
        },
        LemmaClass::Jjr | LemmaClass::Rbr => compared(form, "ier", "er"),
        LemmaClass::Jjs | LemmaClass::Rbs => compared(form, "iest", "est"),
        LemmaClass::Num => form.replace(',', ""),
        LemmaClass::Punct => match form {
            "“" | "”" | "„" | "«" | "»" => "\"".to_owned(),
            "‘" | "’" => "'".to_owned(),
            "–" => "-".to_owned(),
            _ => form.to_owned(),
        },
        _ => form.to_owned(),
    }
}

fn has_vowel(stem: &str) -> bool {
    stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// The singular of a plural, the infinitive of a third person.
fn without_s(form: &str) -> String {
    let cut = |bytes: usize| form[..form.len() - bytes].to_owned();
    match form {
        _ if form.starts_with(|c: char| c.is_ascii_digit()) => form.replace(['\'', '’'], ""), // the 1990s
        _ if form.len() < 3 || !form.ends_with('s') || form.ends_with("ss") || form.ends_with("us") => {
            form.strip_suffix("men").map_or(form.to_owned(), |stem| format!("{stem}man"))
        }
        _ if form.ends_with("'s") => cut(2),
        _ if form.ends_with("’s") => cut("’s".len()),
        _ if form.ends_with("ies") && form.len() > 4 => cut(3) + "y",
        _ if ["sses", "shes", "ches", "xes", "zzes", "oes"].iter().any(|end| form.ends_with(end)) => cut(2),
        _ => cut(1),
    }
}

fn compared(form: &str, after_y: &str, ending: &str) -> String {
    if let Some(stem) = form.strip_suffix(after_y).filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    match form.strip_suffix(ending) {
        Some(stem) if stem.len() > 2 && has_vowel(stem) => base(stem),
        _ => form.to_owned(),
    }
}

/// Undoes what an ending that begins with a vowel does to a stem: a final e dropped, a consonant doubled.
fn base(stem: &str) -> String {
    if undouble(stem) {
        return stem[..stem.len() - 1].to_owned();
    }
    if drops_e(stem) { format!("{stem}e") } else { stem.to_owned() }
}

fn undouble(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    matches!(bytes, [.., a, b] if a == b && matches!(b, b'b' | b'd' | b'g' | b'm' | b'n' | b'p' | b'r' | b't') && bytes.len() > 3)
}

/// Whether the stem, as it stands before an ending, most likely lost an e. The endings follow the frequent verbs of
/// the treebanks; the rare others are in the table of exceptions.
fn drops_e(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let [.., third, second, last] = *bytes else {
        return stem.len() == 2 && !vowel(bytes[1]) && vowel(bytes[0]);
    };
    match (second, last) {
        (_, b'v' | b'c' | b'u') => true,
        (b'z', b'z') | (b's', b's') => false,
        (_, b'z' | b's') => true,
        (b'd' | b'r' | b'l', b'g') | (b'a' | b'e' | b'i', b'g') => true,
        (b'n', b'g') => matches!(third, b'a' | b'e' | b'u'),
        (b'b' | b'c' | b'd' | b'f' | b'g' | b'k' | b'p' | b't' | b'z', b'l') => true,
        (b'i' | b'o' | b'u', b'l') | (b'a', b'l') => !vowel(third),
        (b'a' | b'u' | b'i', b'r') => !vowel(third),
        (b'a', b't') => third != b'e' && third != b'o',
        (b'o' | b'u', b't') => !vowel(third),
        (b'a' | b'e' | b'i' | b'o' | b'u', b'd') => !vowel(third),
        (b'a' | b'i' | b'o' | b'u', b'k') => !vowel(third),
        (b'a' | b'i' | b'u', b'm') => !vowel(third),
        (b'i' | b'u', b'n') => !vowel(third),
        (b'a' | b'i' | b'o' | b'y', b'p') => !vowel(third),
        (b'i' | b'o' | b'u', b'b') => !vowel(third),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms() {
        let verb = |form, xpos| lemma(form, Upos::Verb, xpos, false);
        for (form, expected) in [
            ("met", "meet"),
            ("stopped", "stop"),
            ("called", "call"),
            ("accused", "accuse"),
            ("carried", "carry"),
            ("agreed", "agree"),
            ("visited", "visit"),
            ("created", "create"),
            ("treated", "treat"),
            ("said", "say"),
            ("controlled", "control"),
            ("discussed", "discuss"),
            ("required", "require"),
            ("explained", "explain"),
            ("sued", "sue"),
            ("deplored", "deplore"),
        ] {
            assert_eq!(verb(form, Xpos::Vbd), expected);
        }
        assert_eq!(verb("dying", Xpos::Vbg), "die");
        assert_eq!(verb("handling", Xpos::Vbg), "handle");
        assert_eq!(verb("uniting", Xpos::Vbg), "unite");
        assert_eq!(verb("watches", Xpos::Vbz), "watch");
        assert_eq!(verb("denies", Xpos::Vbz), "deny");
        let noun = |form| lemma(form, Upos::Noun, Xpos::Nns, false);
        assert_eq!(
            ["countries", "women", "wives", "talks", "GPUs", "crises", "headquarters"].map(noun),
            ["country", "woman", "wife", "talk", "GPU", "crisis", "headquarters"]
        );
        assert_eq!(lemma("larger", Upos::Adj, Xpos::Jjr, false), "large");
        assert_eq!(lemma("best", Upos::Adj, Xpos::Jjs, false), "good");
    }

    #[test]
    fn names_keep_their_case() {
        assert_eq!(lemma("States", Upos::Propn, Xpos::Nnps, false), "State");
        assert_eq!(lemma("Feb.", Upos::Propn, Xpos::Nnp, false), "February");
        assert_eq!(lemma("Wang", Upos::Propn, Xpos::Nnp, true), "Wang");
        assert_eq!(lemma("Chinese", Upos::Adj, Xpos::Jj, false), "Chinese");
        assert_eq!(lemma("Armies", Upos::Propn, Xpos::Nnps, false), "Army");
    }

    #[test]
    fn function_words() {
        assert_eq!(lemma("n’t", Upos::Part, Xpos::Rb, false), "not");
        assert_eq!(lemma("wo", Upos::Aux, Xpos::Md, false), "will");
        assert_eq!(lemma("them", Upos::Pron, Xpos::Prp, false), "they");
        assert_eq!(lemma("10,000", Upos::Num, Xpos::Cd, false), "10000");
    }

    #[test]
    fn no_exception_says_what_the_rules_say() {
        for (class, forms) in &*EXCEPTIONS {
            for (form, lemma) in forms {
                assert!(by_rule(form, *class) != **lemma, "{class} {form}");
            }
        }
    }
}
