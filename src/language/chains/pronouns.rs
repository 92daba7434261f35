//! Pronouns: he, she, it, they, who, and the speaker's I and we.

mod binding;
mod candidates;
mod clause;
mod evidence;

pub(super) use self::binding::is_speaker;
use self::clause::{has_copula, is_expletive, named_by_clause, subject_after_clause, subject_of_clause};
use self::evidence::Pronoun;
use super::discourse::{Discourse, Reference};
use super::document::At;
use super::roles::Role;
use super::voices::{Voice, Voices};
use super::weighing::{self, Verdict};
use crate::language::gazetteer::{Gender, TitleKind};
use crate::language::{Deprel, MentionKind};
use crate::model::EntityType;

/// What a pronoun demands of what it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Person(Gender),
    Thing,
    Plural,
}

fn class(form: &str) -> Option<Class> {
    match form {
        "he" | "him" | "his" | "himself" => Some(Class::Person(Gender::Male)),
        "she" | "her" | "hers" | "herself" => Some(Class::Person(Gender::Female)),
        "it" | "its" | "itself" => Some(Class::Thing),
        "they" | "them" | "their" | "theirs" | "themselves" => Some(Class::Plural),
        _ => None,
    }
}

/// The gender that a pronoun tells.
pub fn gender(form: &str) -> Option<Gender> {
    match class(&form.to_lowercase()) {
        Some(Class::Person(gender)) => Some(gender),
        _ => None,
    }
}

/// What a pronoun of the third person or a relative pronoun refers to, where it is named and clear.
pub fn resolve(discourse: &Discourse, at: At) -> Option<Reference> {
    let document = discourse.document;
    let form = document.form(at).to_lowercase();
    let Some(class) = class(&form) else {
        let (entities, antecedent) = relative(discourse, at, &form)?;
        return as_sure_as(discourse, antecedent, reference(discourse, at, entities));
    };
    if is_empty(discourse, at, &form) {
        return None;
    }
    if is_reflexive(&form) {
        let (entities, subject) = subject_of_clause(discourse, at)?;
        return as_sure_as(discourse, subject, reference(discourse, at, entities));
    }
    if let Some(entity) = named_by_clause(discourse, at, class) {
        return reference(discourse, at, vec![entity]);
    }
    match weighing::most_likely(&Pronoun { discourse, at, class }) {
        Verdict::Unasked => reference(discourse, at, vec![subject_after_clause(discourse, at, class)?]),
        Verdict::Unclear => None,
        Verdict::Clear(entities, certainty) => {
            Some(Reference { certainty, ..reference(discourse, at, entities)? })
        }
    }
}

fn is_reflexive(form: &str) -> bool {
    form.ends_with("self") || form.ends_with("selves")
}

/// What means the same as another word is no surer than that.
fn as_sure_as(discourse: &Discourse, other: At, reference: Option<Reference>) -> Option<Reference> {
    let certainty = discourse.certainty(other);
    reference.map(|reference| Reference { certainty, ..reference })
}

/// Whether a pronoun means nothing: "it rained".
fn is_empty(discourse: &Discourse, at: At, form: &str) -> bool {
    let document = discourse.document;
    document.token(at).deprel == Deprel::Expl || (form == "it" && is_expletive(document, at))
}

/// Whom I, we and you mean: within a quotation its speaker, elsewhere who speaks or is spoken to there.
pub fn of_voice(discourse: &Discourse, voices: &Voices, at: At) -> Option<Reference> {
    let voice = Voice::of(discourse.document, at)?;
    if !discourse.quotes.covers(at) {
        return reference(discourse, at, voices.meaning(at.sentence, voice).to_vec());
    }
    if voice == Voice::Addressee {
        return reference(discourse, at, voices.told(at.sentence, voice).to_vec());
    }
    let speaker = discourse.quotes.speaker(at)?;
    let speaks = |&entity: &usize| discourse.entities.list[entity].kind != EntityType::Group;
    let entities: Vec<usize> = discourse.meaning(speaker).into_iter().filter(speaks).collect();
    let body = match entities[..] {
        [person] if voice == Voice::Speakers => spoken_for(discourse, person),
        _ => None,
    };
    as_sure_as(discourse, speaker, reference(discourse, at, body.map_or(entities, |body| vec![body])))
}

