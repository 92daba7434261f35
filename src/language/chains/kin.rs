//! The relatives that a text has named: after "their child, Gloria", "his daughter" and "the baby" are Gloria, "her
//! parents" the two.

use super::words::List;

/// One is the relative of another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tie {
    owner: usize,
    /// By what the relative goes: "wife".
    noun: String,
    relative: usize,
}

/// Who is whose relative, as far as the text has told.
#[derive(Debug, Default)]
pub struct Kin {
    ties: Vec<Tie>,
}

impl Kin {
    /// The text has called `relative` the owner's wife, son, and so on.
    pub fn tell(&mut self, owner: usize, noun: &str, relative: usize) {
        let tie = Tie { owner, noun: noun.to_owned(), relative };
        if owner != relative && !self.ties.contains(&tie) {
            self.ties.push(tie);
        }
    }

    /// The one relative of the owner's that the noun fits; `suits`: whether the noun may mean that person.
    pub fn relative(&self, owner: usize, noun: &str, suits: impl Fn(usize) -> bool) -> Option<usize> {
        let fits =
            |t: &&Tie| t.owner == owner && (t.noun == noun || is_same(&t.noun, noun) && suits(t.relative));
        only(self.ties.iter().filter(fits).map(|t| t.relative))
    }

    /// The one child that the text has named.
    pub fn child(&self, suits: impl Fn(usize) -> bool) -> Option<usize> {
        only(self.ties.iter().filter(|t| List::Child.has(&t.noun) && suits(t.relative)).map(|t| t.relative))
    }

    /// Those whose child is named; of this child.
    pub fn parents(&self, child: Option<usize>) -> Vec<usize> {
        let Some(child) = child.or_else(|| self.child(|_| true)) else { return Vec::new() };
        let is_child = |t: &&Tie| List::Child.has(&t.noun) && t.relative == child;
        let mut parents: Vec<usize> = self.ties.iter().filter(is_child).map(|t| t.owner).collect();
        parents.sort_unstable();
        parents.dedup();
        parents
    }

    /// The two that are married, where the text tells so of two only.
    pub fn couple(&self) -> Option<[usize; 2]> {
        let married = self.ties.iter().filter(|t| List::Spouse.has(&t.noun));
        let mut pairs = married.map(|t| [t.owner.min(t.relative), t.owner.max(t.relative)]);
        let first = pairs.next()?;
        pairs.all(|pair| pair == first).then_some(first)
    }
}

/// The one that all are.
fn only(mut found: impl Iterator<Item = usize>) -> Option<usize> {
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Whether two nouns are for the same relation: "son" and "child".
fn is_same(a: &str, b: &str) -> bool {
    [List::Child, List::Spouse].iter().any(|list| list.has(a) && list.has(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_a_daughter_and_has_parents() {
        let mut kin = Kin::default();
        kin.tell(0, "child", 2);
        kin.tell(1, "child", 2);
        kin.tell(0, "wife", 1);
        kin.tell(0, "daughter", 2);
        assert_eq!(kin.relative(0, "daughter", |_| true), Some(2));
        assert_eq!(kin.relative(0, "son", |_| false), None);
        assert_eq!(kin.parents(None), [0, 1]);
        assert_eq!(kin.couple(), Some([0, 1]));
        kin.tell(0, "son", 3);
        assert_eq!((kin.relative(0, "child", |_| true), kin.child(|_| true)), (None, None));
    }
}
