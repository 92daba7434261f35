//! Descriptions: "the president", "the ministry", "the country", "the two powers".

use super::document::{At, Document, is_capitalised, is_plural_noun, is_subject};
use super::roles::{Role, lemma, phrase, role};
use super::salience::{Discourse, Reference, heads_phrase};
use super::words::List;
use crate::language::gazetteer::{TitleKind, fold};
use crate::language::{Deprel, Token, Upos};
use crate::model::EntityType;

/// A description without a known role looks back over so many sentences.
const NEAR: usize = 2;

/// What a definite description of one thing refers to, where that is named and clear.
pub fn resolve(discourse: &Discourse, noun: At) -> Option<Reference> {
    let document = discourse.document;
    let known = document.world.describing_noun(&lemma(document, noun))?;
    if is_plural_noun(document.token(noun)) || !is_definite(discourse, noun) || precedes_name(discourse, noun)
    {
        return None;
    }
    let wanted = role(document, discourse.entities, noun);
    if wanted.modifiers.iter().any(|m| List::Other.has(m)) {
        return None;
    }
    let entity = match known.entity {
        EntityType::Person => person(discourse, noun, &wanted),
        EntityType::Org if List::Government.has(&wanted.noun) => government(discourse, noun, &wanted),
        EntityType::Place if place_by_name(discourse, noun).is_some() => place_by_name(discourse, noun),
        EntityType::Org => body(discourse, noun, &wanted),
        EntityType::Place if List::Country.has(&wanted.noun) => country(discourse, noun),
        EntityType::Place => place(discourse, noun, &wanted),
        EntityType::Group => None,
    }?;
    let kind = discourse.entities.list[entity].kind;
    Some(Reference::nominal(noun, phrase(document, noun), Some(kind), vec![entity]))
}

/// "the Chinese government", "the government of El Salvador", "the government": the country.
fn government(discourse: &Discourse, noun: At, wanted: &Role) -> Option<usize> {
    let is_country = |e: &usize| discourse.entities.list[*e].country.is_some();
    let named: Vec<usize> = wanted.of.iter().copied().filter(is_country).collect();
    match named[..] {
        [country] => Some(country),
        // "the Ortega regime" is Ortega's, "the Conservative government" the country's.
        [] if wanted.of.iter().all(|&e| is_party(discourse, e))
            && wanted.modifiers.iter().all(|m| List::Ruling.has(m)) =>
        {
            owner_before(discourse, noun, wanted).or_else(|| country(discourse, noun))
        }
        _ => None,
    }
}

fn is_party(discourse: &Discourse, entity: usize) -> bool {
    matches!(discourse.entities.list[entity].kind, EntityType::Org | EntityType::Group)
}

/// The one country whose government was called so before with its name: "Burma's regime … the regime". One that is not
/// spoken of with hostility is looked for nearby only: a paper's own government needs no name.
fn owner_before(discourse: &Discourse, noun: At, wanted: &Role) -> Option<usize> {
    let document = discourse.document;
    let reach = if wanted.noun == "government" { NEAR } else { noun.sentence };
    let mut owners = Vec::new();
    for referent in discourse.recent(noun.sentence, reach) {
        if let [owner] = referent.entities[..]
            && discourse.entities.list[owner].country.is_some()
            && discourse.entities.at(referent.at).is_none()
            && lemma(document, referent.at) == wanted.noun
            && role(document, discourse.entities, referent.at).of.contains(&owner)
            && !owners.contains(&owner)
        {
            owners.push(owner);
        }
    }
    if let [owner] = owners[..] { Some(owner) } else { None }
}

/// The country that does something to whom the noun means: "Russia criticized the government".
fn doer(discourse: &Discourse, noun: At) -> Option<usize> {
    let document = discourse.document;
    let argument = document.path_up(noun).find(|&at| {
        let relation = document.token(at).deprel;
        !matches!(relation, Deprel::Nmod | Deprel::NmodPoss | Deprel::Compound | Deprel::Conj)
    })?;
    let verb = document.head(argument).filter(|_| is_argument(document.token(argument).deprel))?;
    let subject = document.subject(verb).filter(|&subject| subject != argument)?;
    match discourse.meaning(subject)[..] {
        [doer] => Some(doer),
        _ => None,
    }
}

/// "the town of Yeoncheon": the place that is named after "of".
fn place_by_name(discourse: &Discourse, noun: At) -> Option<usize> {
    let document = discourse.document;
    let after = |n: usize| At { token: noun.token + n, ..noun };
    let in_sentence = noun.token + 2 < document.sentences[noun.sentence].tokens.len();
    let name = discourse.entities.at(after(2)).filter(|_| in_sentence && document.form(after(1)) == "of")?;
    (discourse.entities.list[name].kind == EntityType::Place).then_some(name)
}

