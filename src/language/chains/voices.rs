//! Who says "I" outside quotations, and to whom "you" is said: the writer of an article or a letter, the parties of an
//! interview.

mod addresses;
mod interviews;
mod letters;
mod narrators;

use self::addresses::Told;
use super::discourse::Reference;
use super::document::{At, Document};
use super::entities::Entities;
use super::quotes::Quotes;
use crate::language::Upos;
use crate::model::EntityType;

/// Who speaks in a sentence and to whom; empty: someone without a name.
#[derive(Debug, Clone, Default, PartialEq)]
struct Turn {
    speakers: Vec<usize>,
    addressees: Vec<usize>,
}

/// The pronouns by which one speaks of oneself and of those spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// I.
    Speaker,
    /// We.
    Speakers,
    /// You.
    Addressee,
}

impl Voice {
    /// The voice of a pronoun, if it has one.
    pub fn of(document: &Document, at: At) -> Option<Voice> {
        if document.token(at).upos != Upos::Pron {
            return None;
        }
        match document.form(at).to_lowercase().as_str() {
            "i" | "me" | "my" | "mine" | "myself" => Some(Voice::Speaker),
            "we" | "us" | "our" | "ours" | "ourselves" => Some(Voice::Speakers),
            "you" | "your" | "yours" | "yourself" | "yourselves" => Some(Voice::Addressee),
            _ => None,
        }
    }
}

/// Who speaks in each sentence, outside quotations.
pub struct Voices {
    turns: Vec<Turn>,
    /// What the sentences themselves tell.
    told: Vec<Told>,
    /// Whether one speaks throughout.
    monologue: bool,
}

impl Voices {
    /// Reads the turns; `author` is who wrote the article, where that is known from elsewhere.
    pub fn new(
        document: &Document,
        entities: &mut Entities,
        quotes: &Quotes,
        author: Option<&str>,
    ) -> Voices {
        let spoken = Spoken::new(document, quotes);
        let told = addresses::told(document, entities);
        if !spoken.any {
            return Voices { turns: vec![Turn::default(); document.sentences.len()], told, monologue: false };
        }
        let dialogue = interviews::labelled(document, entities)
            .or_else(|| interviews::unlabelled(document, entities, quotes));
        if let Some(turns) = dialogue {
            return Voices { turns, told, monologue: false };
        }
        let turns = letters::turns(document, entities)
            .unwrap_or_else(|| narrators::turns(document, entities, &spoken, author));
        Voices { turns, told, monologue: !interviews::is_talk(document, quotes) }
    }

    /// Of pronouns that mean nobody with a name, the narrator's I and we, where there is one narrator.
    pub fn of_narrator(&self, document: &Document, nameless: &[At]) -> Vec<Vec<Reference>> {
        let of = |voice: Voice| {
            let said = nameless.iter().filter(move |&&at| Voice::of(document, at) == Some(voice));
            said.map(|&at| Reference::pronoun(at, Some(EntityType::Person), Vec::new())).collect::<Vec<_>>()
        };
        let lists = [of(Voice::Speaker), of(Voice::Speakers)];
        lists.into_iter().filter(|list| self.monologue && list.len() > 1).collect()
    }

    /// The entities that a pronoun of this voice means in a sentence, outside quotations.
    pub fn meaning(&self, sentence: usize, voice: Voice) -> &[usize] {
        let told = self.told(sentence, voice);
        if !told.is_empty() {
            return told;
        }
        let Turn { speakers, addressees } = &self.turns[sentence];
        match (voice, speakers.len()) {
            (Voice::Addressee, _) => addressees,
            (Voice::Speaker, 1) | (Voice::Speakers, 2..) => speakers,
            _ => &[],
        }
    }
}

impl Voices {
    /// The one that the sentence itself says it is: "I'm Jane Doe", "Jane, will you come?"
    pub fn told(&self, sentence: usize, voice: Voice) -> &[usize] {
        match voice {
            Voice::Speaker => self.told[sentence].speaker.as_slice(),
            Voice::Speakers => &[],
            Voice::Addressee => self.told[sentence].addressee.as_slice(),
        }
    }
}

/// The pronouns of speech outside quotations.
#[derive(Default)]
struct Spoken {
    /// Whether there are any.
    any: bool,
    /// How many mean one speaker, …
    count: usize,
    /// … in how many paragraphs.
    paragraphs: usize,
}

