//! Names as the network found them → names without titles, articles and possessives, with those that it missed.

mod missed;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use self::missed::missed;
use super::boundaries;
use super::document::{At, Document, is_capitalised};
use super::words::List;
use crate::language::gazetteer::{Gender, TitleKind, fold};
use crate::language::neural::Name;
use crate::language::{Upos, Xpos};
use crate::model::EntityType;

/// A name in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct NameMention {
    pub sentence: usize,
    pub tokens: Range<usize>,
    pub entity: EntityType,
    /// As written, with single spaces.
    pub form: String,
    /// The form folded.
    pub folded: String,
    /// What the titles before it tell.
    pub gender: Option<Gender>,
    /// With the title of honour before it: "Prince Mohammed bin Salman".
    pub titled: Option<String>,
    /// Whether "The" belongs to it: capitalised although no sentence begins there.
    pub definite: bool,
}

impl NameMention {
    fn new(document: &Document, sentence: usize, tokens: Range<usize>, entity: EntityType) -> Self {
        let form = written(document, sentence, &tokens);
        let folded = fold(&form);
        NameMention { sentence, tokens, entity, form, folded, gender: None, titled: None, definite: false }
    }

    /// The folded words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.folded.split(' ')
    }
}

/// The names of the document in the order of the text.
pub fn clean(document: &Document, found: &[Vec<Name>]) -> Vec<NameMention> {
    let mut names: Vec<NameMention> = Vec::new();
    for (sentence, found) in found.iter().enumerate().take(document.sentences.len()) {
        if !document.is_prose(sentence) {
            continue;
        }
        let mended = boundaries::mend(document, sentence, found);
        names.extend(mended.iter().filter_map(|(tokens, kind)| trimmed(document, sentence, tokens, *kind)));
    }
    settle_types(document, &mut names);
    cut_fields(document, &mut names);
    add_bracketed_acronyms(document, &mut names);
    let missed = missed(document, &names);
    names.extend(missed);
    names.retain(|n| !boundaries::is_language(document, n.sentence, &n.tokens));
    names.sort_by_key(|n| (n.sentence, n.tokens.start));
    names
}

