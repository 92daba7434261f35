//! Makes `data/language/lemmas.tsv`: the forms on which the rules of `newsgraph::language::lemma` err.
//!
//! ```console
//! $ cargo run --example lemmas -- TREEBANK.conllu … [--words TEXT …] > data/language/lemmas.tsv
//! ```
//!
//! From treebanks: each form and class whose lemma, by majority, is not the rule's; once is not enough, for it may be
//! a slip of the pen. From the words of plain texts: past and -ing forms whose lemma by rule is no word there, while
//! the one with (or without) a final e is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;

use newsgraph::language::lemma::{LemmaClass, by_rule};

type Counts = BTreeMap<(LemmaClass, String), BTreeMap<String, usize>>;

/// What a treebank says only once may be a slip of the pen.
const OFTEN_ENOUGH: usize = 2;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut parts = arguments.split(|argument| argument == "--words");
    let mut counts = Counts::new();
    for path in parts.next().unwrap_or(&[]) {
        count_treebank(&std::fs::read_to_string(path)?, &mut counts);
    }
    let mut words = HashMap::new();
    for path in parts.flatten() {
        count_words(&std::fs::read_to_string(path)?, &mut words);
    }
    let mut rows: BTreeMap<(LemmaClass, String), BTreeSet<String>> = BTreeMap::new();
    let mut add =
        |class, form: &str, lemma: String| rows.entry((class, lemma)).or_default().insert(form.to_owned());
    for ((class, form), lemma) in from_words(&words) {
        if counts
            .get(&(class, form.clone()))
            .is_none_or(|lemmas| lemmas.values().sum::<usize>() < OFTEN_ENOUGH)
        {
            add(class, &form, lemma);
        }
    }
    for ((class, form), lemmas) in &counts {
        let Some((lemma, &count)) = lemmas.iter().max_by_key(|(_, count)| **count) else { continue };
        let lower_case_too = lemmas.keys().any(|lemma| lemma.to_lowercase() == *lemma);
        let sure = count >= OFTEN_ENOUGH && (lemma.to_lowercase() == *lemma || !lower_case_too);
        if sure && *lemma != by_rule(form, *class) {
            add(*class, form, lemma.clone());
        }
    }
    print(&rows)
}

fn count_treebank(conllu: &str, counts: &mut Counts) {
    for line in conllu.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, xpos, ..] = columns.as_slice() else { continue };
        let (Ok(upos), Ok(xpos)) = (upos.parse(), xpos.parse()) else { continue };
        let class = LemmaClass::of(upos, xpos);
        // Names keep their form, and slips of the pen have no rule.
        let left_out = matches!(class, LemmaClass::Nnp | LemmaClass::X) || columns[5].contains("Typo=Yes");
        if id.parse::<usize>().is_err() || left_out || lemma == "_" || form.contains(' ') {
            continue;
        }
        // Adjectives of peoples are always capitalised ("Chinese"); other capitals come from the place of the word.
        let cased = class == LemmaClass::Jj && form.starts_with(char::is_uppercase);
        let lemma = if cased { lemma.to_owned() } else { lemma.to_lowercase() };
        *counts.entry((class, form.to_lowercase())).or_default().entry(lemma).or_default() += 1;
    }
}

fn count_words(text: &str, words: &mut HashMap<String, usize>) {
    for word in
        text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.bytes().all(|b| b.is_ascii_lowercase()))
    {
        *words.entry(word.to_owned()).or_default() += 1;
    }
}

/// Past and -ing forms for which the text shows another lemma than the rules.
fn from_words(words: &HashMap<String, usize>) -> BTreeMap<(LemmaClass, String), String> {
    const OFTEN: usize = 5;
    let count = |word: &str| words.get(word).copied().unwrap_or(0);
    let mut found = BTreeMap::new();
    for (form, _) in words.iter().filter(|(form, count)| form.len() >= 5 && **count >= OFTEN) {
        for (class, ending) in [(LemmaClass::Vbd, "ed"), (LemmaClass::Vbg, "ing")] {
            let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() >= 4) else { continue };
            let ruled = by_rule(form, class);
            let mut candidates = vec![stem.to_owned(), format!("{stem}e")];
            if let [.., a, b] = stem.as_bytes()
                && a == b
            {
                candidates.push(stem[..stem.len() - 1].to_owned());
            }
            let best = candidates.into_iter().max_by_key(|candidate| count(candidate));
            if let Some(best) = best.filter(|best| count(best) >= OFTEN && count(best) > 20 * count(&ruled)) {
                found.insert((class, form.clone()), best);
            }
        }
    }
    found
}

fn print(rows: &BTreeMap<(LemmaClass, String), BTreeSet<String>>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "# Forms on which the rules of src/language/lemma.rs err. Made by training/lemmas.rs; do not edit."
    )?;
    writeln!(
        out,
        "# Facts from the training parts of UD English EWT 2.16 (CC BY-SA 4.0) and GUM 11 (annotations"
    )?;
    writeln!(
        out,
        "# CC BY 4.0), and from counts of words in news texts. A line: class, lemma, forms in lower case."
    )?;
    for ((class, lemma), forms) in rows {
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        writeln!(out, "{class}\t{lemma}\t{}", forms.join(" "))?;
    }
    Ok(())
}
