//! Who holds which post: titles before and after names, copulas, and the organisation or country of each.
//!
//! Names and titles are read from left to right rather than from the tree: title phrases are long, their parses are
//! the least sure part of a tree, and their order of words is fixed.

use std::collections::HashMap;

use super::ends::{End, EndFinder, Reference};
use super::roles::{Role, RoleClass, Roles};
use super::teams::tells_of_teams;
use super::titles::Titled;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, MentionKind, Tree};
use crate::model::{EntityType, Participant};

/// How far to the left of a name its title may begin, in tokens.
const REACH: usize = 16;

/// A post that a sentence gives to somebody.
#[derive(Debug, Clone)]
pub struct Position {
    /// Who holds it.
    pub holder: End,
    /// Of what; `None` where the sentence does not say.
    pub owner: Option<End>,
    /// The only body with such posts that the article names, for one of a state without an owner: "Speaker Ann Lee".
    pub body: Option<End>,
    /// The words of the title, as tokens from first to last.
    pub title: Option<(usize, usize)>,
    /// The role noun, or the name's own token where there is none.
    pub trigger: usize,
    /// What the post belongs to where nothing is said.
    pub class: RoleClass,
    /// How it was found.
    pub rule: &'static str,
    /// How often this is right, 0 to 1.
    pub confidence: f64,
}

impl Position {
    /// Whether it stands beside the name, and no clause says it.
    pub fn is_title(&self) -> bool {
        self.rule.starts_with("title") || self.rule.starts_with("name")
    }

    /// What the post amounts to: of a party without a title, or with a seat in parliament, membership.
    pub fn relation(&self, finder: &EndFinder, owner: &End) -> &'static str {
        let chain = &finder.mentions.analysis.chains[owner.participant.chain];
        let roles = Roles::built_in();
        // "a senator for the Frente Guasú coalition" sits in the senate, and belongs to the coalition.
        let seat = finder.tree.lemma(self.trigger).to_lowercase();
        // India's party of that name; America's has no MPs.
        let congress = chain.name == "Congress" && matches!(&*seat, "mp" | "mla");
        let sits_for = matches!(chain.entity, EntityType::Org | EntityType::Group)
            && roles.is_legislator(&seat)
            && (congress || !roles.is_legislature(&chain.name));
        let adheres = matches!(chain.entity, EntityType::Org | EntityType::Group) && roles.is_adherent(&seat);
        // "Chelsea's Ann Lee"
        let plays = self.title.is_none() && tells_of_teams(finder);
        let full = Gazetteer::embedded().organisation(&chain.name).map_or(&*chain.name, |o| o.name);
        let party = roles.may_have_members(full) || is_short_for_party(full);
        let governs = chain.entity == EntityType::Org
            && roles.is_governing(&seat)
            && full != "Union"
            && (roles.has_members(full) || is_short_for_party(full));
        let belongs = sits_for || adheres || plays || governs || self.rule == "name.party";
        if belongs || self.title.is_none() && party {
            "member_of"
        } else if self.rule == "name.school" {
            "studied_at"
        } else {
            "holds_position"
        }
    }
}

/// "TDP", "KDP": whether an unknown short name ends as those of parties do.
fn is_short_for_party(name: &str) -> bool {
    let letters = name.len() >= 3 && name.len() <= 5 && name.chars().all(|c| c.is_ascii_uppercase());
    letters && name.ends_with('P') && !name.starts_with("UN")
}

/// The posts that the titles beside names give.
pub fn titles(finder: &EndFinder) -> Vec<Position> {
    let reader = Reader { finder, tree: finder.tree, roles: Roles::built_in() };
    let mut found = Vec::new();
    let mut neighbour: Option<Titled> = None;
    for (index, mention) in finder.mentions.analysis.mentions.iter().enumerate() {
        if mention.sentence != finder.sentence || mention.kind != MentionKind::Name {
            continue;
        }
        let Some(&chain) = mention.chains.first() else { continue };
        let holder = End::new(chain, index, mention.head, Reference::Name);
        if finder.mentions.entity_type(&holder.participant) != EntityType::Person {
            continue;
        }
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let mut before = reader.before_name(&holder, start, neighbour.as_ref());
        let after = reader.after_name(&holder, end, !before.is_empty());
        let has_owner = before.iter().any(|p| p.rule == "title.around");
        let belonging = if has_owner { None } else { reader.belonging(&holder, mention.head, start) };
        let belonging = belonging.filter(|body| !reader.give_owner(&mut before, body));
        let mut posts: Vec<Position> = before.iter().cloned().chain(after).chain(belonging).collect();
        reader.find_bodies(&mut posts);
        found.extend(posts);
        neighbour = Some(Titled { end, posts: before });
    }
    found
}