/// The words of `tokens` as written, with single spaces.
pub fn written(document: &Document, sentence: usize, tokens: &Range<usize>) -> String {
    document.span(sentence, tokens).of(document.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name without articles, possessives, brackets and titles; `None` if nothing is left.
fn trimmed(
    document: &Document,
    sentence: usize,
    tokens: &Range<usize>,
    entity: EntityType,
) -> Option<NameMention> {
    let list = &document.sentences[sentence].tokens;
    let mut tokens = tokens.start..tokens.end.min(list.len());
    let (begin, mut definite) = (tokens.start, false);
    let outer = |token: usize| {
        let token = &list[token];
        let form = token.span.of(document.text);
        // But "All Progressives Congress".
        let belongs = entity == EntityType::Org && form == "All";
        (token.upos == Upos::Punct && !form.ends_with('.'))
            || matches!(token.xpos, Xpos::Pos | Xpos::Dt | Xpos::Cc | Xpos::In) && !belongs
    };
    while !tokens.is_empty() && outer(tokens.start) {
        tokens.start += 1;
    }
    while !tokens.is_empty() && outer(tokens.end - 1) {
        tokens.end -= 1;
    }
    if tokens.start > 1 {
        definite = list[tokens.start - 1].span.of(document.text) == "The"
            && list[tokens.start - 2].upos != Upos::Punct;
    }
    let mut gender = None;
    if entity == EntityType::Person {
        while let Some(title) = leading_title(document, sentence, &tokens) {
            tokens.start += title.words;
            gender = gender.or(title.gender);
        }
        gender = gender.or_else(|| title_before(document, sentence, tokens.start));
    }
    if tokens.is_empty() {
        return None;
    }
    let mut name = NameMention::new(document, sentence, tokens, entity);
    if entity == EntityType::Person {
        gender = gender.or(drop_written_on_title(document, &mut name));
    }
    if entity == EntityType::Person {
        name.titled = with_honour(document, &name);
    }
    // "The Seoul Times": within a sentence, or where the network takes the article to belong to the name.
    let article = name.tokens.start.saturating_sub(1);
    if entity == EntityType::Org
        && (definite || begin == article)
        && list[article].span.of(document.text) == "The"
    {
        name.tokens.start = article;
    }
    name.gender = gender;
    name.definite = definite;
    name.folded.chars().any(char::is_alphanumeric).then_some(name)
}

struct LeadingTitle {
    words: usize,
    gender: Option<Gender>,
}

/// The title with which a name begins, with the nationality before it ("Chinese Foreign Minister Wang Yi"); never the
/// whole name.
fn leading_title(document: &Document, sentence: usize, tokens: &Range<usize>) -> Option<LeadingTitle> {
    let world = document.world;
    for words in (1..tokens.len().min(5)).rev() {
        let rest = tokens.start + words..tokens.end;
        let title = written(document, sentence, &(tokens.start..rest.start));
        let kind = match world.title(&title) {
            Some(title) => Some(title),
            None if words == 1 && world.country_of_demonym(&title).is_some() => {
                let follows = leading_title(document, sentence, &rest);
                if let Some(follows) = follows {
                    return Some(LeadingTitle { words: words + follows.words, ..follows });
                }
                None
            }
            None => None,
        };
        let Some(title) = kind else { continue };
        let drop = match title.kind {
            TitleKind::Honorific | TitleKind::Office | TitleKind::Rank => true,
            TitleKind::Royal => rest.len() >= 2,
            TitleKind::Name => false,
        };
        if drop {
            return Some(LeadingTitle { words, gender: title.gender });
        }
    }
    None
}

/// A name of several words with a royal or noble title right before it.
fn with_honour(document: &Document, name: &NameMention) -> Option<String> {
    let before = name.tokens.start.checked_sub(1).filter(|_| name.form.contains(' '))?;
    let title = document.form(At { sentence: name.sentence, token: before });
    let royal = document.world.title(title).is_some_and(|t| t.kind == TitleKind::Royal);
    let noble = royal && is_capitalised(title) || List::Noble.has(&title.to_lowercase());
    noble.then(|| format!("{title} {}", name.form))
}

/// The gender that a title just before the name tells, where the network left the title out of the name.
fn title_before(document: &Document, sentence: usize, start: usize) -> Option<Gender> {
    let before = start.checked_sub(1)?;
    let form = document.form(At { sentence, token: before });
    let title = document.world.title(form).and_then(|t| t.gender);
    title.or_else(|| document.world.describing_noun(&form.to_lowercase()).and_then(|n| n.gender))
}

/// Takes off a title that is written on to the name: "Ms.Audrey Azoulay".
fn drop_written_on_title(document: &Document, name: &mut NameMention) -> Option<Gender> {
    let (title, rest) = name.form.split_once('.')?;
    let title = document.world.title(title).filter(|t| title.len() > 1 && t.kind == TitleKind::Honorific)?;
    if !is_capitalised(rest) {
        return None;
    }
    let rest = rest.to_owned();
    name.folded = fold(&rest);
    name.form = rest;
    title.gender
}

/// Gives all names of one form the same type: what the gazetteer knows (countries, heads of state, organisations), else
/// what the network says most often; a single word that is part of a person's name in the same document is a person, and
/// the end of a longer name is of its type.
fn settle_types(document: &Document, names: &mut [NameMention]) {
    let mut votes: HashMap<String, Votes> = HashMap::new();
    let mut persons: HashSet<String> = HashSet::new();
    let mut ends: HashMap<String, EntityType> = HashMap::new();
    for name in names.iter() {
        let first = Votes { first: name.entity, counts: [0; 4] };
        votes.entry(name.folded.clone()).or_insert(first).counts[name.entity as usize] += 1;
        let person = name.entity == EntityType::Person && !is_called_like_a_body(&name.folded);
        if person && name.folded.contains(' ') {
            persons.extend(name.words().filter(|w| w.len() > 2).map(str::to_owned));
        }
        let mut rest = name.folded.as_str();
        while let Some((_, end)) = rest.split_once(' ')
            && end.contains(' ')
        {
            ends.entry(end.to_owned()).or_insert(name.entity);
            rest = end;
        }
    }
    for name in names {
        if name.entity == EntityType::Person && is_called_like_a_body(&name.folded) {
            name.entity = EntityType::Org;
            continue;
        }
        let in_person = persons.contains(&name.folded);
        let is_leader = name.folded.contains(' ') && document.world.country_of_leader(&name.form).is_some();
        let is_person = is_leader || in_person && document.world.locality(&name.form).is_none();
        name.entity = if in_person && name.entity == EntityType::Person {
            EntityType::Person
        } else if is_country(document, &name.form) || is_part_of_world(document, &name.form) {
            EntityType::Place
        } else if is_person {
            EntityType::Person
        } else if name.entity != EntityType::Person && document.world.organisation(&name.form).is_some() {
            EntityType::Org
        } else {
            let of_longer = ends.get(&name.folded).copied();
            of_longer.or_else(|| votes.get(&name.folded).map(Votes::winner)).unwrap_or(name.entity)
        };
    }
}

/// "Rotimi Jacobs Chambers", "Fundación Violeta Barrios": named after a person.
fn is_called_like_a_body(folded: &str) -> bool {
    let mut words = folded.split(' ');
    let first = words.next().unwrap_or_default();
    words
        .next_back()
        .is_some_and(|last| List::Foundation.has(first) || List::Organ.has(last) || List::Company.has(last))
}

/// "Samsung Electronics for Latin America" is Samsung Electronics, where the article speaks of it alone as well.
fn cut_fields(document: &Document, names: &mut Vec<NameMention>) {
    let parted = |name: &NameMention| {
        let form = |token| document.form(At { sentence: name.sentence, token });
        let cut = (name.tokens.start + 1..name.tokens.end - 1).find(|&token| form(token) == "for")?;
        let body = NameMention::new(document, name.sentence, name.tokens.start..cut, EntityType::Org);
        let field = NameMention::new(document, name.sentence, cut + 1..name.tokens.end, EntityType::Place);
        let is_place = is_country(document, &field.form) || document.world.locality(&field.form).is_some();
        (is_place && names.iter().any(|other| other.folded == body.folded)).then_some((body, field))
    };
    let bodies = names.iter().enumerate().filter(|(_, name)| name.entity == EntityType::Org);
    let cuts: Vec<_> = bodies.filter_map(|(i, name)| Some((i, parted(name)?))).collect();
    for (i, (body, field)) in cuts {
        names[i] = body;
        names.push(field);
    }
}

/// How often the network gave each type to a form.
struct Votes {
    first: EntityType,
    counts: [usize; 4],
}

impl Votes {
    /// The most frequent type; of equally frequent ones the first seen.
    fn winner(&self) -> EntityType {
        let kinds = [EntityType::Person, EntityType::Org, EntityType::Place, EntityType::Group];
        let rank = |kind: &EntityType| (self.counts[*kind as usize], *kind == self.first);
        kinds.into_iter().max_by_key(rank).unwrap_or(self.first)
    }
}

/// Whether a name is a part of the world, or what its people and things are called: "European", "Scottish".
fn is_part_of_world(document: &Document, form: &str) -> bool {
    document.world.locality(form).is_some_and(|l| l.country.is_none() || fold(l.name) != fold(form))
}

fn is_country(document: &Document, form: &str) -> bool {
    document.world.country(form).is_some() || document.world.country_of_demonym(form).is_some()
}

/// The acronym in "Korean Central News Agency (KCNA)" names an organisation, here and elsewhere.
fn add_bracketed_acronyms(document: &Document, names: &mut Vec<NameMention>) {
    let mut found: Vec<NameMention> = Vec::new();
    for name in names.iter().filter(|n| n.entity == EntityType::Org && n.folded.contains(' ')) {
        if let Some(tokens) = bracket_after(document, name.sentence, name.tokens.end) {
            let acronym = NameMention::new(document, name.sentence, tokens, EntityType::Org);
            if is_acronym(&acronym.form) && !is_country(document, &acronym.form) {
                found.push(acronym);
            }
        }
    }
    let acronyms: HashSet<&str> = found.iter().map(|a| a.folded.as_str()).collect();
    for name in names.iter_mut().filter(|n| acronyms.contains(n.folded.as_str())) {
        name.entity = EntityType::Org;
    }
    let places: HashSet<(usize, usize)> = names.iter().map(|n| (n.sentence, n.tokens.start)).collect();
    found.retain(|a| !places.contains(&(a.sentence, a.tokens.start)));
    names.extend(found);
    names.sort_by_key(|n| (n.sentence, n.tokens.start));
}

/// The single word between the brackets that open at `token`.
pub fn bracket_after(document: &Document, sentence: usize, token: usize) -> Option<Range<usize>> {
    let list = &document.sentences[sentence].tokens;
    let form = |i: usize| list.get(i).map_or("", |t| t.span.of(document.text));
    let opens = matches!(form(token), "(" | "[") && matches!(form(token + 2), ")" | "]");
    opens.then_some(token + 1..token + 2)
}

/// Whether a form is written like an acronym: "CCP", "U.N.", "AfDB".
pub fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    let upper = form.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&letters) && upper >= 2 && upper * 2 >= letters && !form.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Text;
    use crate::model::EntityType;

    #[test]
    fn a_head_of_state_is_a_person_whatever_the_network_says() {
        let text = Text::default().sentence(
            "Liz/Liz/PROPN/NNP/2/compound/ORG Truss/Truss/PROPN/NNP/3/nsubj/ORG left/leave/VERB/VBD/0/root",
        );
        assert_eq!(text.chains().1[0].entity, EntityType::Person);
    }

    #[test]
    fn what_a_body_looks_after_is_no_part_of_its_name() {
        let boeing = "Boeing/Boeing/PROPN/NNP/0/root/ORG";
        let branch = format!("{boeing} for/for/ADP/IN/3/case/ORG Asia/Asia/PROPN/NNP/1/nmod/ORG");
        let names = |text: Text| text.chains().1.into_iter().map(|c| c.name).collect::<Vec<_>>();
        assert_eq!(names(Text::default().sentence(boeing).sentence(&branch)), ["Boeing", "Asia"]);
        assert_eq!(names(Text::default().sentence(&branch)), ["Boeing for Asia"]);
    }

    #[test]
    fn a_body_called_after_a_person_is_not_the_person() {
        let ann = "Ann/Ann/PROPN/NNP/0/root/PERSON Lee/Lee/PROPN/NNP/1/flat/PERSON";
        let fund = format!("{ann} Foundation/Foundation/PROPN/NNP/1/flat/PERSON");
        let kinds = Text::default().sentence(ann).sentence(&fund).chains().1;
        let kinds: Vec<EntityType> = kinds.into_iter().map(|c| c.entity).collect();
        assert_eq!(kinds, [EntityType::Person, EntityType::Org]);
    }

    #[test]
    fn a_capital_article_within_a_sentence_belongs_to_the_name_of_a_body() {
        let said = "said/say/VERB/VBD/0/root the/the/DET/DT/3/det";
        let times = "Seoul/Seoul/PROPN/NNP/4/compound/ORG Times/Times/PROPN/NNPS/1/nsubj/ORG";
        let tokens = |words: String| Text::default().sentence(&words).chains().0[0].tokens.clone();
        assert_eq!(tokens(format!("{said} {times}").replace(" the/", " The/")), 1..4);
        assert_eq!(tokens(format!("{said} {times}")), 2..4);
    }
}
