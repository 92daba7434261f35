//! When a claim's event was, or its state holds: the time expression that belongs to it, not any date in the sentence.

use super::setting_words::words;
use super::settings::{self, Occurrence, settings, state_settings};
use super::words::Words;
use crate::language::{Analysis, Deprel, Mention, TimeExpression, TimeKind, Tree, Xpos};
use crate::model::{ClaimTime, EntityType, Granularity, RelationKind, Span, When};

/// Words after which a title tells for how long: "president of Peru since 2021".
const TERM: &[&str] = &["since", "from", "between", "during", "until", "till"];

/// Years that a post is held at most: a longer stretch in brackets after a name is of a life.
const LONGEST_TERM: i32 = 30;

/// The distance of what hangs on another clause.
const FAR: usize = 100;

/// The time of the event or state that these words tell of.
pub fn time_of(
    tree: &Tree,
    analysis: &Analysis,
    sentence: usize,
    occurrence: &Occurrence,
) -> Option<ClaimTime> {
    if !analysis.times.iter().any(|time| time.sentence == sentence) {
        return None;
    }
    let settings = match occurrence.kind {
        RelationKind::Event => {
            let mut settings = settings(tree, occurrence);
            let told_with = settings.iter().find_map(|&verb| settings::told_with(tree, verb));
            let then: Vec<usize> = settings.iter().flat_map(|&verb| settings::told_of(tree, verb)).collect();
            settings.extend(told_with.into_iter().chain(then));
            settings
        }
        RelationKind::State => state_settings(tree, occurrence),
    };
    let clock = Clock { tree, analysis, sentence, occurrence, settings };
    let best = clock.times(TimeKind::Date).filter_map(|time| Some((clock.distance(time)?, time)));
    let near = |time: &TimeExpression| {
        // "met Xi on Monday and Lavrov on Tuesday": each name is followed by its day.
        let object = tree.token(occurrence.object).span.start;
        (time.span.start < object, time.span.start.abs_diff(object))
    };
    let (_, time) = best.min_by_key(|(distance, time)| (*distance, time.value.is_none(), near(time)))?;
    Some(clock.read(time))
}

/// The time for which a title says that it is held, right after the token `last`.
pub fn term_of(tree: &Tree, analysis: &Analysis, sentence: usize, last: usize) -> Option<ClaimTime> {
    let preposition = last + 1;
    if preposition >= tree.len() || !TERM.contains(&tree.lemma(preposition)) {
        return None;
    }
    let time = analysis.times.iter().find(|t| t.sentence == sentence && t.tokens.start == preposition + 1)?;
    let value = time.value.as_ref().filter(|value| value.granularity() != Granularity::Day)?;
    let value = match tree.lemma(preposition) {
        "since" => When::interval(Some(value), None).ok()?,
        "until" | "till" => When::interval(None, Some(value)).ok()?,
        _ => value.clone(),
    };
    let span = tree.token(preposition).span.cover(time.span);
    Some(ClaimTime { value: Some(value), span, method: time.method })
}

/// The time for which a post was held, in brackets after the token `last`: "president Carlos Menem (1989-1999)". Those of a
/// life, which is longer, are not.
pub fn bracketed_term(tree: &Tree, analysis: &Analysis, sentence: usize, last: usize) -> Option<ClaimTime> {
    let time = analysis.times.iter().find(|t| t.sentence == sentence && t.tokens.start == last + 2)?;
    let value = time.value.as_ref().filter(|value| value.granularity() == Granularity::Interval)?;
    let closed = tree.form(last + 1) == "(" && tree.form_or_end(time.tokens.end) == ")";
    let years = value.first_day()?.until(value.last_day()?).ok()?.get_days() / 365;
    (closed && years < LONGEST_TERM).then(|| ClaimTime {
        value: Some(value.clone()),
        span: time.span,
        method: time.method,
    })
}

