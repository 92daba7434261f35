//! The printed form of a claim: what `newsgraph extract` writes, field by field as FACTS.md fixes it.
//!
//! A [`Claim`] refers to chains, mentions and sentences by index; a [`Fact`] holds the names and texts themselves,
//! so that it stands without the [`Analysis`]. The order of the fields here is the order in which they are printed.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::Analysis;
use crate::model::{Article, Claim, ClaimTime, EntityType, Participant, Status, TimeMethod};

/// A claim with names instead of indices.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Fact<'a> {
    /// The article's id.
    pub doc: &'a str,
    /// Who does or is.
    pub subject: End<'a>,
    /// One of the relations, or `other:` with a lemma.
    pub relation: &'a str,
    /// To whom, or of what.
    pub object: End<'a>,
    /// The role, for `holds_position` and `appointed`.
    pub title: Option<&'a str>,
    /// `None`: no words of the text give a time.
    pub when: Option<Time<'a>>,
    /// The most specific named place.
    #[serde(rename = "where")]
    pub place: Option<Place<'a>>,
    /// Whether the text presents it as real.
    pub status: Status,
    /// The name of the one on whose word alone it stands.
    pub said_by: Option<&'a str>,
    /// How sure the extractor is, 0 to 1, in hundredths.
    pub confidence: f64,
    /// The pattern that found it.
    pub rule: &'a str,
    /// The sentence that says so.
    pub evidence: Evidence<'a>,
}

/// One end of a fact: the entity, by its fullest name in the article.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct End<'a> {
    /// The fullest name seen.
    pub name: &'a str,
    /// What it is.
    #[serde(rename = "type")]
    pub entity: EntityType,
    /// The other names seen.
    pub aliases: &'a [String],
    /// The noun that stands between, where the text names not the entity itself.
    pub via: Option<&'a str>,
}

/// When it happened.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Time<'a> {
    /// The value; `None` where the words have none.
    pub edtf: Option<&'a str>,
    /// The words.
    pub text: &'a str,
    /// How the value was found.
    pub method: TimeMethod,
}

/// Where it happened.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Place<'a> {
    /// The place's fullest name.
    pub name: &'a str,
}

/// The sentence, as bytes `start..end` of the article's text.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Evidence<'a> {
    /// Offset of its first byte.
    pub start: usize,
    /// Offset after its last byte.
    pub end: usize,
    /// The sentence, byte for byte.
    pub text: &'a str,
}

impl<'a> Fact<'a> {
    /// Spells a claim out. `claim` and `analysis` must be of this `article`.
    pub fn new(article: &'a Article, analysis: &'a Analysis, claim: &'a Claim) -> Fact<'a> {
        let chain = |participant: &Participant| &analysis.chains[participant.chain];
        let span = analysis.sentences[claim.sentence].span;
        Fact {
            doc: &article.id,
            subject: End::new(analysis, &claim.subject),
            relation: &claim.relation,
            object: End::new(analysis, &claim.object),
            title: claim.title.as_deref(),
            when: claim.time.as_ref().map(|time| Time::new(article, time)),
            place: claim.place.as_ref().map(|place| Place { name: &chain(place).name }),
            status: claim.status,
            said_by: claim.speaker.as_ref().map(|speaker| chain(speaker).name.as_str()),
            confidence: (claim.confidence * 100.0).round() / 100.0,
            rule: &claim.rule,
            evidence: Evidence { start: span.start, end: span.end, text: span.of(&article.text) },
        }
    }

    /// Whether the relation is outside the list of relations, and so shown only when asked for.
    pub fn is_open(&self) -> bool {
        self.relation.starts_with("other:")
    }
}

impl<'a> End<'a> {
    fn new(analysis: &'a Analysis, participant: &'a Participant) -> End<'a> {
        let chain = &analysis.chains[participant.chain];
        End {
            name: &chain.name,
            entity: chain.entity,
            aliases: &chain.aliases,
            via: participant.via.as_deref(),
        }
    }
}

impl<'a> Time<'a> {
    fn new(article: &'a Article, time: &'a ClaimTime) -> Time<'a> {
        Time {
            edtf: time.value.as_ref().map(|value| value.edtf()),
            text: time.span.of(&article.text),
            method: time.method,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Chain, Part, Sentence};
    use crate::model::Span;

    fn chain(name: &str, entity: EntityType, aliases: &[&str]) -> Chain {
        let aliases = aliases.iter().map(|a| a.to_string()).collect();
        Chain { entity, name: name.into(), aliases, mentions: Vec::new() }
    }

    fn end(chain: usize, via: Option<&str>) -> Participant {
        Participant { chain, mention: 0, via: via.map(str::to_owned) }
    }

    #[test]
    fn a_fact_is_printed_as_the_contract_says() {
        let text = "A headline. Chinese envoy Wang “met” Putin on Tuesday.";
        let article = Article { id: "a17".into(), text: text.into(), ..Article::default() };
        let start = text.find("Chinese").unwrap();
        let sentence = Span::new(start, text.len());
        let analysis = Analysis {
            sentences: vec![Sentence { span: sentence, part: Part::Body, paragraph: 0, tokens: Vec::new() }],
            chains: vec![
                chain("China", EntityType::Place, &["Chinese"]),
                chain("Vladimir Putin", EntityType::Person, &["Putin"]),
                chain("Moscow", EntityType::Place, &[]),
            ],
            ..Analysis::default()
        };
        let tuesday = text.find("on Tuesday").unwrap();
        let claim = Claim {
            relation: "met".into(),
            subject: end(0, Some("envoy")),
            object: end(1, None),
            title: None,
            time: Some(ClaimTime {
                value: None,
                span: Span::new(tuesday, tuesday + "on Tuesday".len()),
                method: TimeMethod::None,
            }),
            place: Some(end(2, None)),
            status: Status::Planned,
            speaker: Some(end(1, None)),
            confidence: 0.9449,
            rule: "met.verb".into(),
            sentence: 0,
            trigger: sentence,
        };
        let fact = Fact::new(&article, &analysis, &claim);
        insta::assert_snapshot!(serde_json::to_string(&fact).unwrap(), @r#"{"doc":"a17","subject":{"name":"China","type":"PLACE","aliases":["Chinese"],"via":"envoy"},"relation":"met","object":{"name":"Vladimir Putin","type":"PERSON","aliases":["Putin"],"via":null},"title":null,"when":{"edtf":null,"text":"on Tuesday","method":"none"},"where":{"name":"Moscow"},"status":"planned","said_by":"Vladimir Putin","confidence":0.94,"rule":"met.verb","evidence":{"start":12,"end":58,"text":"Chinese envoy Wang “met” Putin on Tuesday."}}"#);
    }
}
