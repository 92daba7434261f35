//! Makes a database of so many events with the shape of news: `cargo run --release --example generate -- 1000000 FILE`.
//!
//! The store makes the file with its schema, which checks every row; the rows of made-up articles of twelve claims each are
//! then written in bulk, since to read so many articles in takes an hour. Each claim is an event of its own, and entities are
//! not looked up in tables of the world: what `newsgraph check` says of that, `newsgraph rebuild` mends. There are a quarter as many names as events,
//! with the frequencies of names in news (Zipf): at a million events the first country is in about one of seven, most
//! names are in one or two. Half of what somebody does is done to one of the same circle. The same number gives the same
//! file every time. Tells its progress twenty times.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use jiff::civil::Date;
use newsgraph::model::When;
use newsgraph::store::Store;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

/// How many claims an article has.
const CLAIMS: u64 = 12;

/// How many circles there are: who belongs to one has to do with others of it.
const CIRCLES: u64 = 500;

/// The names that are everywhere.
const COUNTRIES: [&str; 24] = [
    "United States",
    "China",
    "Russia",
    "Ukraine",
    "Germany",
    "France",
    "United Kingdom",
    "Japan",
    "India",
    "Israel",
    "Iran",
    "Turkey",
    "Brazil",
    "Canada",
    "Australia",
    "Italy",
    "Poland",
    "Mexico",
    "Egypt",
    "Spain",
    "Pakistan",
    "Syria",
    "Indonesia",
    "Nigeria",
];

/// Relations, the frequent ones several times.
const RELATIONS: [&str; 16] = [
    "met",
    "met",
    "met",
    "visited",
    "visited",
    "spoke_with",
    "told",
    "told",
    "told",
    "criticized",
    "criticized",
    "supported",
    "urged",
    "attacked",
    "holds_position",
    "agreed_with",
];

const MEETINGS: [&str; 3] = ["met", "visited", "spoke_with"];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(Ok(events)), Some(path)) = (arguments.next().map(|n| n.parse::<u64>()), arguments.next())
    else {
        eprintln!("usage: generate NUMBER-OF-EVENTS FILE");
        std::process::exit(2);
    };
    assert!(!Path::new(&path).exists(), "{path} is there already");
    drop(Store::open_or_create(path.as_ref()).unwrap());
    let mut db = Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA synchronous = off; PRAGMA cache_size = -400000; PRAGMA foreign_keys = off;")
        .unwrap();
    let writing = db.transaction().unwrap();
    write(&writing, events);
    writing.commit().unwrap();
    let broken: u64 =
        db.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(broken, 0, "rows that lead nowhere");
}

fn write(db: &Connection, events: u64) {
    db.execute("INSERT INTO run VALUES (1, 'generate', '1', 'none')", []).unwrap();
    let names = events / 4;
    let (mut writer, start) =
        (Writer { db, random: Random(1), mentioned: BTreeMap::new(), rows: 0 }, Instant::now());
    let mut made = 0;
    for document in 1_i64.. {
        let wanted = (events - made).min(CLAIMS);
        writer.article(document, wanted, made, names);
        if (made + wanted) * 20 / events > made * 20 / events {
            println!("{document} articles, {} events, {:.0} s", made + wanted, start.elapsed().as_secs_f64());
        }
        made += wanted;
        if made == events {
            break;
        }
    }
    writer.entities();
}

struct Writer<'a> {
    db: &'a Connection,
    random: Random,
    /// By rank: the number of articles with it.
    mentioned: BTreeMap<u64, u32>,
    /// How many chains and mentions there are so far.
    rows: i64,
}

