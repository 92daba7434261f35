//! What stands in a place by the words after its name: "the Kremlin in Moscow", "the university in Wuhan's optics valley".

use super::ends::{End, EndFinder};
use super::following::{
    are_apart, is_house, is_kind_of_place, is_known, is_name_of_place, is_point_of_reference,
};
use super::located::Location;
use super::settings::gathers;
use super::words::Words;
use crate::language::{Deprel, Tree, Upos, Xpos};
use crate::model::EntityType;

/// Where a place or body stands, as the words after its name or the predicate say.
pub fn standing(finder: &EndFinder, what: &End) -> Option<Location> {
    in_place(finder, what).or_else(|| said_to_be_in(finder, what))
}

/// "the Kremlin in Moscow".
fn in_place(finder: &EndFinder, what: &End) -> Option<Location> {
    let tree = finder.tree;
    // What is near a place is not in it.
    let within = |c: usize| {
        c > what.token && tree.has_preposition(c, "in") || lies_on(finder, c) || is_at_edge(finder, c)
    };
    let below = tree.dependents(what.token, &[Deprel::Nmod]).find(|&c| within(c));
    let where_to = below.or_else(|| beside(finder, what).filter(|&c| within(c)))?;
    let named = finder.place_at(where_to);
    let is_part = named.is_none();
    let place = named.or_else(|| area_of(finder, where_to))?;
    if is_point_of_reference(finder, what) && !finder.mentions.is_country(&place.participant)
        || is_elsewhere(finder, what, &place)
        || is_initials(finder, &place)
        || is_cut(finder, what)
        || is_talked_to(finder, what)
        || gathers(tree, what.token)
    {
        return None;
    }
    // "the head of the European Commission in Ethiopia": of the part that is there.
    let is_body = finder.mentions.entity_type(&what.participant) == EntityType::Org;
    // "representatives of the firm in Beijing": where they were.
    let people = |head: usize| {
        tree.token(head).xpos == Xpos::Nns && Words::built_in().is_people(&tree.lemma(head).to_lowercase())
    };
    let elsewhere = is_part
        || finder.mentions.is_country(&place.participant)
        || tree.head(what.token).is_some_and(people);
    if is_body && tree.has_preposition(what.token, "of") && elsewhere {
        return None;
    }
    Some(Location { what: what.clone(), place, relation: "located_in", rule: "place.in", confidence: 0.85 })
}

/// "Mount Everest is in Nepal", "the hospital, which is in Nairobi": what is said of a place or house, which do not move.
fn said_to_be_in(finder: &EndFinder, what: &End) -> Option<Location> {
    let tree = finder.tree;
    let is_place = finder.mentions.entity_type(&what.participant) == EntityType::Place;
    if !is_place && !is_house(finder, what) || is_cut(finder, what) {
        return None;
    }
    let above = tree.head(what.token).into_iter();
    let mut clauses = above.chain(tree.dependents(what.token, &[Deprel::AclRelcl]));
    let at = clauses.find(|&at| tree.surface_subject(at) == Some(what.token) && is_in_now(tree, at))?;
    let place = finder.place_at(at).filter(|place| is_name_of_place(finder, place))?;
    let apart = is_place && are_apart(finder, what, &place);
    let rule = "place.is.in";
    (!apart).then(|| Location { what: what.clone(), place, relation: "located_in", rule, confidence: 0.85 })
}

/// Whether the clause says no more than that something is there: "is in Nepal", but not "may be in Nepal", "is not in Nepal".
fn is_in_now(tree: &Tree, at: usize) -> bool {
    let is =
        tree.dependents(at, &[Deprel::Cop]).any(|cop| matches!(tree.form(cop), "is" | "are" | "’s" | "'s"));
    let bare = tree.dependent(at, &[Deprel::Aux, Deprel::Advmod, Deprel::Advcl, Deprel::Mark]).is_none();
    is && bare && tree.has_preposition(at, "in")
}

/// Whether a place lies in another country than the phrase beside it says: "Jiangsu and Rotterdam in the Netherlands", "only
/// London-Singapore in Southeast Asia".
fn is_elsewhere(finder: &EndFinder, what: &End, place: &End) -> bool {
    let end = finder.mentions.analysis.mentions[what.participant.mention].tokens.end;
    let is_place = finder.mentions.entity_type(&what.participant) == EntityType::Place;
    is_place && (finder.tree.form_or_end(end) == "-" || are_apart(finder, what, place))
}

