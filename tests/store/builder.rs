//! Articles with their analysis and claims, written by hand: one sentence a claim.

use std::sync::LazyLock;

use newsgraph::language::{Analysis, Chain, Mention, MentionKind, Part, Sentence};
use newsgraph::model::{Article, Claim, ClaimTime, EntityType, Participant, Span, Status, TimeMethod, When};
use newsgraph::store::{Outcome, Run, Store};

/// An article in the making. Names are persons; `@Moscow` is a place, `#NATO` an organisation, `~rebels` a group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Doc {
    pub article: Article,
    pub analysis: Analysis,
    pub claims: Vec<Claim>,
}

/// What [`Doc::claim`] returns to refine the claim just made.
pub struct Last<'d>(&'d mut Doc);

pub fn run() -> Run {
    Run { extractor: "hand".into(), version: "1".into(), model: "none".into(), relations: Default::default() }
}

pub fn when(edtf: &str) -> When {
    When::parse(edtf).unwrap()
}

impl Doc {
    pub fn new(id: &str) -> Doc {
        let mut doc = Doc::default();
        doc.article.id = id.into();
        doc.say("An article.");
        doc
    }

    pub fn published(mut self, edtf: &str) -> Doc {
        self.article.published = Some(when(edtf));
        self
    }

    pub fn source(mut self, name: &str) -> Doc {
        self.article.source = Some(name.into());
        self
    }

    /// Adds the sentence "SUBJECT relation OBJECT", which claims just that.
    pub fn claim(&mut self, subject: &str, relation: &str, object: &str) -> Last<'_> {
        let sentence = self.analysis.sentences.len();
        let subject = self.mention(sentence, subject);
        let start = self.analysis.mentions[subject.mention].span.start;
        let trigger = self.append(relation);
        let object = self.mention(sentence, object);
        let span = Span::new(start, self.article.text.len());
        self.analysis.sentences.push(Sentence { span, part: Part::Body, paragraph: 0, tokens: Vec::new() });
        self.claims.push(Claim {
            relation: relation.into(),
            subject,
            object,
            title: None,
            time: None,
            place: None,
            status: Status::Actual,
            speaker: None,
            confidence: 0.8,
            rule: format!("{relation}.verb"),
            sentence,
            trigger,
        });
        Last(self)
    }

    /// Makes `alias` another name of the chain of `name`.
    pub fn alias(&mut self, name: &str, alias: &str) {
        let chain = self.chain(name);
        let sentence = self.analysis.sentences.len();
        let span = self.append(alias);
        self.push_mention(sentence, span, chain);
        self.analysis.sentences.push(Sentence { span, part: Part::Body, paragraph: 0, tokens: Vec::new() });
        self.analysis.chains[chain].aliases.push(alias.into());
    }

    pub fn put(&self, store: &mut Store) -> Outcome {
        store.put(&self.article, &self.analysis, &self.claims, &run()).unwrap()
    }

    /// Adds a sentence that claims nothing.
    pub fn say(&mut self, text: &str) {
        let span = self.append(text);
        self.analysis.sentences.push(Sentence { span, part: Part::Body, paragraph: 0, tokens: Vec::new() });
    }

    fn append(&mut self, words: &str) -> Span {
        let text = &mut self.article.text;
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(words);
        Span::new(start, text.len())
    }

    fn chain(&mut self, name: &str) -> usize {
        let (entity, name) = typed(name);
        let chains = &mut self.analysis.chains;
        match chains.iter().position(|chain| chain.entity == entity && chain.name == name) {
            Some(chain) => chain,
            None => {
                let chain = Chain { entity, name: name.into(), aliases: Vec::new(), mentions: Vec::new() };
                chains.push(chain);
                chains.len() - 1
            }
        }
    }

    fn mention(&mut self, sentence: usize, name: &str) -> Participant {
        let chain = self.chain(name);
        let span = self.append(typed(name).1);
        Participant { chain, mention: self.push_mention(sentence, span, chain), via: None }
    }

    fn push_mention(&mut self, sentence: usize, span: Span, chain: usize) -> usize {
        let mention = self.analysis.mentions.len();
        self.analysis.mentions.push(Mention {
            kind: MentionKind::Name,
            sentence,
            tokens: 0..0,
            head: 0,
            span,
            entity: Some(self.analysis.chains[chain].entity),
            certainty: 1.0,
            chains: vec![chain],
        });
        self.analysis.chains[chain].mentions.push(mention);
        mention
    }
}

fn typed(name: &str) -> (EntityType, &str) {
    let marks = [('@', EntityType::Place), ('#', EntityType::Org), ('~', EntityType::Group)];
    marks
        .into_iter()
        .find_map(|(mark, entity)| Some((entity, name.strip_prefix(mark)?)))
        .unwrap_or((EntityType::Person, name))
}

impl Last<'_> {
    fn claim(&mut self) -> &mut Claim {
        self.0.claims.last_mut().unwrap()
    }

    fn grow_sentence(&mut self) {
        let end = self.0.article.text.len();
        let sentence = self.claim().sentence;
        self.0.analysis.sentences[sentence].span.end = end;
    }

    pub fn on(mut self, edtf: &str) -> Self {
        let span = self.0.append(edtf);
        self.grow_sentence();
        self.claim().time = Some(ClaimTime { value: Some(when(edtf)), span, method: TimeMethod::Explicit });
        self
    }

    pub fn at(mut self, place: &str) -> Self {
        let sentence = self.claim().sentence;
        let place = self.0.mention(sentence, place);
        self.grow_sentence();
        self.claim().place = Some(place);
        self
    }

    pub fn says(mut self, speaker: &str) -> Self {
        let sentence = self.claim().sentence;
        let speaker = self.0.mention(sentence, speaker);
        self.grow_sentence();
        self.claim().speaker = Some(speaker);
        self
    }

    pub fn title(mut self, title: &str) -> Self {
        self.claim().title = Some(title.into());
        self
    }

    pub fn via(mut self, noun: &str) -> Self {
        self.claim().object.via = Some(noun.into());
        self
    }

    pub fn status(mut self, status: Status) -> Self {
        self.claim().status = status;
        self
    }

    pub fn confidence(mut self, confidence: f64) -> Self {
        self.claim().confidence = confidence;
        self
    }
}

/// A database in a folder that goes with it.
pub struct Scratch {
    pub store: Store,
    folder: tempfile::TempDir,
}

impl Scratch {
    /// From the bytes of a database made once: quicker than to run the migrations each time.
    pub fn new() -> Scratch {
        static EMPTY: LazyLock<Vec<u8>> = LazyLock::new(|| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("empty.db");
            Store::open_or_create(&path).unwrap();
            std::fs::read(path).unwrap()
        });
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.db");
        std::fs::write(&path, &*EMPTY).unwrap();
        Scratch { store: Store::open_or_create(&path).unwrap(), folder }
    }

    pub fn with(docs: &[Doc]) -> Scratch {
        let mut scratch = Scratch::new();
        for doc in docs {
            doc.put(&mut scratch.store);
        }
        scratch
    }

    /// Closes the database and opens it again.
    pub fn reopen(&mut self) {
        // Opened first, so that there is always one: the last to close turns write-ahead logging off.
        self.store = Store::open_or_create(&self.path()).unwrap();
    }

    pub fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("news.db")
    }
}

impl Scratch {
    /// Closes the database; the file stays until the folder is dropped.
    pub fn close(self) -> tempfile::TempDir {
        drop(self.store);
        self.folder
    }
}
