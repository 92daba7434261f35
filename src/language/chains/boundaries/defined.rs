//! Names of bodies that the text itself delimits: by the acronym after them, by the portfolios of a ministry.

use std::ops::Range;

use super::super::document::is_capitalised;
use super::super::names::is_acronym;
use super::super::words::List;
use super::Line;
use crate::language::{Upos, Xpos};
use crate::model::EntityType;

/// An acronym stands for at most so many tokens.
const FARTHEST: usize = 14;

/// Shorter acronyms tell too little.
const FEWEST_LETTERS: usize = 3;

/// A portfolio has at most so many words: "Technical and Vocational Education" is two.
const LONGEST_PORTFOLIO: usize = 4;

impl Line<'_, '_> {
    /// "All | Liberian Party (ALP)": the words whose initials the acronym in brackets gives are the name.
    pub(super) fn follow_acronyms(&mut self) {
        for open in 1..self.covered.len() {
            if let Some(name) = self.defined_before(open).filter(|name| self.may_be_body(name)) {
                self.take(name);
            }
        }
    }

    /// The words right before a bracket whose initials are the acronym in it; or with which a long name begins whose first
    /// words it is of: "United Nations Relief and Works Agency for Palestine Refugees in the Near East (UNRWA)".
    fn defined_before(&self, open: usize) -> Option<Range<usize>> {
        let within = open + 2 < self.covered.len();
        let acronym = self.form(open);
        if !within || acronym != "(" || self.form(open + 2) != ")" || !is_acronym(self.form(open + 1)) {
            return None;
        }
        let letters = |keep: fn(&char) -> bool| -> String {
            let kept = self.form(open + 1).chars().filter(keep);
            kept.flat_map(char::to_lowercase).collect()
        };
        let (all, capitals) = (letters(|c| c.is_alphabetic()), letters(|c| c.is_uppercase()));
        if capitals.chars().count() < FEWEST_LETTERS {
            return None;
        }
        let (mut with_small, mut without) = (String::new(), String::new());
        for token in (0..open).rev().take(FARTHEST) {
            let form = self.form(token);
            let Some(initial) = form.chars().next().filter(|c| c.is_alphabetic()) else {
                let written_on = matches!(form, "-" | "‐" | "'s" | "’s");
                if written_on { continue } else { return None }
            };
            let initial: String = initial.to_lowercase().collect();
            with_small.insert_str(0, &initial);
            if List::Small.has(form) {
                continue;
            }
            without.insert_str(0, &initial);
            if !is_capitalised(form) {
                return None;
            }
            if with_small == all || without == all || without == capitals {
                return Some(token..open);
            }
            let begins = || self.names.iter().any(|(name, _)| name.start == token);
            let tells = all.chars().count() > FEWEST_LETTERS;
            if tells && without.len() > all.len() && without.starts_with(&all) && begins() {
                return Some(token..open);
            }
        }
        None
    }

    /// Whether the words are a body's name as far as can be told: the network found one in them, or they have a word for
    /// one; and no name goes on beyond them.
    fn may_be_body(&self, words: &Range<usize>) -> bool {
        let touches = |tokens: &Range<usize>| tokens.start < words.end && words.start < tokens.end;
        let mut parts = self.names.iter().filter(|(tokens, _)| touches(tokens)).peekable();
        let is_body = |t: usize| {
            let word = self.token(t).lemma.to_lowercase();
            let noun = self.document.world.describing_noun(&word);
            noun.is_some_and(|n| n.entity == EntityType::Org) || List::Organ.has(&word)
        };
        let found = self.names.iter().any(|(t, kind)| touches(t) && *kind == EntityType::Org);
        let apart = parts.all(|(tokens, kind)| {
            *kind != EntityType::Person && words.start <= tokens.start && tokens.end <= words.end
        });
        let known = self.names.iter().any(|(tokens, _)| tokens == words);
        !known && apart && (found || words.clone().any(is_body))
    }

    /// Makes the words one name of a body, in place of those that were found in them.
    fn take(&mut self, words: Range<usize>) {
        self.names.retain(|(tokens, _)| tokens.end <= words.start || words.end <= tokens.start);
        self.covered[words.clone()].fill(true);
        let after = self.names.partition_point(|(tokens, _)| tokens.start < words.start);
        self.names.insert(after, (words, EntityType::Org));
    }

    /// "Ministry of Education | , Tertiary Education, Science and Technology".
    pub(super) fn add_portfolios(&mut self) {
        let named: Vec<Range<usize>> = self
            .names
            .iter()
            .filter(|(tokens, kind)| *kind == EntityType::Org && self.is_ministry(tokens))
            .map(|(tokens, _)| tokens.clone())
            .collect();
        for ministry in named {
            if let Some(end) = self.portfolios_after(ministry.end) {
                self.take(ministry.start..end);
            }
        }
    }

