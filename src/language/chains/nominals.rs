//! Descriptions: "the president", "the ministry", "the country", "the two powers".

mod bodies;
mod countries;
mod pairs;

use self::bodies::{body, named_so, place};
use self::countries::{country, government};
pub use self::pairs::pair;
use super::document::{At, is_capitalised, is_plural_noun, is_subject};
use super::pronouns::is_speaker;
use super::roles::{Role, lemma, phrase, role};
use super::salience::{Discourse, Reference};
use super::words::List;
use crate::language::gazetteer::TitleKind;
use crate::language::{Deprel, Upos};
use crate::model::EntityType;

/// A description without a known role looks back over so many sentences.
const NEAR: usize = 2;

/// What a definite description of one thing refers to, where that is named and clear.
pub fn resolve(discourse: &Discourse, noun: At) -> Option<Reference> {
    let document = discourse.document;
    let Some(known) = document.world.describing_noun(&lemma(document, noun)) else {
        return named_so(discourse, noun);
    };
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
    let speaker = speaker_before(discourse, noun).filter(|&e| is_person(e) && agrees(e));
    for reach in [NEAR, noun.sentence] {
        match discourse.recent_entities(noun.sentence, reach, bears)[..] {
            [bearer] => return Some(bearer),
            [] => {}
            // Of several the one who spoke goes on.
            _ => return speaker.filter(|&e| bears(e)),
        }
    }
    if let Some(speaker) = speaker.filter(|&e| may_bear(discourse, e, wanted)) {
        return Some(speaker);
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

/// The one person or body that spoke last, where the noun speaks too: "Modi said … the BJP leader added".
fn speaker_before(discourse: &Discourse, noun: At) -> Option<usize> {
    let document = discourse.document;
    if !is_speaker(document, noun) {
        return None;
    }
    let last = discourse.recent(noun.sentence, NEAR).find(|r| is_speaker(document, r.at))?;
    if let [speaker] = last.entities[..] { Some(speaker) } else { None }
}

/// Whether someone whose roles are others may be described so: as anything if the text tells none, as a leader in any
/// case, but not as one of another body or country.
fn may_bear(discourse: &Discourse, person: usize, wanted: &Role) -> bool {
    let roles = &discourse.entities.list[person].roles;
    let kind = |e: &usize| discourse.entities.list[*e].kind;
    let elsewhere = |role: &Role| {
        let rivals = |e: &usize| wanted.of.iter().any(|w| kind(w) == kind(e));
        !role.of.is_empty() && role.of.iter().any(rivals) && !role.of.iter().any(|e| wanted.of.contains(e))
    };
    (roles.is_empty() || List::Broad.has(&wanted.noun)) && !roles.iter().any(elsewhere)
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
    let often: Vec<(usize, usize)> = often.iter().copied().filter(|&(entity, _)| wanted(entity)).collect();
    match often[..] {
        [(only, _)] => Some(only),
        [(first, most), (_, less), ..] if most >= 2 * less => Some(first),
        _ => None,
    }
}

fn is_argument(relation: Deprel) -> bool {
    is_subject(relation)
        || matches!(relation, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent | Deprel::Nmod)
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
    fn the_company_is_no_ministry() {
        let text = Text::default()
            .sentence(
                "Apple/Apple/PROPN/NNP/2/nsubj/ORG sued/sue/VERB/VBD/0/root the/the/DET/DT/5/det \
                 Transport/Transport/PROPN/NNP/5/compound/ORG Ministry/Ministry/PROPN/NNP/2/obj/ORG",
            )
            .sentence("The/the/DET/DT/2/det company/company/NOUN/NN/3/nsubj left/leave/VERB/VBD/0/root");
        assert_eq!(text.meaning("The company"), ["Apple"]);
    }

    #[test]
    fn a_kingdom_has_a_king() {
        let text = Text::default()
            .sentence(
                "Iraq/Iraq/PROPN/NNP/2/nsubj/PLACE thanked/thank/VERB/VBD/0/root \
                 Jordan/Jordan/PROPN/NNP/2/obj/PLACE",
            )
            .sentence("The/the/DET/DT/2/det Kingdom/kingdom/NOUN/NN/3/nsubj left/leave/VERB/VBD/0/root");
        assert_eq!(text.meaning("The Kingdom"), ["Jordan"]);
    }

    #[test]
    fn the_end_of_a_name_means_it_where_it_tells_enough() {
        let said = |word: &str| {
            Text::default()
                .sentence(&format!(
                    "BM/BM/PROPN/NNP/2/compound/PLACE {word}/{word}/PROPN/NNP/3/nsubj/PLACE fell/fall/VERB/VBD/0/root"
                ))
                .sentence(&format!(
                    "The/the/DET/DT/2/det {0}/{0}/NOUN/NN/3/nsubj fell/fall/VERB/VBD/0/root",
                    word.to_lowercase()
                ))
        };
        assert_eq!(said("Depot").meaning("The depot"), ["BM Depot"]);
        assert!(said("Star").meaning("The star").is_empty());
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
        let late = "Nobody/nobody/PRON/NN/2/nsubj left/leave/VERB/VBD/0/root";
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
    fn who_spoke_may_be_described_anew() {
        let said = |who: &str| {
            format!(
                "{who}/{who}/PROPN/NNP/2/nsubj/PERSON said/say/VERB/VBD/0/root Putin/Putin/PROPN/NNP/4/nsubj/PERSON \
                 left/leave/VERB/VBD/2/ccomp"
            )
        };
        let leader = "The/the/DET/DT/3/det BJP/BJP/PROPN/NNP/3/compound/ORG leader/leader/NOUN/NN/4/nsubj \
            added/add/VERB/VBD/0/root this/this/PRON/DT/4/obj";
        let text = |first: &str| Text::default().sentence(first).sentence(leader);
        assert_eq!(text(&said("Modi")).meaning("The BJP leader"), ["Modi"]);
        let of_another = "Wang/Wang/PROPN/NNP/6/nsubj/PERSON ,/,/PUNCT/,/4/punct Congress/Congress/PROPN/NNP/4/compound/ORG \
            spokesman/spokesman/NOUN/NN/1/appos ,/,/PUNCT/,/4/punct said/say/VERB/VBD/0/root so/so/ADV/RB/6/advmod";
        assert!(text(of_another).meaning("The BJP leader").is_empty());
        let silent = said("Modi").replace("said/say", "saw/see");
        assert!(text(&silent).meaning("The BJP leader").is_empty());
    }

    #[test]
    fn an_acronym_that_the_gazetteer_has_in_full_tells_what_a_body_is() {
        let text = Text::default()
            .sentence(
                "BJP/BJP/PROPN/NNP/2/nsubj/ORG sued/sue/VERB/VBD/0/root Siemens/Siemens/PROPN/NNP/2/obj/ORG",
            )
            .sentence("The/the/DET/DT/2/det party/party/NOUN/NN/3/nsubj lost/lose/VERB/VBD/0/root");
        assert_eq!(text.meaning("The party"), ["BJP"]);
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