/// Whom the words of titles stand for, by token: of "CCP leader Xi Jinping" the body too, which trees may take for the
/// head of the phrase.
pub fn bearers(tree: &Tree, titles: &[Position]) -> HashMap<usize, Participant> {
    let words = |p: &Position| {
        let Some((first, last)) = p.title else { return 0..0 };
        let owner = p.owner.as_ref().map(|o| o.token).filter(|&o| p.rule == "title.before" && o < first);
        let from = owner.filter(|&o| tree.dependents(o, &[Deprel::Case]).all(|c| c < o)).unwrap_or(first);
        from..last + 1
    };
    titles.iter().flat_map(|p| words(p).map(|token| (token, p.holder.participant.clone()))).collect()
}

/// The posts that are said of somebody: "is the president of", "was named chairman".
pub fn predicates(finder: &EndFinder) -> Vec<Position> {
    Reader { finder, tree: finder.tree, roles: Roles::built_in() }.predicated()
}

/// The posts of state by which the sentence calls persons whom others name: "the president said".
pub fn anaphoric(finder: &EndFinder) -> Vec<Position> {
    Reader { finder, tree: finder.tree, roles: Roles::built_in() }.anaphoric()
}

/// Reads the posts of one sentence; [`owners`](super::owners) tells whose they are.
pub(super) struct Reader<'a, 'f> {
    pub(super) finder: &'a EndFinder<'f>,
    pub(super) tree: &'a Tree<'a>,
    pub(super) roles: &'static Roles,
}

impl Reader<'_, '_> {
    pub(super) fn position(
        &self,
        holder: &End,
        owner: Option<End>,
        role: &Role,
        last: usize,
        rule: &'static str,
    ) -> Position {
        let owner = owner.map(|o| self.as_city(o, role));
        let owner = owner.filter(|o| o.participant.chain != holder.participant.chain);
        Position {
            holder: holder.clone(),
            owner,
            body: None,
            title: Some((role.start, last)),
            trigger: role.noun,
            class: role.class,
            rule,
            confidence: 0.9,
        }
    }

    /// "Kyiv Mayor Ann Lee", "Delhi chief minister Ann Lee": posts of the city, not of the country whose capital it is.
    fn as_city(&self, owner: End, role: &Role) -> End {
        let local = role.class == RoleClass::Place || self.roles.is_local(self.tree, role);
        let city = if owner.metonym && local { self.finder.named_at(owner.token) } else { None };
        city.unwrap_or(owner)
    }

    /// The name, if any, that covers a token.
    pub(super) fn named(&self, token: usize) -> Option<usize> {
        self.finder.mentions.name_at(self.finder.sentence, token)
    }

    pub(super) fn is_person(&self, token: usize) -> bool {
        let end = self.finder.named_at(token);
        end.is_some_and(|end| self.finder.mentions.entity_type(&end.participant) == EntityType::Person)
    }

    /// The token after the last of the person's name.
    pub(super) fn name_end(&self, holder: &End) -> usize {
        self.finder.mentions.analysis.mentions[holder.participant.mention].tokens.end
    }

    /// How far left a title that ends at `last` may begin.
    pub(super) fn floor(&self, last: usize) -> usize {
        last.saturating_sub(REACH)
    }

    /// The first token after the nearest name to the left of `token`.
    pub(super) fn after_name_before(&self, token: usize, from: usize) -> usize {
        (from..token).rev().find(|&i| self.named(i).is_some()).map_or(from, |i| i + 1)
    }
}
