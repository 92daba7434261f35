//! Which names of organisations are one organisation: "CCP" is "Chinese Communist Party", "the Journal" the "Wall
//! Street Journal", "Samsung" "Samsung Electronics".

use std::collections::HashMap;

use super::document::Document;
use super::names::{NameMention, bracket_after, is_acronym};
use super::words::List;
use crate::model::EntityType;

/// Of organisations that share a word, so many are considered.
const MOST_NAMESAKES: usize = 50;

/// A name as it is written, once for all its mentions.
struct Form<'n> {
    folded: &'n str,
    words: Vec<&'n str>,
    written: &'n str,
}

/// The organisation that each of `members` (indices of names, in the order of the text) means.
pub fn join(document: &Document, names: &[NameMention], members: &[usize]) -> Vec<usize> {
    let mut forms: Vec<Form> = Vec::new();
    let mut index: HashMap<&str, usize> = HashMap::new();
    for &member in members {
        let name = &names[member];
        index.entry(&name.folded).or_insert_with(|| {
            forms.push(Form { folded: &name.folded, words: name.words().collect(), written: &name.form });
            forms.len() - 1
        });
    }
    let mut same = DisjointSets::new(forms.len());
    same_without_legal_form(&forms, &mut same);
    same_by_bracket(document, names, members, &index, &mut same);
    same_by_gazetteer(document, &forms, &mut same);
    same_by_initials(&forms, &mut same);
    same_by_part(document, &forms, &mut same);
    by_mention(document, names, members, &forms, &index, &mut same)
}

/// "Apple" and "Apple Inc.".
fn same_without_legal_form(forms: &[Form], same: &mut DisjointSets) {
    let mut bare: HashMap<String, usize> = HashMap::new();
    for (i, form) in forms.iter().enumerate() {
        let mut words = form.words.as_slice();
        while let [front @ .., last] = words
            && !front.is_empty()
            && List::LegalForm.has(last)
        {
            words = front;
        }
        let first = *bare.entry(words.join(" ")).or_insert(i);
        same.join(first, i);
    }
}

/// "Chinese Communist Party (CCP)".
fn same_by_bracket(
    document: &Document,
    names: &[NameMention],
    members: &[usize],
    index: &HashMap<&str, usize>,
    same: &mut DisjointSets,
) {
    for pair in members.windows(2) {
        let (name, next) = (&names[pair[0]], &names[pair[1]]);
        let bracket = bracket_after(document, name.sentence, name.tokens.end);
        let defines = next.sentence == name.sentence && bracket.as_ref() == Some(&next.tokens);
        if defines && is_acronym(&name.form) != is_acronym(&next.form) {
            same.join(index[name.folded.as_str()], index[next.folded.as_str()]);
        }
    }
}

/// What the gazetteer lists as one organisation.
fn same_by_gazetteer(document: &Document, forms: &[Form], same: &mut DisjointSets) {
    let mut listed: HashMap<&str, usize> = HashMap::new();
    for (i, form) in forms.iter().enumerate() {
        if let Some(organisation) = document.world.organisation(form.written) {
            let first = *listed.entry(organisation.name).or_insert(i);
            same.join(first, i);
        }
    }
}

/// "KCNA" and "Korean Central News Agency", "IISc" and "Indian Institute of Science": where it stands for just one name.
fn same_by_initials(forms: &[Form], same: &mut DisjointSets) {
    let several = forms.iter().enumerate().filter(|(_, form)| form.words.len() > 1);
    let fulls: Vec<(usize, Vec<&str>)> = several.map(|(i, form)| (i, parts(form))).collect();
    for (i, short) in forms.iter().enumerate().filter(|(_, form)| is_acronym(form.written)) {
        let letters: Vec<char> = short.written.chars().filter(|c| c.is_alphabetic()).collect();
        let mut meant = fulls.iter().filter(|(_, parts)| spells(&letters, parts));
        if let (Some((full, _)), None) = (meant.next(), meant.next()) {
            same.join(*full, i);
        }
    }
}

/// The words of a name, those with a hyphen parted: "Quebec", "Labrador".
fn parts<'n>(form: &Form<'n>) -> Vec<&'n str> {
    form.words.iter().flat_map(|word| word.split('-')).filter(|part| !part.is_empty()).collect()
}