/// The time for which a clause on the holder says that he held a post: "president Kubera, who served until 2020".
pub fn served(tree: &Tree, analysis: &Analysis, sentence: usize, holder: usize) -> Option<ClaimTime> {
    let serves = |&verb: &usize| {
        let who = tree.dependent(verb, &[Deprel::Nsubj]).is_some_and(|who| tree.is_relative(who));
        who && words().serving.contains(tree.lemma(verb))
    };
    let verb = tree.dependents(holder, &[Deprel::AclRelcl]).find(serves)?;
    time_of_state(tree, analysis, sentence, verb, holder)
}

/// The time of the clause that tells what was under somebody: "ruled from 2012 until 2013, under President Franco".
pub fn reigned(tree: &Tree, analysis: &Analysis, sentence: usize, holder: usize) -> Option<ClaimTime> {
    let below = tree.head(holder).filter(|_| tree.has_preposition(holder, "under"))?;
    time_of_state(tree, analysis, sentence, below, holder)
}

/// The time of what the word `trigger` says of the holder of a post.
fn time_of_state(
    tree: &Tree,
    analysis: &Analysis,
    sentence: usize,
    trigger: usize,
    holder: usize,
) -> Option<ClaimTime> {
    let occurrence = Occurrence { kind: RelationKind::State, trigger, noun: None, object: holder };
    time_of(tree, analysis, sentence, &occurrence)
}

/// The times of a sentence as seen from one event or state.
struct Clock<'a> {
    tree: &'a Tree<'a>,
    analysis: &'a Analysis,
    sentence: usize,
    occurrence: &'a Occurrence,
    settings: Vec<usize>,
}

