//! Pronouns: he, she, it, they, who, and the speaker's I and we.

use super::document::{At, Document, is_noun, is_subject};
use super::entities::Entity;
use super::roles::Role;
use super::salience::{Discourse, Reference, Referent, heads_phrase};
use super::voices::{Voice, Voices};
use super::words::List;
use crate::language::gazetteer::{Gender, TitleKind};
use crate::language::{Deprel, MentionKind, Token};
use crate::model::EntityType;

/// The best candidate must count for so many times the next one.
const MARGIN: f32 = 1.15;

/// The same for a bare "it", which often means no thing at all.
const MARGIN_OF_IT: f32 = 1.5;

/// So much more do things without a name count for "it", of which most are not named.
const UNNAMED_THINGS: f32 = 1.4;

/// A pronoun looks back over so many sentences.
const REACH: usize = 3;

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
    let entities = match class(&form) {
        Some(class) => third_person(discourse, at, class, &form)?,
        None => relative(discourse, at, &form)?,
    };
    reference(discourse, at, entities)
}

/// Whom I, we and you mean: within a quotation its speaker, elsewhere who speaks or is spoken to there.
pub fn of_voice(discourse: &Discourse, voices: &Voices, at: At) -> Option<Reference> {
    let voice = Voice::of(discourse.document, at)?;
    if !discourse.quotes.covers(at) {
        return reference(discourse, at, voices.meaning(at.sentence, voice).to_vec());
    }
    if voice == Voice::Addressee {
        return None;
    }
    let speaker = discourse.quotes.speaker(at)?;
    let speaks = |&entity: &usize| discourse.entities.list[entity].kind != EntityType::Group;
    let entities: Vec<usize> = discourse.meaning(speaker).into_iter().filter(speaks).collect();
    let body = match entities[..] {
        [person] if voice == Voice::Speakers => spoken_for(discourse, person),
        _ => None,
    };
    reference(discourse, at, body.map_or(entities, |body| vec![body]))
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
        Reference { kind, sentence: at.sentence, tokens, head: at.token, entity, entities }
    }
}

/// "who", "which", "that", "whose" → the noun that the relative clause modifies.
fn relative(discourse: &Discourse, at: At, form: &str) -> Option<Vec<usize>> {
    if !matches!(form, "who" | "whom" | "whose" | "which" | "that") {
        return None;
    }
    let document = discourse.document;
    let clause = document
        .path_up(at)
        .skip(1)
        .find(|&a| matches!(document.token(a).deprel, Deprel::AclRelcl | Deprel::Acl))?;
    let antecedent = document.head(clause)?;
    let mut found = discourse.meaning(antecedent);
    // "Wang is a diplomat who serves": whom the noun is said of.
    if found.is_empty() && has_copula(document, antecedent) {
        found = document.subject(antecedent).map_or(found, |subject| discourse.meaning(subject));
    }
    let personal = form.starts_with("who") && form != "whose";
    let fits = |&entity: &usize| !personal || discourse.entities.list[entity].kind != EntityType::Place;
    (antecedent.token < at.token)
        .then(|| found.into_iter().filter(fits).collect())
        .filter(|f: &Vec<_>| !f.is_empty())
}

/// What competes for a pronoun: entities or a thing without a name, and how much it counts.
struct Candidate {
    entities: Vec<usize>,
    /// The unnamed referents are told apart by where they stand.
    at: At,
    score: f32,
}

fn third_person(discourse: &Discourse, at: At, class: Class, form: &str) -> Option<Vec<usize>> {
    let document = discourse.document;
    let token = document.token(at);
    if token.deprel == Deprel::Expl || (form == "it" && is_expletive(document, at)) {
        return None;
    }
    if form.ends_with("self") || form.ends_with("selves") {
        return subject_of_clause(discourse, at);
    }
    let owner = subject_to_come(discourse, at, class)
        .or_else(|| joined_before(discourse, at, class))
        .or_else(|| dislocated(discourse, at, class));
    if let Some(owner) = owner {
        return Some(vec![owner]);
    }
    let mut candidates = candidates(discourse, at, class);
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let margin = if form == "it" { MARGIN_OF_IT } else { MARGIN };
    let Some(best) = candidates.first() else {
        return subject_after_clause(discourse, at, class).map(|entity| vec![entity]);
    };
    let second = candidates.get(1).map_or(0.0, |c| c.score);
    (!best.entities.is_empty() && best.score >= margin * second).then(|| best.entities.clone())
}