/// "the president", "this company", "Gender Minister"; not "a minister", "his wife", "no country", or one that a
/// relative clause tells from others.
fn is_definite(discourse: &Discourse, noun: At) -> bool {
    let document = discourse.document;
    let mut definite = false;
    for child in document.children(noun) {
        let token = document.token(child);
        match token.deprel {
            Deprel::Det => {
                let form = document.form(child).to_lowercase();
                if !matches!(form.as_str(), "the" | "this" | "that") {
                    return false;
                }
                definite = true;
            }
            Deprel::NmodPoss => {
                if discourse.entities.at(child).is_none() {
                    return false;
                }
                definite = true;
            }
            Deprel::AclRelcl | Deprel::Appos | Deprel::Nummod => return false,
            // "The president of that country" is not the one last spoken of.
            Deprel::Nmod if discourse.meaning(child).is_empty() && is_person_noun(discourse, noun) => {
                return false;
            }
            _ => {}
        }
    }
    definite || is_bare_title(discourse, noun)
}

/// "Gender Minister made her report": an office that stands for its bearer as a name would.
fn is_bare_title(discourse: &Discourse, noun: At) -> bool {
    let document = discourse.document;
    let office = document.world.title(document.form(noun)).is_some_and(|t| t.kind == TitleKind::Office);
    let token = document.token(noun);
    office && token.upos == Upos::Propn && is_capitalised(document.form(noun)) && is_subject(token.deprel)
}

fn is_person_noun(discourse: &Discourse, noun: At) -> bool {
    let known = discourse.document.world.describing_noun(&lemma(discourse.document, noun));
    known.is_some_and(|n| n.entity == EntityType::Person)
}

/// Whether a noun is only the title before a name: "General" of "General George Washington".
fn precedes_name(discourse: &Discourse, noun: At) -> bool {
    let next = discourse.document.sentences[noun.sentence].tokens.get(noun.token + 1);
    next.is_some_and(|t| t.upos == Upos::Propn)
}

/// The person with that role; else the only one nearby who might bear it.
fn person(discourse: &Discourse, noun: At, wanted: &Role) -> Option<usize> {
    let list = &discourse.entities.list;
    let is_person = |e: usize| list[e].kind == EntityType::Person;
    let gender = discourse.document.world.describing_noun(&wanted.noun).and_then(|n| n.gender);
    let agrees =
        |e: usize| gender.is_none() || discourse.genders[e].is_none() || gender == discourse.genders[e];
    let bears = |e: usize| {
        // "The king" is King Abdullah.
        let called = wanted.of.is_empty() && discourse.entities.is_called(e, &wanted.noun);
        let bears = |r: &Role| is_same_role(discourse, wanted, r);
        is_person(e) && agrees(e) && (called || list[e].roles.iter().any(bears))
    };
    let near = discourse.recent_entities(noun.sentence, NEAR, bears);
    if let Some(&nearest) = near.first() {
        return (near.len() == 1).then_some(nearest);
    }
    let bearers: Vec<usize> = discourse.recent_entities(noun.sentence, noun.sentence, bears);
    match bearers[..] {
        [bearer] => return Some(bearer),
        [] => {}
        _ => return None,
    }
    // "the man", "the communist leader": of someone whose role the text has not told. An office is only a known leader's.
    let world = discourse.document.world;
    let office = world.title(&wanted.noun).is_some_and(|title| title.kind == TitleKind::Office);
    let leads = |&n: &usize| world.country_of_leader(&discourse.entities.names[n].form).is_some();
    let may_lead = |e: usize| !office || list[e].names.iter().any(leads);
    let unknown = |e: usize| is_person(e) && agrees(e) && may_lead(e);
    let people = discourse.recent_entities(noun.sentence, 1, unknown);
    let plain = wanted.of.is_empty() && (gender.is_none() || wanted.modifiers.is_empty());
    match people[..] {
        [only] if plain && (list[only].roles.is_empty() || gender.is_some()) => Some(only),
        _ => None,
    }
}