    /// "Ministry of Education", "Federal Ministry of Health".
    fn is_ministry(&self, tokens: &Range<usize>) -> bool {
        let of = tokens.clone().find(|&t| matches!(self.form(t), "of" | "for"));
        let noun = of.and_then(|of| of.checked_sub(1)).filter(|noun| tokens.contains(noun));
        noun.is_some_and(|noun| {
            let token = self.token(noun);
            List::Ministry.has(&token.lemma.to_lowercase()) && !matches!(token.xpos, Xpos::Nns | Xpos::Nnps)
        })
    }

    /// The end of the portfolios that are listed from a token on, of which the last stands after "and".
    fn portfolios_after(&self, mut next: usize) -> Option<usize> {
        let form = |t: usize| if t < self.covered.len() { self.form(t) } else { "" };
        loop {
            let listed = form(next) == ",";
            next += usize::from(listed);
            let last = matches!(form(next), "and" | "&");
            next += usize::from(last);
            let words = (next..self.covered.len())
                .take_while(|&t| is_capitalised(self.form(t)) && self.token(t).upos != Upos::Punct);
            let words = words.take(LONGEST_PORTFOLIO).count();
            let end = next + words;
            let is_portfolio = words > 0 && List::Portfolio.has(&form(end - 1).to_lowercase());
            if !(listed || last) || !is_portfolio {
                return None;
            }
            if last {
                return Some(end);
            }
            next = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::Text;

    fn names(words: &str) -> Vec<String> {
        Text::default().sentence(words).chains().1.into_iter().map(|c| c.name).collect()
    }

    #[test]
    fn an_acronym_may_be_of_the_first_words_alone() {
        let east = "to/to/ADP/IN/0/root United/United/PROPN/NNP/1/obj/ORG Nations/Nations/PROPN/NNP/2/flat/ORG \
            Works/Works/PROPN/NNP/2/flat/ORG Agency/Agency/PROPN/NNP/2/flat/ORG in/in/ADP/IN/7/case \
            East/East/PROPN/NNP/2/nmod/ORG (/(/PUNCT/-LRB-/9/punct UNWA/UNWA/PROPN/NNP/2/appos/ORG )/)/PUNCT/-RRB-/9/punct";
        assert_eq!(names(east), ["United Nations Works Agency in East"]);
    }

    #[test]
    fn the_acronym_after_it_tells_where_a_name_begins_and_ends() {
        let party = |first: &str, acronym: &str| {
            names(&format!(
                "{first}/{first}/DET/DT/3/det Liberian/Liberian/PROPN/NNP/3/compound/ORG \
                 Party/Party/PROPN/NNP/0/root/ORG (/(/PUNCT/-LRB-/5/punct {acronym}/{acronym}/PROPN/NNP/3/appos/ORG \
                 )/)/PUNCT/-RRB-/5/punct"
            ))
        };
        assert_eq!(party("All", "ALP"), ["All Liberian Party"]);
        assert_eq!(party("Mighty", "XQZ"), ["Liberian Party"]);
        let centre = "Centre/Centre/PROPN/NNP/0/root/ORG of/of/ADP/IN/3/case/ORG Women/Women/PROPN/NNPS/1/nmod/ORG \
            for/for/ADP/IN/5/case Training/Training/PROPN/NNP/1/nmod and/and/CCONJ/CC/7/cc \
            Research/Research/PROPN/NNP/5/conj (/(/PUNCT/-LRB-/9/punct CWTR/CWTR/PROPN/NNP/1/appos/ORG )/)/PUNCT/-RRB-/9/punct";
        assert_eq!(names(centre), ["Centre of Women for Training and Research"]);
    }

    #[test]
    fn a_ministry_may_care_for_many_things() {
        let ministry = "Ministry/Ministry/PROPN/NNP/0/root/ORG of/of/ADP/IN/3/case/ORG Education/Education/PROPN/NNP/1/nmod/ORG \
            ,/,/PUNCT/,/6/punct Tertiary/Tertiary/PROPN/NNP/6/amod/ORG Education/Education/PROPN/NNP/1/conj/ORG";
        let joined = format!("{ministry} and/and/CCONJ/CC/8/cc Technology/Technology/PROPN/NNP/1/appos");
        assert_eq!(names(&joined), ["Ministry of Education , Tertiary Education and Technology"]);
        let other = format!("{ministry} and/and/CCONJ/CC/8/cc Siemens/Siemens/PROPN/NNP/1/conj/ORG");
        assert_eq!(names(&other), ["Ministry of Education", "Tertiary Education", "Siemens"]);
    }
}
