//! Descriptions: "the president", "the ministry", "the country", "the two powers".

mod bodies;
mod countries;
mod evidence;
mod pairs;

use self::bodies::named_so;
use self::countries::{Ruled, government};
use self::evidence::{Description, Kind};
pub use self::pairs::pair;
use super::discourse::{Discourse, Reference};
use super::document::{At, is_capitalised, is_plural_noun, is_subject};
use super::roles::{Role, lemma, phrase, role};
use super::weighing::{self, Verdict};
use super::words::List;
use crate::language::gazetteer::TitleKind;
use crate::language::{Deprel, Upos};
use crate::model::EntityType;

/// What a definite description of one thing refers to, where that is named and clear.
pub fn resolve(discourse: &Discourse, noun: At) -> Option<Reference> {
    let document = discourse.document;
    if document.world.describing_noun(&lemma(document, noun)).is_none() {
        return named_so(discourse, noun);
    }
    let role = definite_role(discourse, noun)?;
    let kind = if List::Government.has(&role.noun) {
        match government(discourse, noun, &role)? {
            Ruled::By(country) => return Some(reference(discourse, noun, country)),
            Ruled::Unsaid => Kind::Country,
        }
    } else {
        kind(discourse, &role)?
    };
    if kind == Kind::Place
        && let Some(place) = place_by_name(discourse, noun)
    {
        return Some(reference(discourse, noun, place));
    }
    match weighing::most_likely(&Description { discourse, noun, kind, role }) {
        Verdict::Clear(entities, certainty) => {
            Some(Reference { certainty, ..reference(discourse, noun, *entities.first()?) })
        }
        Verdict::Unasked if kind == Kind::Country => {
            Some(reference(discourse, noun, of_document(discourse)?))
        }
        Verdict::Unasked | Verdict::Unclear => None,
    }
}

/// The country of which a document speaks most by far, wherever it does.
fn of_document(discourse: &Discourse) -> Option<usize> {
    match discourse.countries[..] {
        [(only, _)] => Some(only),
        [(first, most), (_, less), ..] if most >= 2 * less => Some(first),
        _ => None,
    }
}

fn reference(discourse: &Discourse, noun: At, entity: usize) -> Reference {
    let kind = discourse.entities.list[entity].kind;
    Reference::nominal(noun, phrase(discourse.document, noun), Some(kind), vec![entity])
}

/// What a description of one certain thing says of it; of another than the last, it says nothing here.
fn definite_role(discourse: &Discourse, noun: At) -> Option<Role> {
    let document = discourse.document;
    let definite = !is_plural_noun(document.token(noun))
        && is_definite(discourse, noun)
        && !precedes_name(discourse, noun);
    let role = definite.then(|| role(document, discourse.entities, noun))?;
    (!role.modifiers.iter().any(|m| List::Other.has(m))).then_some(role)
}

/// What sort of thing a noun describes.
fn kind(discourse: &Discourse, role: &Role) -> Option<Kind> {
    match discourse.document.world.describing_noun(&role.noun)?.entity {
        EntityType::Person => Some(Kind::Person),
        EntityType::Org => Some(Kind::Body),
        EntityType::Place if List::Country.has(&role.noun) => Some(Kind::Country),
        EntityType::Place => Some(Kind::Place),
        EntityType::Group => None,
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
    fn the_city_is_the_town_last_spoken_of() {
        let fell = |city: &str| format!("{city}/{city}/PROPN/NNP/2/nsubj/PLACE fell/fall/VERB/VBD/0/root");
        let the_city = "The/the/DET/DT/2/det city/city/NOUN/NN/3/nsubj fell/fall/VERB/VBD/0/root";
        let late = "Nobody/nobody/PRON/NN/2/nsubj left/leave/VERB/VBD/0/root";
        let meaning = |cities: &[&str], between: usize| {
            let text = cities.iter().fold(Text::default(), |text, city| text.sentence(&fell(city)));
            (0..between).fold(text, |text, _| text.sentence(late)).sentence(the_city).meaning("The city")
        };
        assert_eq!(meaning(&["Mombasa", "Kisumu"], 0), ["Kisumu"]);
        assert_eq!(meaning(&["Mombasa", "Mombasa"], 1), ["Mombasa"]);
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