/// Whether a description fits a role: the same noun or a broader one, the same country, nothing that tells them apart.
fn is_same_role(discourse: &Discourse, wanted: &Role, known: &Role) -> bool {
    let world = discourse.document.world;
    let same_noun = wanted.noun == known.noun
        || world.describing_noun(&known.noun).is_some_and(|n| n.is_also(&wanted.noun));
    let same_owner =
        wanted.of.is_empty() || known.of.is_empty() || wanted.of.iter().any(|e| known.of.contains(e));
    // "The communist leader" is the leader of the Communist Party.
    let by_owner = |m: &str| known.of.iter().any(|&e| discourse.entities.is_called(e, m));
    let tells = |m: &String| !List::Same.has(m) && !known.modifiers.contains(m) && !by_owner(m);
    same_noun && same_owner && !wanted.modifiers.iter().any(tells)
}

/// The organisation that is called so or has that role; else the only one nearby.
fn body(discourse: &Discourse, noun: At, wanted: &Role) -> Option<usize> {
    let list = &discourse.entities.list;
    let is_body = |e: usize| list[e].kind == EntityType::Org;
    if let Some(called) = called(discourse, noun, wanted, EntityType::Org) {
        return Some(called);
    }
    let bears = |e: usize| is_body(e) && list[e].roles.iter().any(|r| is_same_role(discourse, wanted, r));
    if let Some(&bearer) = discourse.recent_entities(noun.sentence, noun.sentence, bears).first() {
        return Some(bearer);
    }
    let near = discourse.recent_entities(noun.sentence, 1, is_body);
    match near[..] {
        [only] if List::Body.has(&wanted.noun) && wanted.modifiers.is_empty() => Some(only),
        _ => None,
    }
}

/// Whether the name of a body has another country in it than the description: "Iranian Ministry", "the Iraqi ministry".
fn is_of_another_country(discourse: &Discourse, body: usize, wanted: &Role) -> bool {
    let list = &discourse.entities.list;
    let world = discourse.document.world;
    let codes: Vec<&str> = wanted.of.iter().filter_map(|&e| list[e].country).map(|c| c.code).collect();
    let forms = list[body].names.iter().map(|&n| discourse.entities.names[n].form.as_str());
    let in_name = |word: &str| world.country(word).or_else(|| world.country_of_demonym(word));
    let mut countries = forms.flat_map(|form| form.split_whitespace()).filter_map(in_name);
    !codes.is_empty() && countries.any(|country| !codes.contains(&country.code))
}

/// The place that is called so ("the mosque": "Grand Mosque"); a city by the only one nearby.
fn place(discourse: &Discourse, noun: At, wanted: &Role) -> Option<usize> {
    let town = List::Town.has(&wanted.noun);
    if let Some(called) = called(discourse, noun, wanted, EntityType::Place).filter(|_| !town) {
        return Some(called);
    }
    let is_town = |e: usize| discourse.entities.list[e].may_be_town();
    (town && wanted.modifiers.is_empty())
        .then(|| prominent(discourse, noun.sentence, is_town, &discourse.towns))?
}

/// The entity of a kind last spoken of in whose name the noun stands.
fn called(discourse: &Discourse, noun: At, wanted: &Role, kind: EntityType) -> Option<usize> {
    let word = fold(&wanted.noun);
    let is_called =
        |e: usize| discourse.entities.list[e].kind == kind && discourse.entities.is_called(e, &word);
    // "the Greek ministry" is no other country's, "the culture ministry" has culture in its name.
    let fits = |e: usize| {
        wanted.modifiers.iter().all(|m| discourse.entities.is_called(e, &fold(m)))
            && !is_of_another_country(discourse, e, wanted)
    };
    let so_called = discourse.recent_entities(noun.sentence, noun.sentence, |e| is_called(e) && fits(e));
    so_called.first().copied()
}

/// "the country": the one nearby that counts most, where it does so clearly; else the document's.
fn country(discourse: &Discourse, noun: At) -> Option<usize> {
    let doer = doer(discourse, noun);
    let is_country = |e: usize| discourse.entities.list[e].country.is_some() && Some(e) != doer;
    prominent(discourse, noun.sentence, is_country, &discourse.countries)
}

/// The entity nearby that counts most, where it does so clearly; else the one of which the document speaks by far the
/// most (`often`: how often it names each, the most frequent first).
fn prominent(
    discourse: &Discourse,
    sentence: usize,
    wanted: impl Fn(usize) -> bool,
    often: &[(usize, usize)],
) -> Option<usize> {
    let mut scores: Vec<(usize, f32)> = Vec::new();
    for referent in discourse.recent(sentence, NEAR) {
        if let [entity] = referent.entities[..]
            && wanted(entity)
        {
            let weight = discourse.weight(referent, sentence);
            match scores.iter_mut().find(|(e, _)| *e == entity) {
                Some((_, score)) => *score += weight,
                None => scores.push((entity, weight)),
            }
        }
    }
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    match scores[..] {
        [(only, _)] => return Some(only),
        [(first, score), (_, second), ..] if score > 1.3 * second => return Some(first),
        _ => {}
    }
    match often[..] {
        [(only, _)] => Some(only),
        [(first, most), (_, less), ..] if most >= 2 * less => Some(first),
        _ => None,
    }
}

