//! What stands around every page: its head, the search, the ways to take it away.

use maud::{DOCTYPE, Markup, html};

use super::address::{Address, Form};
use super::answer::{Asked, Page};
use super::failure::Failure;
use crate::export::visible;

/// A page as HTML.
pub fn page(page: &dyn Page, asked: &Asked) -> Markup {
    let title = page.title();
    document(
        &title,
        asked.query.get("q").unwrap_or_default(),
        page.scripts(),
        html! {
            (page.body())
            footer class="away" {
                h2 class="small" { "Take this page away" }
                p {
                    a href=(asked.here(&asked.query)) { "Permalink" }
                    @for form in Form::TWINS {
                        " · "
                        a href={ (asked.address.path(form)) (asked.query) } download=(asked.address.file_name(form)) {
                            (form.ending().trim_start_matches('.').to_uppercase())
                        }
                    }
                    span class="note" { " exactly what is shown here, from " (visible(&asked.database)) }
                }
            }
        },
    )
}

/// The page that tells why there is no other.
pub fn failure(failure: &Failure) -> Markup {
    document(
        failure.title(),
        "",
        &[],
        html! {
            h1 { (failure.title()) }
            p class="lead" { (visible(&failure.to_string())) }
            p { a href="/" { "To the first page" } }
        },
    )
}

fn document(title: &str, searched: &str, scripts: &[&str], body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (visible(title)) " · newsgraph" }
                link rel="icon" href="/assets/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/assets/style.css";
                script src="/assets/keys.js" defer {}
                script src="/assets/brush.js" defer {}
                @if !scripts.is_empty() {
                    // The id tells cytoscape that its style is there already.
                    link #__________cytoscape_stylesheet rel="stylesheet" href="/assets/graph.css";
                }
                @for script in scripts { script src={ "/assets/" (script) } defer {} }
            }
            body {
                a class="skip" href="#main" { "Skip to the content" }
                header class="site" {
                    a class="brand" href="/" { "newsgraph" }
                    form class="search" role="search" action="/search" {
                        label class="unseen" for="q" { "Search people, events and articles" }
                        input #q type="search" name="q" value=(searched) autocomplete="off" spellcheck="false"
                            placeholder="Search people, events, articles";
                        button { "Search" }
                    }
                    nav aria-label="Site" {
                        a href=(Address::Events) { "Events" }
                        a href=(Address::Path) { "Paths" }
                        button #help type="button" hidden aria-label="Keyboard shortcuts" { "?" }
                    }
                }
                main #main tabindex="-1" { (body) }
                (keys())
            }
        }
    }
}

/// What the keys of `keys.js` do.
fn keys() -> Markup {
    let keys = [
        ("/", "search"),
        ("j  k", "next and previous row"),
        ("Enter", "open the row’s evidence"),
        ("f", "filters"),
        ("g", "graph"),
        ("?", "this list"),
    ];
    html! {
        dialog #keys aria-labelledby="keys-title" {
            h2 #keys-title { "Keyboard" }
            dl { @for (key, does) in keys { dt { kbd { (key) } } dd { (does) } } }
            form method="dialog" { button { "Close" } }
        }
    }
}
