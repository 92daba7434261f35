//! What stands behind the question mark of an address.

use std::fmt;

/// The names whose values may stand in a row, with commas between them, as on the command line.
const LISTS: [&str; 3] = ["relation", "status", "expand"];

/// Pairs of name and value, in their order; those without a value (an empty field of a form) are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads it as forms write it.
    pub fn parse(text: &str) -> Query {
        let mut query = Query::default();
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            let parts = if LISTS.contains(&&*name) { value.split(',').collect() } else { vec![&*value] };
            for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
                query = query.and(&name, part);
            }
        }
        query
    }

    /// The first value of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of this name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// All pairs.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The pairs of these names only.
    pub fn only(&self, names: &[&str]) -> Query {
        Query(self.0.iter().filter(|(name, _)| names.contains(&name.as_str())).cloned().collect())
    }

    /// Without the values of these names.
    pub fn without(&self, names: &[&str]) -> Query {
        Query(self.0.iter().filter(|(name, _)| !names.contains(&name.as_str())).cloned().collect())
    }

    /// With this as the only value of the name.
    pub fn with(&self, name: &str, value: impl Into<String>) -> Query {
        self.without(&[name]).and(name, value)
    }

    /// With one more value of the name.
    pub fn and(mut self, name: &str, value: impl Into<String>) -> Query {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// With the value among those of the name if it was not, else without it.
    pub fn toggled(&self, name: &str, value: &str) -> Query {
        let has = |(n, v): &(String, String)| n == name && v == value;
        if self.0.iter().any(has) {
            Query(self.0.iter().filter(|pair| !has(pair)).cloned().collect())
        } else {
            self.clone().and(name, value)
        }
    }

    /// With another value of the name in the place of the one.
    pub fn replaced(&self, name: &str, value: &str, other: &str) -> Query {
        let replaced = |(n, v): &(String, String)| {
            (n.clone(), if n == name && v == value { other.to_owned() } else { v.clone() })
        };
        Query(self.0.iter().map(replaced).collect())
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// With its question mark; nothing where nothing is asked.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return Ok(());
        }
        let pairs = form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish();
        write!(f, "?{pairs}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_set_added_and_taken_away() {
        let query = Query::parse("relation=met,told&since=&q=a+b%26");
        assert_eq!(query.to_string(), "?relation=met&relation=told&q=a+b%26");
        assert_eq!(query.toggled("relation", "met").to_string(), "?relation=told&q=a+b%26");
        assert_eq!(query.toggled("relation", "told").toggled("relation", "urged").all("relation").count(), 2);
        assert_eq!(query.with("relation", "met").only(&["relation"]).to_string(), "?relation=met");
        assert_eq!(query.without(&["relation", "q"]).to_string(), "");
        assert_eq!(
            query.replaced("relation", "met", "urged").only(&["relation"]).to_string(),
            "?relation=urged&relation=told"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(pairs in prop::collection::vec(("\\PC{1,6}", "\\PC{0,6}x"), 0..4)) {
            let trimmed = |(name, value): (String, String)| (name, value.trim().to_owned());
            let query = Query(pairs.into_iter().map(trimmed).collect());
            prop_assert_eq!(Query::parse(query.to_string().trim_start_matches('?')), query);
        }
    }
}