impl<'a> Clock<'a> {
    fn times(&self, kind: TimeKind) -> impl Iterator<Item = &'a TimeExpression> {
        let sentence = self.sentence;
        self.analysis.times.iter().filter(move |t| t.sentence == sentence && t.kind == kind)
    }

    /// How far a time expression is from the event in the tree: `None` where it belongs to something else.
    fn distance(&self, time: &TimeExpression) -> Option<usize> {
        let (tree, trigger) = (self.tree, self.occurrence.trigger);
        let head = head_of(tree, time)?;
        if self.is_of_a_life(time) || self.is_meant_for(time, head) {
            return None;
        }
        // "in June, when he met Xi": also of the clause that tells what happened then.
        if let Some(then) = when_clause(tree, time)
            && self.settings.contains(&then)
        {
            return Some(1);
        }
        // "since February 2022 when Putin visited Beijing": the clause hangs on the time.
        if tree.is_below(trigger, head) && !self.is_excluded(head) {
            return Some(1);
        }
        if let Some(first) = tree.head(head).filter(|&first| self.is_shared_from(first, head)) {
            return (!self.is_excluded(head)).then_some(FAR + first.abs_diff(trigger));
        }
        if self.dates_bound(time) {
            return None;
        }
        let mut at = head;
        for steps in 1..tree.len() {
            if self.is_excluded(at) {
                return None;
            }
            let up = tree.head(at)?;
            if let Some(rank) = self.settings.iter().position(|&s| s == up) {
                return Some(2 * rank + steps);
            }
            // "said that it was complete as of June 15": the head of another clause need not be a verb.
            let elsewhere = matches!(
                tree.deprel(up),
                Deprel::Appos | Deprel::Ccomp | Deprel::Advcl | Deprel::AclRelcl | Deprel::Parataxis
            );
            let leads = tree.deprel(up) == Deprel::Acl && words().leading.contains(tree.lemma(up));
            if tree.is_verb(up) && !leads || is_of_its_own(tree, time, at, up) || elsewhere {
                return None;
            }
            at = up;
        }
        None
    }

    /// "Hugo Chávez (1954-2013) was born in Sabaneta": what stands in brackets after a person is of his life or his post.
    fn is_of_a_life(&self, time: &TimeExpression) -> bool {
        let Some(bracket) = time.tokens.start.checked_sub(1) else { return false };
        let person_before = |mention: &Mention| {
            mention.sentence == self.sentence
                && mention.entity == Some(EntityType::Person)
                && mention.tokens.end == bracket
        };
        self.tree.form(bracket) == "(" && self.analysis.mentions.iter().any(person_before)
    }

    /// "committed R21 billion to Eskom for 2022/23": the years for which something is meant are not when it is done; what
    /// is planned for one is then.
    fn is_meant_for(&self, time: &TimeExpression, head: usize) -> bool {
        let tree = self.tree;
        let years = time.value.as_ref().is_some_and(|value| {
            matches!(value.granularity(), Granularity::Year | Granularity::Interval | Granularity::Decade)
        });
        let planned = tree.head(head).is_some_and(|verb| words().taking_place.contains(tree.lemma(verb)));
        self.occurrence.kind == RelationKind::Event && years && !planned && tree.has_preposition(head, "for")
    }

    /// "In 2020 the family sued, and the court ordered": a time before the first of coordinated clauses is of all.
    fn is_shared_from(&self, first: usize, time: usize) -> bool {
        let tree = self.tree;
        let fronted = tree.dependent(first, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some_and(|s| time < s);
        let follows = |&verb: &usize| {
            tree.head(verb) == Some(first)
                && tree.deprel(verb) == Deprel::Conj
                && settings::is_like(tree, verb, first)
        };
        fronted && self.occurrence.kind == RelationKind::Event && self.settings.iter().any(follows)
    }

    /// "ruled until his death in 1876", "fled after the arrest in May": the time of the noun before it, by which the event is
    /// bounded, whatever the tree hangs it on. On the day of what it comes after it may be itself.
    fn dates_bound(&self, time: &TimeExpression) -> bool {
        let tree = self.tree;
        let Some(noun) = time.tokens.start.checked_sub(2).filter(|&noun| tree.is_noun(noun)) else {
            return false;
        };
        let event = self.occurrence.kind == RelationKind::Event;
        let bounds = |p: &&str| tree.has_preposition(noun, p);
        let bounded = ["before", "after", "following", "ahead_of", "prior_to"].iter().any(bounds)
            || event && ["until", "till", "since"].iter().any(bounds);
        tree.lemma(noun + 1) == "in" && bounded && !self.settings.contains(&noun)
    }

    /// "before Monday", "after 2015": an event is not at that time; nor is "the first visit since 2018" of that year.
    fn is_excluded(&self, head: usize) -> bool {
        let has = |words: &[&str]| words.iter().any(|p| self.tree.has_preposition(head, p));
        let event = self.occurrence.kind == RelationKind::Event;
        has(&["before", "after", "ahead_of", "prior_to", "than", "from_now", "by"])
            || event && has(&["until", "till"])
            || event && !self.lasts() && has(&["since"])
    }

    /// Whether the verb may tell of what still goes on: "has occupied", "fighting", "talks have been going on", but not
    /// "travelled" or "the visit".
    fn lasts(&self) -> bool {
        let (tree, trigger) = (self.tree, self.occurrence.trigger);
        let above = tree.head(trigger).filter(|_| tree.deprel(trigger) == Deprel::Nsubj);
        let verb = above.unwrap_or(trigger);
        let perfect = || tree.dependents(verb, &[Deprel::Aux]).any(|aux| tree.lemma(aux) == "have");
        tree.is_verb(verb) && (tree.token(verb).xpos == Xpos::Vbg || perfect())
    }

    /// The value as the sentence uses it.
    fn read(&self, time: &TimeExpression) -> ClaimTime {
        let mut span = time.span;
        let value = time.value.as_ref().map(|value| match self.boundary(time) {
            Some("since") if !self.follows_when(time) => When::interval(Some(value), None),
            Some("until" | "till") => When::interval(None, Some(value)),
            Some("from") if self.occurrence.kind == RelationKind::State => match self.end_after(time) {
                Some((end, there)) => {
                    span = span.cover(there);
                    When::interval(Some(value), Some(end))
                }
                None => Ok(value.clone()),
            },
            _ => self.lasting(time, value).map_or_else(|| Ok(value.clone()), Ok),
        });
        let value = value.and_then(|value| value.ok().or_else(|| time.value.clone()));
        ClaimTime { value, span, method: time.method }
    }

    /// The word that makes of the time a bound: "since 2013", "until its dissolution in 1992".
    fn boundary(&self, time: &TimeExpression) -> Option<&'a str> {
        let before = time.tokens.start.checked_sub(1).map(|before| self.tree.lemma(before));
        if let Some(word @ ("since" | "from" | "until" | "till")) = before {
            return Some(word);
        }
        let noun = self.tree.head(head_of(self.tree, time)?)?;
        let word = self.tree.dependents(noun, &[Deprel::Case]).map(|c| self.tree.lemma(c)).next();
        word.filter(|w| matches!(*w, "until" | "till") && !self.settings.contains(&noun))
    }

    /// "since 2013, when he came" is not open at its end for his coming.
    fn follows_when(&self, time: &TimeExpression) -> bool {
        when_clause(self.tree, time) == Some(self.tree.conjunction_head(self.occurrence.trigger))
    }

    /// "from 1989 until its dissolution in 1992": the end that the next time gives.
    fn end_after(&self, time: &TimeExpression) -> Option<(&'a When, Span)> {
        let next = self.times(TimeKind::Date).find(|t| t.tokens.start >= time.tokens.end)?;
        self.distance(next)?;
        let until = |t: usize| matches!(self.tree.lemma(t), "until" | "till" | "to");
        (time.tokens.end..next.tokens.start).any(until).then_some(())?;
        Some((next.value.as_ref()?, next.span))
    }

    /// "a three-day visit starting Monday", "for two days from Feb. 20": from the first day to the last.
    fn lasting(&self, time: &TimeExpression, first: &When) -> Option<When> {
        let tree = self.tree;
        let head = head_of(tree, time)?;
        let begins = tree.has_preposition(head, "from")
            || tree.head(head).is_some_and(|verb| words().beginning.contains(tree.lemma(verb)));
        if !begins || first.granularity() != Granularity::Day {
            return None;
        }
        let of_event = |t: &&TimeExpression| {
            head_of(tree, t).and_then(|h| tree.head(h)).is_some_and(|up| self.settings.contains(&up))
        };
        let length = self.times(TimeKind::Duration).find(of_event)?;
        let days: i64 = length.timex.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
        let last =
            first.first_day()?.checked_add(jiff::Span::new().try_days(days.checked_sub(1)?).ok()?).ok()?;
        When::interval(Some(first), Some(&When::day(last))).ok().filter(|_| days > 1)
    }
}

/// Whether the time dates a noun that is not the event: "criticized the 2015 deal", "condemned the attack in May"; "during
/// the 2018-2022 term" is that time itself.
fn is_of_its_own(tree: &Tree, time: &TimeExpression, at: usize, noun: usize) -> bool {
    let modifier = time.tokens.contains(&at) && at < noun && !words().periods.contains(tree.lemma(noun));
    modifier || Words::built_in().is_deed(tree.lemma(noun))
}

/// The verb of the clause with "when" that follows the expression.
fn when_clause(tree: &Tree, time: &TimeExpression) -> Option<usize> {
    let end = time.tokens.end;
    let when = (end..tree.len()).find(|&t| tree.form(t) != ",").filter(|&t| t <= end + 1)?;
    tree.head(when).filter(|&verb| tree.lemma(when) == "when" && verb > when)
}

/// The token of the expression that hangs on a word outside it.
fn head_of(tree: &Tree, time: &TimeExpression) -> Option<usize> {
    time.tokens.clone().find(|&t| tree.head(t).is_none_or(|head| !time.tokens.contains(&head)))
}