/// Whether the letters are the initials of all words, small ones left out or not; a small letter may also go on with
/// the word that the letter before it began: "AfDB", the African Development Bank.
fn spells(letters: &[char], parts: &[&str]) -> bool {
    let [part, rest @ ..] = parts else { return letters.is_empty() };
    let begun = |count: usize| {
        let own = letters[..count].iter().flat_map(|letter| letter.to_lowercase());
        count == 1
            || letters[1..count].iter().all(|letter| letter.is_lowercase())
                && own.eq(part.chars().take(count))
    };
    let first = letters.first().and_then(|letter| letter.to_lowercase().next());
    let begins = first.is_some() && first == part.chars().next();
    let taken =
        if begins { (1..=letters.len()).take_while(|&count| begun(count)).last().unwrap_or(0) } else { 0 };
    (1..=taken).any(|count| spells(&letters[count..], rest)) || List::Small.has(part) && spells(letters, rest)
}

/// Parts that stand for the whole, where just one organisation has them: its end ("State Department"), its first word
/// ("Samsung"), or several words of its middle ("Murrow Center").
fn same_by_part(document: &Document, forms: &[Form], same: &mut DisjointSets) {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, form) in forms.iter().enumerate().filter(|(_, f)| f.words.len() > 1) {
        for word in form.words.iter().filter(|w| !List::Small.has(w)) {
            let list = by_word.entry(word).or_default();
            if list.len() < MOST_NAMESAKES {
                list.push(i);
            }
        }
    }
    for (i, form) in forms.iter().enumerate() {
        if is_describing(document, form) || is_acronym(form.written) {
            continue;
        }
        let namesakes = form.words.first().and_then(|w| by_word.get(w)).into_iter().flatten().copied();
        // "the Centre for African Studies" is not the Polish one, of which is spoken later.
        let of_others = |w: usize| {
            let adjective = forms[w].written.split(' ').next().unwrap_or_default();
            let national = document.world.country_of_demonym(adjective).is_some();
            i < w && form.words.len() > 2 && national && forms[w].words[1..] == form.words
        };
        let is_whole = |&w: &usize| is_part(document, form, &forms[w]) && !of_others(w);
        let wholes: Vec<usize> = namesakes.filter(is_whole).collect();
        let Some(&shortest) = wholes.iter().min_by_key(|&&w| forms[w].words.len()) else { continue };
        // Longer ones that only add to the shortest do not make it ambiguous.
        let adds = |w: usize| forms[w].folded.contains(forms[shortest].folded);
        if wholes.iter().all(|&w| adds(w) || same.find(w) == same.find(shortest)) {
            same.join(shortest, i);
        }
    }
}

fn is_part(document: &Document, part: &Form, whole: &Form) -> bool {
    let (short, long) = (part.words.as_slice(), whole.words.as_slice());
    if short.len() >= long.len() {
        return false;
    }
    let is_body = |word: &str| {
        document.world.describing_noun(word).is_some_and(|n| n.entity == EntityType::Org)
            || word.ends_with("bank")
            || List::Company.has(word)
    };
    if long.ends_with(short) {
        // "Scientology" is "Church of Scientology", but the bank is not its department, nor the chamber its university.
        let before = long[long.len() - short.len() - 1];
        return !(short.iter().any(|w| is_body(w)) && List::Small.has(before));
    }
    if long.starts_with(short) {
        // "Eskom" is not the "Eskom Board".
        if long.len() == short.len() + 1 && List::Organ.has(long[short.len()]) {
            return false;
        }
        // "University of Texas" is no part of "University of Texas Student Association", nor "Google" of its fair.
        let ends_in_body = long.last().is_some_and(|w| is_body(w));
        return if short.len() == 1 {
            ends_in_body
        } else {
            !(ends_in_body && short.iter().any(|w| is_body(w)))
        };
    }
    short.len() > 1 && long.windows(short.len()).any(|w| w == short)
}

/// Whether a name is only the word for such a body: "the Ministry", "the Council".
fn is_describing(document: &Document, form: &Form) -> bool {
    form.words.len() == 1 && document.world.describing_noun(form.words[0]).is_some()
}