/// What fits in the sentence of a pronoun and those before it, each with what it counts.
fn candidates(discourse: &Discourse, at: At, class: Class) -> Vec<Candidate> {
    let disjoint = disjoint(discourse, at, class);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut counted: Vec<(usize, usize)> = Vec::new();
    for (order, referent) in discourse.recent(at.sentence, REACH).enumerate() {
        let Some(entities) = fitting(discourse, referent, at, class) else { continue };
        if entities.iter().any(|entity| disjoint.contains(entity)) {
            continue;
        }
        // The weights of one entity add up over sentences, not within one.
        let mut score = discourse.weight(referent, at.sentence) / (1.0 + 0.01 * order as f32);
        score *= preference(discourse, referent, at, class);
        let same =
            |c: &Candidate| if entities.is_empty() { c.at == referent.at } else { c.entities == entities };
        match candidates.iter_mut().position(|c| same(c)) {
            Some(known) if counted.contains(&(known, referent.at.sentence)) => {
                candidates[known].score = candidates[known].score.max(score);
            }
            Some(known) => {
                candidates[known].score += score;
                counted.push((known, referent.at.sentence));
            }
            None => {
                counted.push((candidates.len(), referent.at.sentence));
                candidates.push(Candidate { entities, at: referent.at, score });
            }
        }
    }
    candidates
}

/// The entities of a referent if the pronoun may mean it; empty entities: it may, but has no name.
fn fitting(discourse: &Discourse, referent: &Referent, at: At, class: Class) -> Option<Vec<usize>> {
    if !reachable(discourse, referent, at) {
        return None;
    }
    let list = &discourse.entities.list;
    match class {
        Class::Person(gender) => {
            let fits = referent.kind == Some(EntityType::Person) && !referent.plural;
            let agrees = discourse.gender(referent).is_none_or(|g| g == gender);
            (fits && agrees && referent.entities.len() < 2).then(|| referent.entities.clone())
        }
        Class::Thing => {
            let animate =
                referent.kind == Some(EntityType::Person) || referent.kind == Some(EntityType::Group);
            // "Ukrainians" are not it.
            (!animate && !referent.plural && referent.entities.len() < 2).then(|| referent.entities.clone())
        }
        Class::Plural => {
            let together = discourse.coordinated(referent.at);
            if together.len() > 1 {
                return Some(together);
            }
            let several = referent.plural || referent.entities.len() > 1;
            let body = |e: &Entity| matches!(e.kind, EntityType::Group);
            let collective = referent.entities.first().is_some_and(|&e| body(&list[e]));
            (several || collective).then(|| referent.entities.clone())
        }
    }
}

/// Whether grammar lets the pronoun refer to this: not a noun that it is itself part of, not its fellow argument of one
/// verb, not the speaker of the quotation in which it stands.
fn reachable(discourse: &Discourse, referent: &Referent, at: At) -> bool {
    let document = discourse.document;
    if referent.at.sentence == at.sentence {
        if document.path_up(at).skip(1).any(|a| a == referent.at) {
            return false;
        }
        let possessive = document.token(at).deprel == Deprel::NmodPoss;
        if !possessive && clause(document, at) == clause(document, referent.at) {
            return false;
        }
        // "China praised it": the subject of a coordinated verb is not its object either.
        if !possessive
            && !is_subject(document.token(at).deprel)
            && clause(document, at).and_then(|verb| document.subject(verb)) == Some(referent.at)
        {
            return false;
        }
    }
    let speaker = discourse.quotes.speaker(at);
    let speaks = speaker.is_some_and(|s| {
        s == referent.at || discourse.meaning(s).iter().any(|e| referent.entities.contains(e))
    });
    !speaks
}

/// Whom the pronoun does not mean because its clause names them (principles B and C of binding, Chomsky 1981): beside it,
/// "Ann told her", and in what its verb governs, "he said that Smith", "he accused the aide of Smith". Bodies speak of
/// themselves by name, "it said that the EU".
fn disjoint(discourse: &Discourse, at: At, class: Class) -> Vec<usize> {
    let document = discourse.document;
    let own = document.token(at).deprel;
    if !is_argument(own) {
        return Vec::new();
    }
    let Some(verb) = document.head(at) else { return Vec::new() };
    let arguments = document.children(verb).filter(|&c| c != at && is_argument(document.token(c).deprel));
    // "was freed, allowing him to stay": the participle's subject may be all that was said.
    let shared = document.subject(verb).filter(|&s| s != at && document.token(verb).deprel != Deprel::Advcl);
    let beside = arguments.chain(shared);
    let mut named: Vec<usize> = beside.filter_map(|argument| discourse.entities.at(argument)).collect();
    if is_subject(own) && class != Class::Thing {
        let after = verb.token.max(at.token) + 1..document.sentences[at.sentence].tokens.len();
        let governed = after.map(|token| At { token, ..at }).filter(|&t| is_governed(document, t, verb));
        named.extend(governed.filter_map(|t| discourse.entities.at(t)));
    }
    named
}