impl Writer<'_> {
    fn run(&self, sql: &str, params: impl rusqlite::Params) {
        self.db.prepare_cached(sql).unwrap().execute(params).unwrap();
    }

    fn article(&mut self, document: i64, facts: u64, before: u64, names: u64) {
        let published =
            jiff::civil::date(2019, 1, 1) + jiff::Span::new().days(self.random.below(5 * 365) as i64);
        let facts: Vec<Fact> = (0..facts).map(|_| Fact::new(published, names, &mut self.random)).collect();
        let mut text = String::new();
        let mut spans = Vec::new();
        for fact in &facts {
            let mut say = |words: &str| {
                let start = text.len();
                text.push_str(words);
                text.push(' ');
                (start, start + words.len())
            };
            let [subject, trigger, object] =
                [&*name(fact.ends[0]), fact.relation, &*name(fact.ends[1])].map(&mut say);
            let time = fact.day.map(|day| say(&day.to_string()));
            let (_, end) = say(&format!("in matter {}.", self.random.below(30_000)));
            spans.push(Spans { sentence: (subject.0, end), ends: [subject, object], trigger, time });
        }
        let day = |date: Date| When::day(date).lo();
        self.run(
            "INSERT INTO document (doc_id, uid, article, run_id, published, published_lo, published_hi, source, text)
             VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?)",
            params![
                document,
                document_id(&format!("a{document}"), &text),
                format!("a{document}"),
                published.to_string(),
                day(published),
                day(published),
                format!("Source {}", document % 200),
                text
            ],
        );
        let mut chains = BTreeMap::new();
        for (sentence, (fact, spans)) in facts.iter().zip(&spans).enumerate() {
            let row = before as i64 + sentence as i64 + 1;
            self.run(
                "INSERT INTO sentence VALUES (?, ?, 'body', ?, ?)",
                params![document, sentence, spans.sentence.0, spans.sentence.1],
            );
            self.claim(row, document, sentence, fact);
            for (role, rank, (start, end)) in
                [("subject", fact.ends[0], spans.ends[0]), ("object", fact.ends[1], spans.ends[1])]
            {
                self.rows += 1;
                let mention = self.rows;
                let chain = *chains.entry(rank).or_insert_with(|| {
                    *self.mentioned.entry(rank).or_default() += 1;
                    self.run(
                        "INSERT INTO chain VALUES (?1, ?2, ?3, ?4, '[]', ?5, ?5, NULL)",
                        params![mention, document, entity_type(rank), name(rank), entity(rank)],
                    );
                    mention
                });
                self.run(
                    "INSERT INTO mention VALUES (?, ?, ?, 'name', ?, ?, ?)",
                    params![mention, document, sentence, start, end, name(rank)],
                );
                self.run("INSERT INTO mention_chain VALUES (?, ?)", [mention, chain]);
                self.run(
                    "INSERT INTO claim_participant VALUES (?, ?, ?, ?, NULL)",
                    params![row, role, mention, chain],
                );
            }
            let quotes =
                [("sentence", Some(spans.sentence)), ("trigger", Some(spans.trigger)), ("time", spans.time)];
            for (part, span) in quotes {
                if let Some((start, end)) = span {
                    self.run(
                        "INSERT INTO evidence VALUES (?, ?, ?, ?, ?)",
                        params![row, part, start, end, &text[start..end]],
                    );
                }
            }
        }
    }

    /// A claim, and the event that it alone is about.
    fn claim(&self, row: i64, document: i64, sentence: usize, fact: &Fact) {
        let (edtf, granularity) = (fact.day.map(|day| day.to_string()), fact.day.map(|_| "day"));
        let day = fact.day.and_then(|day| When::day(day).lo());
        let method = if fact.day.is_some() { "relative" } else { "none" };
        let (matter, kind) = (
            row.wrapping_mul(SCRAMBLE as i64),
            if fact.relation == "holds_position" { "state" } else { "event" },
        );
        self.run(
            "INSERT INTO claim VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, 0.8, 'generate', ?, 0, ?, 'first')",
            params![
                row, id('c', row as u64), document, sentence, fact.relation, fact.status, edtf, day, day, granularity, method,
                matter, row
            ],
        );
        self.run(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, NULL, ?, 0, 1, 1, 1, 0.8)",
            params![
                row,
                id('e', row as u64),
                matter,
                kind,
                fact.relation,
                edtf,
                day,
                day,
                granularity,
                method,
                fact.status
            ],
        );
        let actual = fact.status == "actual";
        let met = actual && MEETINGS.contains(&fact.relation);
        for (role, one, other) in [("subject", 0, 1), ("object", 1, 0)] {
            self.run(
                "INSERT INTO event_participant (event_id, role, entity_id, other_id, met, shown, lo, hi)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                params![row, role, entity(fact.ends[one]), entity(fact.ends[other]), met, actual, day, day],
            );
        }
    }

    fn entities(&self) {
        for (&rank, &documents) in &self.mentioned {
            let (row, uid, entity_type, name) =
                (entity(rank), id('n', rank + 1), entity_type(rank), name(rank));
            let norm = name.to_lowercase();
            self.run(
                "INSERT INTO entity VALUES (?, ?, ?, ?, 'joined', ?)",
                params![row, uid, entity_type, name, documents],
            );
            self.run(
                "INSERT INTO identity VALUES (?, ?, ?, ?, NULL, 'full_name', 1, ?, ?)",
                params![row, uid, entity_type, norm, documents, row],
            );
            self.run("INSERT INTO alias VALUES (?, ?, ?, ?, ?)", params![row, row, name, norm, documents]);
            for word in norm.split(' ') {
                self.run("INSERT OR IGNORE INTO alias_word VALUES (?, ?)", params![word, row]);
            }
        }
    }
}