/// Labels the mentions; one by a mere description ("the Ministry") means the body last spoken of that is called so.
fn by_mention(
    document: &Document,
    names: &[NameMention],
    members: &[usize],
    forms: &[Form],
    index: &HashMap<&str, usize>,
    same: &mut DisjointSets,
) -> Vec<usize> {
    let mut last_called: HashMap<&str, usize> = HashMap::new();
    let mut labels = Vec::with_capacity(members.len());
    for &member in members {
        let form = index[names[member].folded.as_str()];
        let described = is_describing(document, &forms[form]);
        let label = match last_called.get(forms[form].words[0]) {
            Some(&label) if described => label,
            _ => same.find(form),
        };
        if !described {
            // "Voice to Parliament" is no parliament.
            let head = forms[form].words.iter().take_while(|&&word| word == "and" || !List::Small.has(word));
            head.for_each(|word| _ = last_called.insert(word, label));
        }
        labels.push(label);
    }
    labels
}

/// Union-find.
struct DisjointSets {
    parents: Vec<usize>,
}

impl DisjointSets {
    fn new(count: usize) -> Self {
        DisjointSets { parents: (0..count).collect() }
    }

    fn find(&mut self, mut item: usize) -> usize {
        while self.parents[item] != item {
            self.parents[item] = self.parents[self.parents[item]];
            item = self.parents[item];
        }
        item
    }

    /// The earlier of the two stands for both.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parents[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::chains_of_names;
    use crate::model::EntityType;

    fn together(names: &[&str]) -> usize {
        chains_of_names(names, EntityType::Org).len()
    }

    #[test]
    fn acronyms_are_what_they_stand_for() {
        assert_eq!(together(&["Korean Central News Agency", "KCNA"]), 1);
        assert_eq!(together(&["Department of Homeland Security", "DHS"]), 1);
        assert_eq!(together(&["Development Bank of Latin America", "CAF"]), 1);
        assert_eq!(together(&["Bank of England", "BBC"]), 2);
        assert_eq!(together(&["Northern Dance Theatre", "New Delhi Trust", "NDT"]), 3);
        assert_eq!(together(&["Indian Institute of Science", "IISc"]), 1);
        assert_eq!(together(&["African Development Bank", "AfDB"]), 1);
        assert_eq!(together(&["Assembly of First Nations Quebec-Labrador", "AFNQL"]), 1);
        assert_eq!(together(&["Industrial Society", "IISc"]), 2);
    }

    #[test]
    fn parts_stand_for_the_whole() {
        assert_eq!(together(&["Samsung Electronics", "Samsung"]), 1);
        assert_eq!(together(&["Wall Street Journal", "the Journal"]), 1);
        assert_eq!(together(&["US State Department", "State Department"]), 1);
        assert_eq!(together(&["Apple", "Apple Inc."]), 1);
        assert_eq!(together(&["Edward R. Murrow Center for a Digital World", "Murrow Center"]), 1);
        assert_eq!(together(&["Ministry of Agriculture and Livestock", "Ministry of Agriculture"]), 1);
    }

    #[test]
    fn different_bodies_stay_apart() {
        assert_eq!(together(&["University of Texas", "University of Texas Student Association"]), 2);
        assert_eq!(together(&["Bank of England", "Bank of Japan"]), 2);
        assert_eq!(together(&["Google", "Google Science Fair"]), 2);
        assert_eq!(together(&["Department of Loans of Korea Eximbank", "Korea Eximbank", "Eximbank"]), 2);
        assert_eq!(together(&["Eskom", "Eskom Board"]), 2);
        assert_eq!(together(&["Thai Chamber of Commerce", "University of the Thai Chamber of Commerce"]), 2);
        assert_eq!(together(&["Colorado Party", "Colorado Añetete", "Colorado"]), 2);
        assert_eq!(together(&["Centre for African Studies", "Polish Centre for African Studies"]), 2);
        assert_eq!(together(&["Polish Centre for African Studies", "Centre for African Studies"]), 1);
    }

    #[test]
    fn a_mere_description_means_the_last_so_called() {
        assert_eq!(together(&["Ministry of Finance", "Ministry of Defence", "the Ministry"]), 2);
        assert_eq!(together(&["Supreme Court of India", "the Court"]), 1);
        assert_eq!(together(&["Lee and Okoro Foundation", "the Foundation"]), 1);
        assert_eq!(together(&["Indigenous Voice to Parliament", "Parliament"]), 2);
    }
}
