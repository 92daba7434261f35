//! How things are called on pages.

use maud::{Markup, html};

use super::answer::Asked;
use super::query::Query;
use crate::export::visible;
use crate::model::{EntityType, Status};
use crate::query::{self, End, EventRow, EventTime, Part};

/// A relation: `holds_position` is “holds position”, `other:preside_over` “preside over”.
pub fn relation(name: &str) -> String {
    name.trim_start_matches("other:").replace('_', " ")
}

/// A number with its noun: “1 sentence”, “1,204 sentences”.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    };
    format!("{} {}", number(count), if count == 1 { noun } else { &plural })
}

/// A number with commas between thousands.
pub fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What an entity is, in a word.
pub fn kind(entity: EntityType) -> &'static str {
    match entity {
        EntityType::Person => "person",
        EntityType::Org => "organisation",
        EntityType::Place => "place",
        EntityType::Group => "group",
    }
}

/// The sign of what an entity is; the word stands beside it or is told to screen readers.
pub fn sign(entity: EntityType) -> Markup {
    let shape = match entity {
        EntityType::Person => "●",
        EntityType::Org => "■",
        EntityType::Place => "▲",
        EntityType::Group => "⬢",
    };
    html! { span class={ "sign " (kind(entity)) } role="img" aria-label=(kind(entity)) title=(kind(entity)) { (shape) } }
}

/// A name, so that it neither steers nor hides the text around it.
pub fn name(text: &str) -> Markup {
    html! { bdi { (visible(text)) } }
}

/// An end of an event as a link to its page, with what stands between.
pub fn end(end: &End) -> Markup {
    html! {
        a class="entity" href={ "/entity/" (end.id) } { (name(&end.name)) }
        @if let Some(via) = &end.via { " " span class="via" { "via “" (visible(via)) "”" } }
    }
}

/// Any entity as a link to its page, with its sign.
pub fn entity(id: &str, called: &str, entity: EntityType) -> Markup {
    html! { (sign(entity)) " " a class="entity" href={ "/entity/" (id) } { (name(called)) } }
}

/// A time, with how exact it is where that is not plain.
pub fn time(when: Option<&EventTime>) -> Markup {
    html! {
        @match when {
            Some(when) => time datetime=[(when.granularity == "day").then_some(&when.edtf)] { (when.edtf) },
            None => span class="unknown" { "undated" },
        }
    }
}

/// Marks of what is not simply so: planned, possible, denied, contested.
pub fn marks(status: Status, contested: bool) -> Markup {
    html! {
        @match status {
            Status::Actual => {},
            Status::Planned => span class="mark planned" { "planned" },
            Status::Possible => span class="mark possible" { "possible" },
            Status::Denied => span class="mark denied" { "denied" },
        }
        @if contested {
            span class="mark contested" title="some reports assert it, others deny it" { "contested" }
        }
    }
}

/// An event in a line: who did what to whom.
pub fn sentence(event: &EventRow) -> Markup {
    html! {
        (end(&event.subject)) " "
        span class={ "relation " (event.status) } { (relation(&event.relation)) } " "
        (end(&event.object))
        @if let Some(title) = &event.title { ", " span class="post" { (visible(title)) } }
    }
}

/// An event in plain words.
pub fn headline(event: &EventRow) -> String {
    let title = event.title.as_ref().map(|title| format!(", {title}")).unwrap_or_default();
    format!("{} {} {}{title}", event.subject.name, relation(&event.relation), event.object.name)
}

/// Each filter of an address in words, with the query without it. How many events a page lists is none.
pub fn filters(asked: &Asked) -> Vec<(Query, String)> {
    let query = &asked.query;
    let parts = query::parts(&asked.filter, &asked.place).into_iter().filter_map(|(part, words)| {
        let without = match part {
            Part::Relation(name) => query.toggled("relation", name),
            Part::Status(Some(status)) => query.toggled("status", (&status).into()),
            Part::Status(None) => query.without(&["status"]),
            Part::Since => query.without(&["since"]),
            Part::Until => query.without(&["until"]),
            Part::On => query.without(&["on"]),
            Part::Place => query.without(&["place"]),
            Part::Source => query.without(&["source"]),
            Part::MinSources => query.without(&["min-sources"]),
            Part::MinConfidence => query.without(&["min-confidence"]),
            Part::Limit => return None,
        };
        Some((without, visible(&words).into_owned()))
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_nouns() {
        assert_eq!(counted(1, "entity"), "1 entity");
        assert_eq!(counted(1234567, "entity"), "1,234,567 entities");
        assert_eq!(counted(0, "article"), "0 articles");
        assert_eq!(number(999), "999");
    }

    #[test]
    fn names_can_not_become_tags() {
        let shown = name("</script><img src=x onerror=alert(1)>\u{202e}").into_string();
        assert_eq!(shown, "<bdi>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;\\u{202e}</bdi>");
    }
}