/// "on Gouger St in the CBD": initials that the world does not know as a place's are hardly a name.
fn is_initials(finder: &EndFinder, place: &End) -> bool {
    let name = &finder.mentions.analysis.chains[place.participant.chain].name;
    name.len() < 5 && name.chars().all(char::is_uppercase) && !is_known(name)
}

/// Whether the name is only the end of a longer one, whose other words stand before it: "the Conference on Child Labour in
/// Durban".
fn is_cut(finder: &EndFinder, what: &End) -> bool {
    let tree = finder.tree;
    let tokens = &finder.mentions.analysis.mentions[what.participant.mention].tokens;
    let before = tokens.start.checked_sub(1).filter(|&i| {
        finder.named_at(i).is_none()
            && tree.token(i).upos == Upos::Propn
            && tree.deprel(i) == Deprel::Compound
            && tree.head(i).is_some_and(|head| tokens.contains(&head))
    });
    tokens.len() == 1 && before.is_some()
}

/// Whether somebody speaks to a body that is no house, and the place may be where that was: "an interview with Reuters in
/// Accra", "told Reuters in Accra".
fn is_talked_to(finder: &EndFinder, what: &End) -> bool {
    let tree = finder.tree;
    let is_body = finder.mentions.entity_type(&what.participant) == EntityType::Org;
    let told = || {
        matches!(tree.deprel(what.token), Deprel::Obj | Deprel::Iobj)
            && tree.head(what.token).is_some_and(|verb| Words::built_in().is_reporting_verb(tree.lemma(verb)))
    };
    is_body && !is_house(finder, what) && (tree.has_preposition(what.token, "with") || told())
}

/// "in Wuhan's optics valley", "in the heart of Paris": the place of which a part is meant.
fn area_of(finder: &EndFinder, area: usize) -> Option<End> {
    let tree = finder.tree;
    let lemma = tree.lemma(area);
    let within = tree.has_preposition(area, "in") || is_at_edge(finder, area);
    if !within
        || finder.named_at(area).is_some()
        || !(Words::built_in().is_area(lemma) || is_kind_of_place(lemma))
    {
        return None;
    }
    let of = |&c: &usize| tree.has_preposition(c, "of");
    let owner = tree.dependent(area, &[Deprel::NmodPoss]);
    let owner = owner.or_else(|| tree.dependents(area, &[Deprel::Nmod]).find(of))?;
    finder.place_at(owner).filter(|place| is_name_of_place(finder, place))
}

/// "the stadium on the outskirts of Doha".
fn is_at_edge(finder: &EndFinder, token: usize) -> bool {
    matches!(finder.tree.lemma(token), "outskirt" | "coast" | "shore")
        && finder.tree.has_preposition(token, "on")
}

/// "the research station on the Pratas Islands".
fn lies_on(finder: &EndFinder, token: usize) -> bool {
    let last = |island: &End| {
        let name = &finder.mentions.analysis.chains[island.participant.chain].name;
        name.split_whitespace().last().map(str::to_lowercase)
    };
    let word = finder.place_at(token).and_then(|place| last(&place));
    let is_island =
        word.is_some_and(|w| matches!(&*w, "island" | "islands" | "isle" | "isles" | "peninsula" | "atoll"));
    is_island && finder.tree.has_preposition(token, "on")
}

/// "met at the Kremlin in Moscow": both may hang on one word; then the second begins where the first ends.
fn beside(finder: &EndFinder, what: &End) -> Option<usize> {
    let tree = finder.tree;
    let end = finder.mentions.analysis.mentions[what.participant.mention].tokens.end;
    let stands = is_house(finder, what);
    let at = ["at", "in", "outside", "near", "of"].iter().any(|p| tree.has_preposition(what.token, p))
        || stands && ["from", "to"].iter().any(|p| tree.has_preposition(what.token, p));
    let relations = [Deprel::Obl, Deprel::Nmod];
    let host = tree.head(what.token).filter(|_| at && relations.contains(&tree.deprel(what.token)))?;
    let begins = |&c: &usize| tree.dependents(c, &[Deprel::Case]).any(|case| case == end);
    let next = tree.dependents(host, &relations).find(begins)?;
    // "the head of the European Commission in Ethiopia": of the part that is there.
    let country = finder.place_at(next).is_some_and(|place| finder.mentions.is_country(&place.participant));
    (!country || !tree.has_preposition(what.token, "of")).then_some(next)
}