impl Spoken {
    fn new(document: &Document, quotes: &Quotes) -> Spoken {
        let mut spoken = Spoken::default();
        let mut last = None;
        for (s, sentence) in document.sentences.iter().enumerate() {
            for token in 0..sentence.tokens.len() {
                let at = At { sentence: s, token };
                let Some(voice) = Voice::of(document, at).filter(|_| !quotes.covers(at)) else { continue };
                spoken.any = true;
                if voice == Voice::Speaker {
                    spoken.count += 1;
                    spoken.paragraphs +=
                        usize::from(last.replace(sentence.paragraph) != Some(sentence.paragraph));
                }
            }
        }
        spoken
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Text;

    const I_LEFT: &str = "I/I/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root";
    const YOU_LEFT: &str = "You/you/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root";
    const DID_YOU: &str =
        "Did/do/AUX/VBD/3/aux you/you/PRON/PRP/3/nsubj leave/leave/VERB/VB/0/root ?/?/PUNCT/./3/punct";

    fn person(name: &str, rest: &str) -> String {
        format!("{name}/{name}/PROPN/NNP/0/root/PERSON {rest}")
    }

    #[test]
    fn who_tells_his_name_is_the_narrator() {
        let name = "My/my/PRON/PRP$/2/nmod:poss name/name/NOUN/NN/4/nsubj is/be/AUX/VBZ/4/cop \
            Hannah/Hannah/PROPN/NNP/0/root/PERSON";
        assert_eq!(Text::default().sentence(name).sentence(I_LEFT).meaning("I"), ["Hannah"]);
        let other = name.replace("My/my/PRON/PRP$", "Her/her/PRON/PRP$");
        assert!(Text::default().sentence(&other).sentence(I_LEFT).meaning("I").is_empty());
    }

    #[test]
    fn the_author_is_the_narrator_where_the_text_is_told_by_one() {
        let text = Text::default().sentence(I_LEFT).sentence(I_LEFT);
        assert!(text.meaning("I").is_empty());
        let text = text.paragraph().sentence(I_LEFT);
        assert_eq!((text.meaning("I"), text.unnamed()), (Vec::new(), vec![3]));
        let text = text.by("Hannah Arendt");
        assert_eq!((text.meaning("I"), text.unnamed()), (vec!["Hannah Arendt".to_owned()], Vec::new()));
        assert!(text.by("News Desk").meaning("I").is_empty());
    }

    #[test]
    fn a_letter_has_a_writer_and_a_reader() {
        let text = Text::default()
            .sentence("Dear/dear/ADJ/JJ/2/amod Hannah/Hannah/PROPN/NNP/0/root/PERSON :/:/PUNCT/:/2/punct")
            .sentence(YOU_LEFT)
            .sentence(I_LEFT)
            .sentence("Yours/yours/PRON/PRP/0/root ,/,/PUNCT/,/1/punct")
            .sentence("William/William/PROPN/NNP/0/root/PERSON");
        assert_eq!(text.meaning("You"), ["Hannah"]);
        assert_eq!(text.meaning("I"), ["William"]);
    }

    #[test]
    fn questions_go_to_who_is_interviewed() {
        let head = "Interview/interview/NOUN/NN/0/root with/with/ADP/IN/3/case Hannah/Hannah/PROPN/NNP/1/nmod/PERSON";
        let talk = |text: Text| {
            (0..3).fold(text, |t, _| t.paragraph().sentence(DID_YOU).paragraph().sentence(I_LEFT))
        };
        let text = talk(Text::default().sentence(head));
        assert_eq!((text.meaning("you"), text.meaning("I")), (vec!["Hannah".into()], vec!["Hannah".into()]));
        let text = talk(Text::default().sentence(&person("Hannah", "left/leave/VERB/VBD/1/acl")));
        assert!(text.meaning("you").is_empty() && text.unnamed().is_empty());
    }

    #[test]
    fn labels_tell_who_speaks() {
        let turn = |name: &str, said: &str| format!("{} {said}", person(name, ":/:/PUNCT/:/1/punct"));
        let (i, you) = (
            "I/I/PRON/PRP/4/nsubj left/leave/VERB/VBD/1/parataxis",
            "You/you/PRON/PRP/4/nsubj left/leave/VERB/VBD/1/parataxis",
        );
        let text = (0..2).fold(Text::default(), |text, _| {
            text.paragraph().sentence(&turn("Hannah", i)).paragraph().sentence(&turn("William", you))
        });
        assert_eq!((text.meaning("I"), text.meaning("You")), (vec!["Hannah".into()], vec!["Hannah".into()]));
    }
}
