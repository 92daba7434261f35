//! The addresses of pages: a path says which page, its ending in which form.

use std::fmt;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// What the database holds.
    Home,
    /// What a search finds.
    Search,
    /// Events of all entities.
    Events,
    /// The entity with this id.
    Entity(String),
    /// What lies around the entity with this id.
    Graph(String),
    /// All that joins the entities with these ids.
    Between(String, String),
    /// How two entities are connected.
    Path,
    /// The event or claim with this id.
    Event(String),
    /// The article with this id.
    Article(String),
}

/// The forms of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For reading.
    Html,
    /// JSON.
    Json,
    /// Comma-separated values.
    Csv,
    /// A drawing for Graphviz.
    Dot,
}

impl Form {
    /// The forms that can be taken away.
    pub const TWINS: [Form; 3] = [Form::Json, Form::Csv, Form::Dot];

    /// What addresses of this form end in.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Html => "",
            Form::Json => ".json",
            Form::Csv => ".csv",
            Form::Dot => ".dot",
        }
    }
}

impl Address {
    /// Reads a path; `None` where no page can have it. An id that is well-formed may still be unknown.
    pub fn parse(path: &str) -> Option<(Address, Form)> {
        let path = path.strip_prefix('/')?;
        let ending = |form: &Form| path.ends_with(form.ending());
        let form = Form::TWINS.into_iter().find(ending).unwrap_or(Form::Html);
        let path = path.strip_suffix(form.ending())?;
        let mut parts = path.split('/');
        let address = match (parts.next()?, parts.next(), parts.next()) {
            ("", None, None) if form == Form::Html => Address::Home,
            ("home", None, None) => Address::Home,
            ("search", None, None) => Address::Search,
            ("events", None, None) => Address::Events,
            ("path", None, None) => Address::Path,
            ("entity", Some(id), None) => Address::Entity(entity_id(id)?),
            ("graph", Some(id), None) => Address::Graph(entity_id(id)?),
            ("between", Some(a), Some(b)) => Address::Between(entity_id(a)?, entity_id(b)?),
            ("event", Some(id), None) => Address::Event(hash_id(id, &["e-", "c-"])?),
            ("article", Some(id), None) => Address::Article(hash_id(id, &["d-"])?),
            _ => return None,
        };
        parts.next().is_none().then_some((address, form))
    }

    /// The address in this form, without what stands behind a question mark.
    pub fn path(&self, form: Form) -> String {
        match self {
            Address::Home if form == Form::Html => self.to_string(),
            Address::Home => format!("/home{}", form.ending()),
            _ => format!("{self}{}", form.ending()),
        }
    }

    /// A name for a file that holds the page.
    pub fn file_name(&self, form: Form) -> String {
        let path = self.path(form);
        format!("newsgraph-{}", path.trim_start_matches('/').replace('/', "-"))
    }
}

/// A Wikidata id or a hash.
pub fn entity_id(id: &str) -> Option<String> {
    let digits = id.strip_prefix('Q').filter(|digits| (1..=12).contains(&digits.len()));
    match digits {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => Some(id.to_owned()),
        _ => hash_id(id, &["n-"]),
    }
}

fn hash_id(id: &str, beginnings: &[&str]) -> Option<String> {
    let hash = beginnings.iter().find_map(|beginning| id.strip_prefix(beginning))?;
    let hexadecimal = hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (hexadecimal && (1..=64).contains(&hash.len())).then(|| id.to_owned())
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Home => f.write_str("/"),
            Address::Search => f.write_str("/search"),
            Address::Events => f.write_str("/events"),
            Address::Path => f.write_str("/path"),
            Address::Entity(id) => write!(f, "/entity/{id}"),
            Address::Graph(id) => write!(f, "/graph/{id}"),
            Address::Between(a, b) => write!(f, "/between/{a}/{b}"),
            Address::Event(id) => write!(f, "/event/{id}"),
            Address::Article(id) => write!(f, "/article/{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_in_every_form() {
        let (q, n) = ("Q7747".to_owned(), "n-c2e89002dd5aebb2".to_owned());
        for address in [
            Address::Home,
            Address::Search,
            Address::Events,
            Address::Path,
            Address::Entity(q.clone()),
            Address::Graph(n.clone()),
            Address::Between(q, n),
            Address::Event("e-01".into()),
            Address::Event("c-01".into()),
            Address::Article("d-01".into()),
        ] {
            for form in Form::TWINS.into_iter().chain([Form::Html]) {
                assert_eq!(Address::parse(&address.path(form)), Some((address.clone(), form)));
            }
        }
    }

    #[test]
    fn other_paths_lead_nowhere() {
        for path in [
            "",
            "/.json",
            "/entity",
            "/entity/",
            "/entity/Q",
            "/entity/Q1x",
            "/entity/n-XYZ",
            "/entity/../../etc/passwd",
            "/entity/%2e%2e",
            "/entity/Q1/more",
            "/event/d-01",
            "/article/d-01;",
            "/between/Q1",
            "/between/Q1/Q2/Q3",
            "/search/",
            "//",
        ] {
            assert_eq!(Address::parse(path), None, "{path}");
        }
    }
}