/// The one body for which a person speaks ("coach of Chelsea"), or the country whose office he or she holds.
fn spoken_for(discourse: &Discourse, person: usize) -> Option<usize> {
    let Discourse { document, entities, .. } = discourse;
    let speaks_for = |role: &Role, e: usize| match entities.list[e].kind {
        EntityType::Org => true,
        EntityType::Place => {
            entities.list[e].country.is_some()
                && document.world.title(&role.noun).is_some_and(|title| title.kind == TitleKind::Office)
        }
        _ => false,
    };
    let roles = entities.list[person].roles.iter();
    let mut bodies: Vec<usize> =
        roles.flat_map(|role| role.of.iter().copied().filter(move |&e| speaks_for(role, e))).collect();
    bodies.sort_unstable();
    bodies.dedup();
    (bodies.len() == 1).then(|| bodies[0])
}

fn reference(discourse: &Discourse, at: At, entities: Vec<usize>) -> Option<Reference> {
    let kind = discourse.entities.list[*entities.first()?].kind;
    Some(Reference::pronoun(at, Some(kind), entities))
}

impl Reference {
    /// A pronoun that means entities, or none with a name.
    pub fn pronoun(at: At, entity: Option<EntityType>, entities: Vec<usize>) -> Reference {
        let tokens = at.token..at.token + 1;
        let kind = MentionKind::Pronoun;
        Reference { kind, sentence: at.sentence, tokens, head: at.token, entity, certainty: 1.0, entities }
    }
}