/// What a sentence says: ranks of entities.
struct Fact {
    ends: [u64; 2],
    relation: &'static str,
    day: Option<Date>,
    status: &'static str,
}

impl Fact {
    fn new(published: Date, names: u64, random: &mut Random) -> Fact {
        let subject = random.rank(names);
        let mut object = subject;
        while object == subject {
            object = match random.below(2) {
                0 => random.rank(names),
                _ => subject % CIRCLES + CIRCLES * random.rank((names / CIRCLES).max(2)),
            };
        }
        let day = published - jiff::Span::new().days(random.below(5) as i64);
        Fact {
            ends: [subject, object],
            relation: RELATIONS[random.below(RELATIONS.len() as u64) as usize],
            day: (random.below(10) < 6).then_some(day),
            status: match random.below(20) {
                0 | 1 => "planned",
                2 => "possible",
                3 => "denied",
                _ => "actual",
            },
        }
    }
}

/// Where its words stand.
struct Spans {
    sentence: (usize, usize),
    ends: [(usize, usize); 2],
    trigger: (usize, usize),
    time: Option<(usize, usize)>,
}

fn entity(rank: u64) -> i64 {
    rank as i64 + 1
}

fn entity_type(rank: u64) -> &'static str {
    if (rank as usize) < COUNTRIES.len() { "PLACE" } else { "PERSON" }
}

/// A country, or a person whose name sounds like no other.
fn name(rank: u64) -> String {
    if let Some(country) = COUNTRIES.get(rank as usize) {
        return (*country).to_owned();
    }
    let syllables: Vec<_> = (0..6)
        .map(|place| {
            ["pa", "ti", "ko", "fe", "lu", "ma", "ni", "ro", "se"][(rank / 9_u64.pow(place) % 9) as usize]
        })
        .collect();
    let capital = |name: String| name[..1].to_uppercase() + &name[1..];
    format!("{} {}nd", capital(syllables[..3].concat()), capital(syllables[3..].concat()))
}

/// Spreads numbers over all there are, each to another.
const SCRAMBLE: u64 = 0x9e37_79b9_7f4a_7c15;

fn id(kind: char, number: u64) -> String {
    format!("{kind}-{:016x}", number.wrapping_mul(SCRAMBLE))
}

/// As the store makes it of the article's id and text.
fn document_id(article: &str, text: &str) -> String {
    let mut sha = Sha256::new();
    for part in [article, text] {
        sha.update((part.len() as u64).to_le_bytes());
        sha.update(part);
    }
    format!("d-{}", sha.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// A linear congruential generator (Knuth's MMIX constants): the same numbers every time.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }

    /// A rank below `n` with density 1/rank: a few everywhere, most of them once.
    fn rank(&mut self, n: u64) -> u64 {
        let uniform = self.below(1 << 30) as f64 / (1_u64 << 30) as f64;
        ((n as f64).powf(uniform) - 1.0) as u64
    }
}