/// Whether a word stands in an object or complement of the verb; what a relative or adverbial clause adds does not count.
fn is_governed(document: &Document, at: At, verb: At) -> bool {
    // "asked France about Iranian dissidents" names nobody else than "asked about dissidents".
    if !heads_phrase(document.token(at).deprel) {
        return false;
    }
    let mut path: Vec<At> = document.path_up(at).take_while(|&a| a != verb).collect();
    let Some(top) = path.pop().filter(|&top| document.head(top) == Some(verb)) else { return false };
    let relation = document.token(top).deprel;
    let adds = [Deprel::Acl, Deprel::AclRelcl, Deprel::Advcl, Deprel::Conj, Deprel::Parataxis];
    (is_argument(relation) && !is_subject(relation) || matches!(relation, Deprel::Ccomp | Deprel::Xcomp))
        && path.iter().all(|&a| !adds.contains(&document.token(a).deprel))
}

fn is_argument(relation: Deprel) -> bool {
    is_subject(relation) || matches!(relation, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent)
}

/// The predicate of which a token is an argument, also through a preposition's noun.
fn clause(document: &Document, at: At) -> Option<At> {
    let mut at = at;
    for _ in 0..8 {
        let relation = document.token(at).deprel;
        let head = document.head(at)?;
        if is_argument(relation) {
            return Some(head);
        }
        if !matches!(relation, Deprel::Conj | Deprel::Appos) {
            return None;
        }
        at = head;
    }
    None
}

/// A possessive means the subject of its own clause so much rather: "Moscow goes on with its conquest".
const OWN_SUBJECT: f32 = 2.5;

/// How well a referent suits the pronoun's place in its sentence.
fn preference(discourse: &Discourse, referent: &Referent, at: At, class: Class) -> f32 {
    let document = discourse.document;
    let token = document.token(at);
    let is_subject_here = is_subject(document.token(referent.at).deprel);
    let mut factor = 1.0;
    if is_subject(token.deprel) && is_subject_here {
        factor *= 1.3;
    }
    // "China deepens its ties".
    if token.deprel == Deprel::NmodPoss && referent.at.sentence == at.sentence && is_subject_here {
        let own = document.head(at).and_then(|noun| clause(document, noun)).and_then(|v| document.subject(v));
        factor *= if own == Some(referent.at) { OWN_SUBJECT } else { 1.5 };
    }
    // "Czechoslovakia until its dissolution".
    if class == Class::Thing && token.deprel == Deprel::NmodPoss && referent.at.sentence == at.sentence {
        factor *= 1.4;
    }
    match class {
        // A person whose gender is known and agrees; most people in the news whose gender is unknown are men.
        Class::Person(_) if discourse.gender(referent).is_some() => factor * 1.3,
        Class::Person(Gender::Female) => factor * 0.5,
        Class::Thing if referent.entities.is_empty() => factor * UNNAMED_THINGS,
        _ => factor,
    }
}

/// The one that "himself" means.
fn subject_of_clause(discourse: &Discourse, at: At) -> Option<Vec<usize>> {
    let document = discourse.document;
    // "He treated her himself", "a figure of herself".
    let subject = document.path_up(at).skip(1).find_map(|verb| document.subject(verb))?;
    Some(discourse.meaning(subject)).filter(|m| !m.is_empty() && subject != at)
}

/// The named subject after a fronted phrase that the possessive stands in: "In his speech, Xi said".
fn subject_to_come(discourse: &Discourse, at: At, class: Class) -> Option<usize> {
    let document = discourse.document;
    if document.token(at).deprel != Deprel::NmodPoss {
        return None;
    }
    let fronted = document.path_up(at).find(|&a| {
        matches!(document.token(a).deprel, Deprel::Obl | Deprel::Advcl)
            && document.head(a).is_some_and(|v| document.token(v).deprel == Deprel::Root)
    })?;
    let subject = document.child(document.head(fronted)?, |t| is_subject(t.deprel))?;
    let entity = discourse.entities.at(subject).filter(|_| subject.token > at.token)?;
    suits(discourse, entity, class).then_some(entity)
}