/// "who", "which", "that", "whose" → what the noun means that the relative clause modifies, and the word that tells.
fn relative(discourse: &Discourse, at: At, form: &str) -> Option<(Vec<usize>, At)> {
    if !matches!(form, "who" | "whom" | "whose" | "which" | "that") {
        return None;
    }
    let document = discourse.document;
    let clause = document
        .path_up(at)
        .skip(1)
        .find(|&a| matches!(document.token(a).deprel, Deprel::AclRelcl | Deprel::Acl))?;
    let antecedent = document.head(clause)?;
    let mut meant = antecedent;
    // "Wang is a diplomat who serves": whom the noun is said of.
    if discourse.meaning(antecedent).is_empty() && has_copula(document, antecedent) {
        meant = document.subject(antecedent).unwrap_or(antecedent);
    }
    let personal = form.starts_with("who") && form != "whose";
    let fits = |&entity: &usize| !personal || discourse.entities.list[entity].kind != EntityType::Place;
    let found: Vec<usize> = discourse.meaning(meant).into_iter().filter(fits).collect();
    (antecedent.token < at.token && !found.is_empty()).then_some((found, meant))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Text;

    const MET: &str = "Wang/Wang/PROPN/NNP/3/nsubj/PERSON Yi/Yi/PROPN/NNP/1/flat/PERSON met/meet/VERB/VBD/0/root \
        Angela/Angela/PROPN/NNP/3/obj/PERSON Merkel/Merkel/PROPN/NNP/4/flat/PERSON ././PUNCT/./3/punct";

    #[test]
    fn gender_decides_between_two_persons() {
        let she =
            Text::default().sentence(MET).sentence("She/she/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root");
        assert_eq!(she.meaning("She"), ["Angela Merkel"]);
        let he = Text::default().sentence(MET).sentence("He/he/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root");
        assert_eq!(he.meaning("He"), ["Wang Yi"]);
    }

    #[test]
    fn a_possessive_means_the_subject_of_its_clause() {
        let text = Text::default().sentence(
            "China/China/PROPN/NNP/2/nsubj/PLACE deepens/deepen/VERB/VBZ/0/root its/its/PRON/PRP$/4/nmod:poss \
             ties/tie/NOUN/NNS/2/obj with/with/ADP/IN/6/case Russia/Russia/PROPN/NNP/4/nmod/PLACE",
        );
        assert_eq!(text.meaning("its"), ["China"]);
    }

    #[test]
    fn an_object_is_not_its_subject() {
        let text = Text::default().sentence(
            "China/China/PROPN/NNP/2/nsubj/PLACE backs/back/VERB/VBZ/0/root Russia/Russia/PROPN/NNP/2/obj/PLACE \
             and/and/CCONJ/CC/5/cc feeds/feed/VERB/VBZ/2/conj it/it/PRON/PRP/5/obj",
        );
        assert_eq!(text.meaning("it"), ["Russia"]);
    }

    #[test]
    fn a_pronoun_is_nobody_whom_its_clause_names() {
        let ann = || {
            Text::default().sentence("Ann/Ann/PROPN/NNP/2/nsubj/PERSON spoke/speak/VERB/VBD/0/root").sentence(
                "Mary/Mary/PROPN/NNP/2/nsubj/PERSON left/leave/VERB/VBD/0/root \
                 quietly/quietly/ADV/RB/2/advmod",
            )
        };
        let subject = ann().sentence(
            "She/she/PRON/PRP/2/nsubj blamed/blame/VERB/VBD/0/root the/the/DET/DT/4/det \
             aide/aide/NOUN/NN/2/obj of/of/ADP/IN/6/case Mary/Mary/PROPN/NNP/4/nmod/PERSON",
        );
        assert_eq!(subject.meaning("She"), ["Ann"]);
        let object = ann().sentence(
            "Mary/Mary/PROPN/NNP/2/nsubj/PERSON blamed/blame/VERB/VBD/0/root her/her/PRON/PRP/2/obj",
        );
        assert_eq!(object.meaning("her"), ["Ann"]);
        let before = ann().sentence(
            "Of/of/ADP/IN/2/case Mary/Mary/PROPN/NNP/4/obl/PERSON she/she/PRON/PRP/4/nsubj \
             spoke/speak/VERB/VBD/0/root and/and/CCONJ/CC/7/cc Mary/Mary/PROPN/NNP/7/nsubj/PERSON \
             cried/cry/VERB/VBD/4/conj",
        );
        assert_eq!(before.meaning("she"), ["Ann"]);
    }

    #[test]
    fn a_possessive_after_and_means_whom_its_noun_is_joined_to() {
        let text =
            Text::default().sentence("Xi/Xi/PROPN/NNP/2/nsubj/PERSON spoke/speak/VERB/VBD/0/root").sentence(
                "Wang/Wang/PROPN/NNP/5/nsubj/PERSON and/and/CCONJ/CC/4/cc his/his/PRON/PRP$/4/nmod:poss \
                 delegation/delegation/NOUN/NN/1/conj left/leave/VERB/VBD/0/root",
            );
        assert_eq!(text.meaning("his"), ["Wang"]);
        let text =
            Text::default().sentence("Xi/Xi/PROPN/NNP/2/nsubj/PERSON spoke/speak/VERB/VBD/0/root").sentence(
                "Wang/Wang/PROPN/NNP/6/nsubj/PERSON and/and/CCONJ/CC/5/cc his/his/PRON/PRP$/4/nmod:poss \
                 wife/wife/NOUN/NN/5/nmod:desc Li/Li/PROPN/NNP/1/conj/PERSON left/leave/VERB/VBD/0/root",
            );
        assert_eq!(text.meaning("his"), ["Wang"]);
    }

    #[test]
    fn a_clause_is_not_referred_to() {
        let text = Text::default()
            .sentence("China/China/PROPN/NNP/2/nsubj/PLACE spoke/speak/VERB/VBD/0/root")
            .sentence(
                "It/it/PRON/PRP/3/expl is/be/AUX/VBZ/3/cop unclear/unclear/ADJ/JJ/0/root \
                 why/why/ADV/WRB/6/advmod he/he/PRON/PRP/6/nsubj left/leave/VERB/VBD/3/csubj",
            );
        assert!(text.meaning("It").is_empty());
    }

    #[test]
    fn they_are_those_who_stand_together() {
        let text = Text::default()
            .sentence(
                "Wang/Wang/PROPN/NNP/4/nsubj/PERSON and/and/CCONJ/CC/3/cc Putin/Putin/PROPN/NNP/1/conj/PERSON \
                 spoke/speak/VERB/VBD/0/root",
            )
            .sentence("They/they/PRON/PRP/2/nsubj agreed/agree/VERB/VBD/0/root");
        assert_eq!(text.meaning("They"), ["Wang", "Putin"]);
    }

    #[test]
    fn they_may_be_subject_and_object_of_one_verb() {
        let text = Text::default()
            .sentence("Ann/Ann/PROPN/NNP/2/nsubj/PERSON married/marry/VERB/VBD/0/root Bob/Bob/PROPN/NNP/2/obj/PERSON")
            .sentence("They/they/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root");
        assert_eq!(text.meaning("They"), ["Ann", "Bob"]);
    }

    #[test]
    fn who_is_the_one_before_the_clause() {
        let text = Text::default().sentence(
            "Putin/Putin/PROPN/NNP/5/nsubj/PERSON ,/,/PUNCT/,/4/punct who/who/PRON/WP/4/nsubj \
             spoke/speak/VERB/VBD/1/acl:relcl left/leave/VERB/VBD/0/root",
        );
        assert_eq!(text.meaning("who"), ["Putin"]);
    }

    #[test]
    fn the_first_person_is_the_speaker() {
        let text = Text::default().sentence(
            "“/\"/PUNCT/``/3/punct I/I/PRON/PRP/3/nsubj won/win/VERB/VBD/6/ccomp ,/,/PUNCT/,/3/punct \
             ”/\"/PUNCT/''/3/punct said/say/VERB/VBD/0/root Wang/Wang/PROPN/NNP/6/nsubj/PERSON",
        );
        assert_eq!(text.meaning("I"), ["Wang"]);
    }

    #[test]
    fn we_are_the_body_for_which_one_speaks() {
        let said = "“/\"/PUNCT/``/3/punct We/we/PRON/PRP/3/nsubj won/win/VERB/VBD/6/ccomp ,/,/PUNCT/,/3/punct \
            ”/\"/PUNCT/''/3/punct said/say/VERB/VBD/0/root Wang/Wang/PROPN/NNP/6/nsubj/PERSON";
        assert_eq!(Text::default().sentence(said).meaning("We"), ["Wang"]);
        let told = format!(
            "{said} ,/,/PUNCT/,/9/punct director/director/NOUN/NN/7/appos of/of/ADP/IN/11/case \
             Siemens/Siemens/PROPN/NNP/9/nmod/ORG"
        );
        assert_eq!(Text::default().sentence(&told).meaning("We"), ["Siemens"]);
        let writer =
            told.replace("director/director", "critic/critic").replace("Siemens/Siemens", "China/China");
        assert_eq!(Text::default().sentence(&writer.replace("/ORG", "/PLACE")).meaning("We"), ["Wang"]);
    }

    #[test]
    fn a_reflexive_is_the_subject_wherever_it_stands() {
        let text = Text::default().sentence(
            "Wang/Wang/PROPN/NNP/2/nsubj/PERSON made/make/VERB/VBD/0/root figures/figure/NOUN/NNS/2/obj \
             of/of/ADP/IN/5/case himself/himself/PRON/PRP/3/nmod",
        );
        assert_eq!(text.meaning("himself"), ["Wang"]);
    }

    #[test]
    fn who_may_be_the_one_of_whom_the_noun_is_said() {
        let text = Text::default().sentence(
            "Wang/Wang/PROPN/NNP/4/nsubj/PERSON is/be/AUX/VBZ/4/cop a/a/DET/DT/4/det person/person/NOUN/NN/0/root \
             who/who/PRON/WP/6/nsubj left/leave/VERB/VBD/4/acl:relcl",
        );
        assert_eq!(text.meaning("who"), ["Wang"]);
    }

    #[test]
    fn it_may_be_what_a_noun_is_said_of() {
        let is = |rest: &str| {
            Text::default().sentence("Coron/Coron/PROPN/NNP/2/nsubj/PLACE grew/grow/VERB/VBD/0/root").sentence(&format!(
                "It/it/PRON/PRP/4/nsubj is/be/AUX/VBZ/4/cop the/the/DET/DT/4/det town/town/NOUN/NN/0/root {rest}"
            ))
        };
        assert_eq!(is("").meaning("It"), ["Coron"]);
        assert!(is("that/that/PRON/WDT/6/nsubj grew/grow/VERB/VBD/4/acl:relcl").meaning("It").is_empty());
    }

    #[test]
    fn a_pronoun_takes_up_the_name_before_its_clause() {
        let text = Text::default().sentence("Putin/Putin/PROPN/NNP/2/nsubj/PERSON left/leave/VERB/VBD/0/root").sentence(
            "Wang/Wang/PROPN/NNP/4/dislocated/PERSON ,/,/PUNCT/,/4/punct he/he/PRON/PRP/4/nsubj stayed/stay/VERB/VBD/0/root",
        );
        assert_eq!(text.meaning("he"), ["Wang"]);
    }

    #[test]
    fn a_clause_before_its_subject_may_mean_it() {
        let text = Text::default().sentence(
            "When/when/ADV/WRB/3/advmod he/he/PRON/PRP/3/nsubj came/come/VERB/VBD/6/advcl ,/,/PUNCT/,/3/punct \
             Wang/Wang/PROPN/NNP/6/nsubj/PERSON left/leave/VERB/VBD/0/root",
        );
        assert_eq!(text.meaning("he"), ["Wang"]);
    }

    #[test]
    fn an_unnamed_person_nearer_by_makes_the_pronoun_less_sure() {
        let wang =
            || Text::default().sentence("Wang/Wang/PROPN/NNP/2/nsubj/PERSON spoke/speak/VERB/VBD/0/root");
        let he = "He/he/PRON/PRP/2/nsubj died/die/VERB/VBD/0/root";
        let driver = "A/a/DET/DT/2/det driver/driver/NOUN/NN/3/nsubj left/leave/VERB/VBD/0/root";
        let certainty = |text: Text| text.certainty("He").unwrap_or_default();
        let (alone, with_driver) =
            (certainty(wang().sentence(he)), certainty(wang().sentence(driver).sentence(he)));
        assert!(alone > 0.8 && with_driver < alone - 0.1, "{alone} {with_driver}");
    }
}
