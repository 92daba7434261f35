//! From tag scores to names: the best path of BIOES tags in which every name is whole (Viterbi).

use std::ops::Range;

use ndarray::ArrayView2;

use super::tree::best_of;
use super::weights::WeightsError;
use crate::language::Margins;
use crate::model::EntityType;

/// Where in a name a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    Begin,
    Inside,
    End,
    Single,
}

/// A tag: `O`, `B-PERSON` and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tag {
    place: Place,
    kind: Option<EntityType>,
}

/// The tags, in the order of the network's outputs.
pub struct NameTags {
    tags: Vec<Tag>,
    /// For each tag those that may stand before it.
    before: Vec<Vec<usize>>,
}

impl NameTags {
    /// From their written forms.
    pub fn new(labels: &[String]) -> Result<NameTags, WeightsError> {
        let tags = labels
            .iter()
            .map(|l| Tag::read(l).ok_or_else(|| WeightsError::Label(l.clone())))
            .collect::<Result<Vec<_>, _>>()?;
        let before =
            tags.iter().map(|t| (0..tags.len()).filter(|&i| tags[i].may_precede(*t)).collect()).collect();
        Ok(NameTags { tags, before })
    }

    /// The number of tags.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// The names in a sentence: ranges of words with their types; and the margin of each word's tag. `scores[[word, tag]]`.
    pub fn decode(&self, scores: ArrayView2<f32>) -> (Vec<(Range<usize>, EntityType)>, Vec<f32>) {
        let greedy: Vec<usize> = scores.rows().into_iter().map(|row| best_of(row.iter().copied())).collect();
        // Most sentences: the best tag of each word is a legal path already.
        let path = if self.legal(&greedy) { greedy } else { self.best_path(scores) };
        let margins = scores.rows().into_iter().zip(&path);
        let margins = margins.map(|(row, &tag)| Margins::of(row.iter().copied(), tag)).collect();
        (self.names(&path), margins)
    }

    fn legal(&self, path: &[usize]) -> bool {
        let inner = path.windows(2).all(|w| self.tags[w[0]].may_precede(self.tags[w[1]]));
        inner
            && path.first().is_none_or(|&t| self.tags[t].may_start())
            && path.last().is_none_or(|&t| self.tags[t].may_end())
    }

    fn best_path(&self, scores: ArrayView2<f32>) -> Vec<usize> {
        let mut best: Vec<f32> = Vec::new();
        let mut back: Vec<Vec<usize>> = Vec::with_capacity(scores.nrows());
        for row in scores.rows() {
            let (mut next, mut from) = (Vec::with_capacity(row.len()), vec![0; row.len()]);
            for (tag, &score) in row.iter().enumerate() {
                let before = if best.is_empty() {
                    if self.tags[tag].may_start() { 0.0 } else { f32::NEG_INFINITY }
                } else {
                    let steps = &self.before[tag];
                    from[tag] = steps[best_of(steps.iter().map(|&b| best[b]))];
                    best[from[tag]]
                };
                next.push(before + score);
            }
            best = next;
            back.push(from);
        }
        let mut tag = best_of(
            best.iter().enumerate().map(|(t, &s)| if self.tags[t].may_end() { s } else { f32::NEG_INFINITY }),
        );
        let mut path = vec![0; back.len()];
        for (at, from) in back.iter().enumerate().rev() {
            path[at] = tag;
            tag = from[tag];
        }
        path
    }

    fn names(&self, path: &[usize]) -> Vec<(Range<usize>, EntityType)> {
        let (mut found, mut first) = (Vec::new(), 0);
        for (at, &tag) in path.iter().enumerate() {
            let Tag { place, kind: Some(kind) } = self.tags[tag] else { continue };
            if matches!(place, Place::Begin | Place::Single) {
                first = at;
            }
            if matches!(place, Place::End | Place::Single) {
                found.push((first..at + 1, kind));
            }
        }
        found
    }
}

impl Tag {
    fn read(label: &str) -> Option<Tag> {
        if label == "O" {
            return Some(Tag { place: Place::Outside, kind: None });
        }
        let (place, kind) = label.split_once('-')?;
        let place = match place {
            "B" => Place::Begin,
            "I" => Place::Inside,
            "E" => Place::End,
            "S" => Place::Single,
            _ => return None,
        };
        Some(Tag { place, kind: Some(kind.parse().ok()?) })
    }

    fn may_precede(self, next: Tag) -> bool {
        if self.may_end() {
            next.may_start()
        } else {
            matches!(next.place, Place::Inside | Place::End) && self.kind == next.kind
        }
    }

    fn may_start(self) -> bool {
        matches!(self.place, Place::Outside | Place::Begin | Place::Single)
    }

    fn may_end(self) -> bool {
        matches!(self.place, Place::Outside | Place::End | Place::Single)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn tags() -> NameTags {
        let labels = ["O", "B-PERSON", "I-PERSON", "E-PERSON", "S-PERSON", "B-ORG", "E-ORG"];
        NameTags::new(&labels.map(String::from)).expect("the labels are known")
    }

    #[test]
    fn a_legal_choice_is_taken_as_it_is() {
        let scores = array![
            [0.0, 9.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0],
            [9.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 0.0, 9.0, 0.0, 0.0],
        ];
        assert_eq!(tags().decode(scores.view()).0, [(0..2, EntityType::Person), (3..4, EntityType::Person)]);
    }

    #[test]
    fn a_name_that_begins_as_a_person_does_not_end_as_an_organisation() {
        // By themselves: B-PERSON, E-ORG. Together a person loses least.
        let scores = array![[0.0, 9.0, 0.0, 0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 5.0, 0.0, 0.0, 6.0]];
        assert_eq!(tags().decode(scores.view()).0, [(0..2, EntityType::Person)]);
    }

    #[test]
    fn an_open_name_at_the_end_is_closed() {
        let scores = array![[0.0, 9.0, 0.0, 0.0, 8.0, 0.0, 0.0]];
        assert_eq!(tags().decode(scores.view()).0, [(0..1, EntityType::Person)]);
    }

    #[test]
    fn unknown_labels_are_refused() {
        assert!(NameTags::new(&["B-ANIMAL".to_string()]).is_err());
    }
}