/// "the two", "the two leaders", "both countries", "the nations".
pub fn pair(discourse: &Discourse, at: At) -> Option<Reference> {
    let document = discourse.document;
    let token = document.token(at);
    let form = document.form(at).to_lowercase();
    let counted = |t: &Token| matches!(t.lemma.to_lowercase().as_str(), "two" | "both");
    let bare = is_argument(token.deprel)
        && (form == "both" || matches!(form.as_str(), "two" | "duo") && has_the(document, at))
        && document.child(at, |t| t.deprel == Deprel::Nmod).is_none();
    let explicit = bare || (is_plural_noun(token) && document.child(at, counted).is_some());
    let noun = lemma(document, at);
    let parties = List::Party.has(&noun);
    if !(explicit || is_plural_noun(token) && parties && heads_phrase(token.deprel) && has_the(document, at))
    {
        return None;
    }
    let kinds: &[EntityType] = if bare {
        &[EntityType::Person, EntityType::Place, EntityType::Org]
    } else if noun == "side" {
        &[EntityType::Place, EntityType::Org, EntityType::Person]
    } else if parties {
        &[EntityType::Place]
    } else {
        match document.world.describing_noun(&noun)?.entity {
            EntityType::Person => &[EntityType::Person],
            EntityType::Org => &[EntityType::Org],
            _ => return None,
        }
    };
    let entities = discourse
        .pairs
        .get(&noun)
        .cloned()
        .filter(|_| !bare)
        .or_else(|| kinds.iter().find_map(|&kind| two(discourse, at, kind, explicit)))?;
    let kind = discourse.entities.list[entities[0]].kind;
    Some(Reference::nominal(at, phrase(document, at), Some(kind), entities))
}

fn has_the(document: &Document, at: At) -> bool {
    document.child(at, |t| t.deprel == Deprel::Det && t.lemma.eq_ignore_ascii_case("the")).is_some()
}

fn is_argument(relation: Deprel) -> bool {
    is_subject(relation)
        || matches!(relation, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent | Deprel::Nmod)
}