/// The named subject after the clause that the pronoun stands in, where nobody was spoken of before: "When he arrived,
/// Xi said".
fn subject_after_clause(discourse: &Discourse, at: At, class: Class) -> Option<usize> {
    let document = discourse.document;
    let fronted = document.path_up(at).find(|&a| document.token(a).deprel == Deprel::Advcl)?;
    let subject = document.child(document.head(fronted)?, |t| is_subject(t.deprel))?;
    let entity = discourse
        .entities
        .at(subject)
        .filter(|_| subject.token > at.token && fronted.token < subject.token)?;
    suits(discourse, entity, class).then_some(entity)
}

/// "Wang and his delegation", "Wang and his wife Li": the possessive means whom its noun is joined to.
fn joined_before(discourse: &Discourse, at: At, class: Class) -> Option<usize> {
    let document = discourse.document;
    let noun = document.head(at).filter(|_| document.token(at).deprel == Deprel::NmodPoss)?;
    // "Wang and his wife Ann": the noun may stand beside the name that is joined.
    let beside = |a: &At| {
        matches!(
            document.token(*a).deprel,
            Deprel::Appos | Deprel::Flat | Deprel::Compound | Deprel::NmodDesc
        )
    };
    let joined = || {
        let joined = document.path_up(noun).skip_while(beside).next()?;
        document.head(joined).filter(|_| document.token(joined).deprel == Deprel::Conj)
    };
    // "against Wang, his wife, Li, and his aides": the next in the list is she.
    let next = |first: At| document.child(first, |t| t.deprel == Deprel::Conj).map(|next| next.token);
    let listed =
        |&first: &At| document.token(noun).deprel == Deprel::Appos && next(first) == Some(noun.token + 2);
    let first = document.head(noun).filter(listed).or_else(joined)?;
    let entity = discourse.entities.at(first).filter(|_| first.token < at.token)?;
    let agrees = suits(discourse, entity, class);
    agrees.then_some(entity)
}

/// "Wang, he went on": the name before the clause in which the pronoun takes its place.
fn dislocated(discourse: &Discourse, at: At, class: Class) -> Option<usize> {
    let document = discourse.document;
    let name = document.child(document.head(at)?, |t| t.deprel == Deprel::Dislocated)?;
    let entity = discourse.entities.at(name).filter(|_| name.token < at.token)?;
    suits(discourse, entity, class).then_some(entity)
}

/// Whether a pronoun of this class may mean a named entity.
fn suits(discourse: &Discourse, entity: usize, class: Class) -> bool {
    let (kind, gender) = (discourse.entities.list[entity].kind, discourse.genders[entity]);
    match class {
        Class::Person(wanted) => kind == EntityType::Person && gender.is_none_or(|g| g == wanted),
        Class::Thing => matches!(kind, EntityType::Org | EntityType::Place),
        Class::Plural => kind == EntityType::Group,
    }
}

fn has_copula(document: &Document, predicate: At) -> bool {
    document.child(predicate, |t| t.deprel == Deprel::Cop).is_some()
}

/// Whether what "it is" followed by this says may be said of no thing: "it is cold", "it is the neighbours who came"; but
/// not "it is a company", "it is the largest town".
fn is_vague(document: &Document, predicate: At) -> bool {
    let child = |wanted: fn(&Token) -> bool| document.child(predicate, wanted).is_some();
    let indefinite = child(|t| t.deprel == Deprel::Det && matches!(t.lemma.as_str(), "a" | "an"));
    let cleft = child(|t| matches!(t.deprel, Deprel::AclRelcl | Deprel::Acl));
    !indefinite && (!is_noun(document.token(predicate)) || cleft || child(|t| t.lemma == "not"))
}

/// "It is unclear when", "it is the neighbours", "it seems that": an it that stands for a clause or points at one.
fn is_expletive(document: &Document, at: At) -> bool {
    let Some(head) = document.head(at) else { return true };
    document.children(head).any(|c| {
        let relation = document.token(c).deprel;
        matches!(relation, Deprel::Csubj | Deprel::CsubjPass | Deprel::CsubjOuter)
            || (matches!(relation, Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl)
                && has_copula(document, head))
    }) || (has_copula(document, head) && is_vague(document, head))
        || List::ClauseVerb.has(&document.token(head).lemma)
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
    fn an_unnamed_person_nearer_by_keeps_the_pronoun() {
        let text = Text::default()
            .sentence("Wang/Wang/PROPN/NNP/2/nsubj/PERSON spoke/speak/VERB/VBD/0/root")
            .sentence("A/a/DET/DT/2/det driver/driver/NOUN/NN/3/nsubj left/leave/VERB/VBD/0/root")
            .sentence("He/he/PRON/PRP/2/nsubj died/die/VERB/VBD/0/root");
        assert!(text.meaning("He").is_empty());
    }
}
