//! How fast the database takes articles in and answers: `cargo bench --bench store -- 5000`.
//!
//! Articles are made up, of the size that news have (25 sentences, 4 KB, 50 mentions, 15 claims), with names as often
//! as in news: a few everywhere, most of them once (Zipf).
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::Path;
use std::time::Instant;

use newsgraph::language::{Analysis, Chain, Mention, MentionKind, Part, Sentence};
use newsgraph::model::{Article, Claim, ClaimTime, EntityType, Participant, Span, Status, TimeMethod, When};
use newsgraph::query::{self, Filter};
use newsgraph::store::{Run, Store};

const SENTENCES: usize = 25;
const CLAIMS: usize = 15;
const NAMES: u64 = 50_000;
const RELATIONS: &[&str] =
    &["met", "told", "criticized", "visited", "spoke_with", "holds_position", "located_in"];

fn main() {
    let articles = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(2_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    write(&path, articles);
    println!(
        "{:.1} KB an article",
        std::fs::metadata(&path).unwrap().len() as f64 / 1024.0 / f64::from(articles)
    );
    read(&path);
}

fn write(path: &Path, articles: u32) {
    let run = Run {
        extractor: "bench".into(),
        version: "1".into(),
        model: "none".into(),
        relations: Default::default(),
    };
    let mut store = Store::open_or_create(path).unwrap();
    let mut random = Random(1);
    let tenth = (articles / 10).max(1);
    let (mut total, mut since) = (0.0, 0.0);
    for i in 1..=articles {
        let (article, analysis, claims) = article(i, &mut random);
        let start = Instant::now();
        store.put(&article, &analysis, &claims, &run).unwrap();
        since += start.elapsed().as_secs_f64();
        if i % tenth == 0 {
            total += since;
            println!("{i:>6} articles: {:.0} a second", f64::from(tenth) / since);
            since = 0.0;
        }
    }
    println!("written in {total:.1} s");
    let start = Instant::now();
    store.remove("a1").unwrap();
    println!("one removed in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
}

fn read(path: &Path) {
    let store = Store::open(path).unwrap();
    let stats = query::stats(&store).unwrap();
    println!(
        "{} claims, {} events, {} states, {} entities",
        stats.claims, stats.events, stats.states, stats.entities
    );
    let month = Some(When::parse("2023-02").unwrap());
    let february = Filter { since: month.clone(), until: month, ..Filter::default() };
    for rank in [0, 10, 1_000] {
        let entity = query::entity(&store, &name(rank)).unwrap();
        for (what, filter) in [("all", &Filter::default()), ("in a month", &february)] {
            let met = || query::met(&store, &entity.id, None, filter).unwrap().len();
            println!("met, name {rank}, {what}: {} in {:.2} ms", met(), milliseconds(met));
        }
        let find = || query::find(&store, &name(rank)).unwrap().len();
        println!("find, name {rank}: {:.2} ms", milliseconds(find));
    }
    let all = || query::events(&store, None, &Filter::default()).unwrap().len();
    println!("all events: {:.0} ms", milliseconds(all));
}

/// The mean of three runs.
fn milliseconds<T>(work: impl Fn() -> T) -> f64 {
    let start = Instant::now();
    for _ in 0..3 {
        work();
    }
    start.elapsed().as_secs_f64() * 1e3 / 3.0
}

/// A linear congruential generator (Knuth's MMIX constants): the same articles every time.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }

    /// A rank below [`NAMES`] with density 1/rank.
    fn rank(&mut self) -> u64 {
        let uniform = self.below(1 << 30) as f64 / (1_u64 << 30) as f64;
        ((NAMES as f64).powf(uniform) - 1.0) as u64
    }
}

/// A name of two words; small ranks are frequent.
fn name(rank: u64) -> String {
    format!("Given{} Sur{rank}", rank % 211)
}

fn article(number: u32, random: &mut Random) -> (Article, Analysis, Vec<Claim>) {
    let mut article = Article { id: format!("a{number}"), ..Article::default() };
    let published = jiff::civil::date(2022, 1, 1) + jiff::Span::new().days(random.below(730) as i64);
    article.published = Some(When::day(published));
    article.source = Some(format!("Source {}", random.below(40)));
    let mut analysis = Analysis::default();
    let mut claims = Vec::new();
    for sentence in 0..SENTENCES {
        let start = article.text.len();
        let subject = mention(&mut article, &mut analysis, sentence, random);
        let trigger = append(&mut article, "met");
        let object = mention(&mut article, &mut analysis, sentence, random);
        let time = append(&mut article, &published.to_string());
        append(&mut article, "and spoke of many things, of ships and shoes, of cabbages and kings, and");
        append(&mut article, &format!("why the sea was number{} that day.", random.below(30_000)));
        let span = Span::new(start, article.text.trim_end().len());
        analysis.sentences.push(Sentence { span, part: Part::Body, paragraph: sentence, tokens: Vec::new() });
        if sentence < CLAIMS {
            let dated = random.below(3) == 0;
            claims.push(Claim {
                relation: RELATIONS[random.below(RELATIONS.len() as u64) as usize].into(),
                subject,
                object,
                title: None,
                time: dated.then(|| ClaimTime {
                    value: article.published.clone(),
                    span: time,
                    method: TimeMethod::Relative,
                }),
                place: None,
                status: Status::Actual,
                speaker: None,
                confidence: 0.8,
                rule: "bench".into(),
                sentence,
                trigger,
            });
        }
    }
    (article, analysis, claims)
}

fn append(article: &mut Article, words: &str) -> Span {
    let start = article.text.len();
    article.text.push_str(words);
    let span = Span::new(start, article.text.len());
    article.text.push(' ');
    span
}

fn mention(
    article: &mut Article,
    analysis: &mut Analysis,
    sentence: usize,
    random: &mut Random,
) -> Participant {
    let name = name(random.rank());
    let span = append(article, &name);
    let chain = analysis.chains.iter().position(|chain| chain.name == name).unwrap_or(analysis.chains.len());
    if chain == analysis.chains.len() {
        analysis.chains.push(Chain {
            entity: EntityType::Person,
            name,
            aliases: Vec::new(),
            mentions: Vec::new(),
        });
    }
    let mention = analysis.mentions.len();
    analysis.chains[chain].mentions.push(mention);
    analysis.mentions.push(Mention {
        kind: MentionKind::Name,
        sentence,
        tokens: 0..0,
        head: 0,
        span,
        entity: Some(EntityType::Person),
        certainty: 1.0,
        chains: vec![chain],
    });
    Participant { chain, mention, via: None }
}