/// The two entities of a kind that are spoken of: coordinated, or the only ones nearby, or countries that the document
/// is about.
fn two(discourse: &Discourse, at: At, kind: EntityType, explicit: bool) -> Option<Vec<usize>> {
    let list = &discourse.entities.list;
    let wanted = |e: usize| list[e].kind == kind && (kind != EntityType::Place || list[e].country.is_some());
    for before in 0..=1 {
        let near = discourse.recent_entities(at.sentence, before, wanted);
        if near.len() == 2 {
            return Some(near);
        }
    }
    if !explicit {
        return None;
    }
    let coordinated = discourse.recent(at.sentence, 3).find_map(|referent| {
        let together: Vec<usize> =
            discourse.coordinated(referent.at).into_iter().filter(|&e| wanted(e)).collect();
        (together.len() == 2).then_some(together)
    });
    if coordinated.is_some() || kind != EntityType::Place {
        return coordinated;
    }
    match discourse.countries[..] {
        [(first, _), (second, often)] if often >= 2 => Some(vec![first, second]),
        [(first, _), (second, often), (_, less), ..] if often >= 2 && less * 3 <= often * 2 => {
            Some(vec![first, second])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Text;

    const MINISTER: &str = "Wang/Wang/PROPN/NNP/7/nsubj/PERSON ,/,/PUNCT/,/5/punct China/China/PROPN/NNP/5/nmod:poss/PLACE \
        's/'s/PART/POS/3/case minister/minister/NOUN/NN/1/appos ,/,/PUNCT/,/5/punct met/meet/VERB/VBD/0/root \
        Putin/Putin/PROPN/NNP/7/obj/PERSON in/in/ADP/IN/10/case Russia/Russia/PROPN/NNP/7/obl/PLACE ././PUNCT/./7/punct";

    #[test]
    fn an_apposition_means_the_name() {
        assert_eq!(Text::default().sentence(MINISTER).meaning("China 's minister"), ["Wang"]);
    }

    #[test]
    fn a_role_means_its_bearer() {
        let text = Text::default()
            .sentence(MINISTER)
            .sentence("The/the/DET/DT/2/det minister/minister/NOUN/NN/3/nsubj left/leave/VERB/VBD/0/root");
        assert_eq!(text.meaning("The minister"), ["Wang"]);
    }

    #[test]
    fn another_one_is_someone_else() {
        let text = Text::default().sentence(MINISTER).sentence(
            "The/the/DET/DT/3/det other/other/ADJ/JJ/3/amod minister/minister/NOUN/NN/4/nsubj left/leave/VERB/VBD/0/root",
        );
        assert!(text.meaning("The other minister").is_empty());
    }

    #[test]
    fn two_powers_are_the_two_countries_nearby() {
        let text = Text::default().sentence(MINISTER).sentence(
            "The/the/DET/DT/3/det two/two/NUM/CD/3/nummod powers/power/NOUN/NNS/4/nsubj agreed/agree/VERB/VBD/0/root",
        );
        let mut countries = text.meaning("The two powers");
        countries.sort();
        assert_eq!(countries, ["China", "Russia"]);
    }

    #[test]
    fn a_government_is_not_the_country_that_does_something_to_it() {
        let text = Text::default()
            .sentence(
                "China/China/PROPN/NNP/2/nsubj/PLACE praised/praise/VERB/VBD/0/root Burma/Burma/PROPN/NNP/2/obj/PLACE",
            )
            .sentence(
                "China/China/PROPN/NNP/2/nsubj/PLACE warned/warn/VERB/VBD/0/root the/the/DET/DT/5/det \
                 military/military/ADJ/JJ/5/amod regime/regime/NOUN/NN/2/obj",
            );
        assert_eq!(text.meaning("the military regime"), ["Myanmar"]);
    }

    #[test]
    fn a_regime_is_the_one_that_was_named() {
        let text = Text::default()
            .sentence(
                "China/China/PROPN/NNP/2/nsubj/PLACE praised/praise/VERB/VBD/0/root \
                 Burma/Burma/PROPN/NNP/5/nmod:poss/PLACE 's/'s/PART/POS/3/case regime/regime/NOUN/NN/2/obj",
            )
            .sentence("China/China/PROPN/NNP/2/nsubj/PLACE spoke/speak/VERB/VBD/0/root")
            .sentence("China/China/PROPN/NNP/2/nsubj/PLACE spoke/speak/VERB/VBD/0/root")
            .sentence("The/the/DET/DT/2/det regime/regime/NOUN/NN/3/nsubj fell/fall/VERB/VBD/0/root");
        assert_eq!(text.meaning("The regime"), ["Myanmar"]);
    }

    #[test]
    fn the_city_is_the_one_that_counts_most() {
        let fell = |city: &str| format!("{city}/{city}/PROPN/NNP/2/nsubj/PLACE fell/fall/VERB/VBD/0/root");
        let the_city = "The/the/DET/DT/2/det city/city/NOUN/NN/3/nsubj fell/fall/VERB/VBD/0/root";
        let late = "They/they/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root";
        let meaning = |cities: &[&str], between: usize| {
            let text = cities.iter().fold(Text::default(), |text, city| text.sentence(&fell(city)));
            (0..between).fold(text, |text, _| text.sentence(late)).sentence(the_city).meaning("The city")
        };
        assert_eq!(meaning(&["Mombasa", "Kisumu"], 0), ["Kisumu"]);
        assert_eq!(meaning(&["Mombasa", "Mombasa", "Kisumu"], 4), ["Mombasa"]);
        assert!(meaning(&["Mombasa", "Kisumu"], 4).is_empty());
        assert_eq!(meaning(&["Singapore"], 0), ["Singapore"]);
        assert!(meaning(&["France"], 0).is_empty());
    }

    #[test]
    fn a_man_of_a_name_is_that_person() {
        let text = Text::default().sentence(
            "A/a/DET/DT/2/det man/man/NOUN/NN/5/nsubj named/name/VERB/VBN/2/acl Wang/Wang/PROPN/NNP/3/xcomp/PERSON \
             left/leave/VERB/VBD/0/root",
        );
        assert_eq!(text.meaning("A man"), ["Wang"]);
    }

    #[test]
    fn a_building_is_known_by_its_name() {
        let text = Text::default()
            .sentence(
                "The/the/DET/DT/3/det Grand/Grand/PROPN/NNP/3/compound/PLACE Mosque/Mosque/PROPN/NNP/4/nsubj/PLACE \
                 fell/fall/VERB/VBD/0/root",
            )
            .sentence("The/the/DET/DT/2/det mosque/mosque/NOUN/NN/3/nsubj fell/fall/VERB/VBD/0/root");
        assert_eq!(text.meaning("The mosque"), ["Grand Mosque"]);
    }
}
