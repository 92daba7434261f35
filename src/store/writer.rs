//! The rows of one article: what was read (document, sentences), what is named in it (chains, mentions), and what it
//! says (claims with their participants and evidence).

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::identities::{Identified, Named};
use super::touched::Touched;
use super::{Result, Run, StoreError, copies, events, id, identities, likeness, relations};
use crate::language::{Analysis, MentionKind, Part};
use crate::model::{Article, Claim, Participant, Span, Status, TimeMethod};
use crate::resolve::countries::{LIES_IN, countries};

/// A chain as stored.
struct StoredChain {
    row: i64,
    /// The id by which claims know it: that which its name alone gives it, so that it does not change with judgements.
    name_id: String,
}

/// Writes one article, of which the database has nothing yet.
pub struct Writer<'a> {
    pub db: &'a Connection,
    pub article: &'a Article,
    pub analysis: &'a Analysis,
    /// The document's public id.
    pub uid: String,
}

impl Writer<'_> {
    /// Writes the article and its claims, and what they touch in `touched`.
    ///
    /// # Errors
    /// A claim that does not fit the analysis; the database's.
    pub fn write(&self, claims: &[Claim], run: &Run, touched: &mut Touched) -> Result<()> {
        let doc_id = self.document(run)?;
        copies::enter(self.db, doc_id, &self.article.text, touched)?;
        self.sentences(doc_id)?;
        let chains = self.chains(doc_id, &self.countries(claims), touched)?;
        let mentions = self.mentions(doc_id, &chains)?;
        let mut seen = BTreeSet::new();
        for claim in claims {
            self.check(claim)?;
            let uid = self.claim_uid(claim, &chains);
            if seen.insert(uid.clone()) {
                let matter = self.claim(doc_id, &uid, claim, &chains, &mentions)?;
                touched.matters.insert(matter);
            }
        }
        touched.identities.extend(likeness::tied_in(self.db, &self.uid)?);
        Ok(())
    }

    fn document(&self, run: &Run) -> rusqlite::Result<i64> {
        let make = params![run.extractor, run.version, run.model];
        self.db
            .prepare_cached("INSERT OR IGNORE INTO run (extractor, version, model) VALUES (?, ?, ?)")?
            .execute(make)?;
        let run_id: i64 = self
            .db
            .prepare_cached("SELECT run_id FROM run WHERE extractor = ? AND version = ? AND model = ?")?
            .query_row(make, |row| row.get(0))?;
        relations::write(self.db, run_id, run)?;
        let article = self.article;
        let published = article.published.as_ref();
        self.db
            .prepare_cached(
                "INSERT INTO document (uid, article, run_id, published, published_lo, published_hi,
                                       source, url, title, author, text)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .insert(params![
                self.uid,
                article.id,
                run_id,
                published,
                published.and_then(|when| when.lo()),
                published.and_then(|when| when.hi()),
                article.source,
                article.url,
                article.title,
                article.author,
                article.text
            ])
    }

    /// Stores the sentences; what is no prose has neither mentions nor claims, and is none.
    fn sentences(&self, doc_id: i64) -> rusqlite::Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO sentence (doc_id, ord, part, start, \"end\") VALUES (?, ?, ?, ?, ?)",
        )?;
        let sentences = self.analysis.sentences.iter().enumerate();
        for (ord, sentence) in sentences.filter(|(_, sentence)| sentence.part != Part::Furniture) {
            let Span { start, end } = sentence.span;
            insert.execute(params![doc_id, ord, sentence.part, start, end])?;
        }
        Ok(())
    }

    /// The countries of the chains, as far as they are known.
    fn countries(&self, claims: &[Claim]) -> Vec<Option<&'static str>> {
        let chains: Vec<_> =
            self.analysis.chains.iter().map(|chain| (chain.entity, chain.name.as_str())).collect();
        let told = claims.iter().filter(|c| c.relation == LIES_IN && c.status == Status::Actual);
        countries(&chains, told.map(|claim| (claim.subject.chain, claim.object.chain)))
    }

    /// Stores the chains; `lie_in` gives the countries of those that are places.
    fn chains(
        &self,
        doc_id: i64,
        lie_in: &[Option<&str>],
        touched: &mut Touched,
    ) -> rusqlite::Result<Vec<StoredChain>> {
        let chains = &self.analysis.chains;
        let named: Vec<Named<'_>> = chains
            .iter()
            .map(|chain| {
                let mut mentions = chain.mentions.iter().filter_map(|&m| self.analysis.mentions.get(m));
                let by_name = mentions.any(|m| m.kind == MentionKind::Name);
                Named { entity: chain.entity, name: &chain.name, aliases: &chain.aliases, by_name }
            })
            .collect();
        let identified = identities::identify_all(self.db, &named, &self.uid, touched)?;

        let mut insert = self.db.prepare_cached(
            "INSERT INTO chain (doc_id, type, name, aliases, country, identity_id, entity_id)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?;
        let mut stored = Vec::with_capacity(chains.len());
        for ((chain, country), Identified { name_id, rows }) in chains.iter().zip(lie_in).zip(identified) {
            let aliases = serde_json::Value::from(chain.aliases.clone()).to_string();
            let row = insert.insert(params![
                doc_id,
                chain.entity,
                chain.name,
                aliases,
                country,
                rows.identity,
                rows.entity
            ])?;
            stored.push(StoredChain { row, name_id });
        }
        Ok(stored)
    }

    /// Stores the mentions that have a chain; gives their rows by their index.
    fn mentions(&self, doc_id: i64, chains: &[StoredChain]) -> Result<BTreeMap<usize, i64>> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO mention (doc_id, sentence, kind, start, \"end\", surface) VALUES (?, ?, ?, ?, ?, ?)",
        )?;
        let mut link =
            self.db.prepare_cached("INSERT INTO mention_chain (mention_id, chain_id) VALUES (?, ?)")?;
        let mut rows = BTreeMap::new();
        let mentions = self.analysis.mentions.iter().enumerate();
        for (i, mention) in mentions.filter(|(_, m)| !m.chains.is_empty()) {
            let Span { start, end } = mention.span;
            let surface = self.quote(mention.span)?;
            let row = insert.insert(params![doc_id, mention.sentence, mention.kind, start, end, surface])?;
            for chain in &mention.chains {
                let chain = chains.get(*chain).ok_or_else(|| self.inconsistent("a mention of no chain"))?;
                link.execute([row, chain.row])?;
            }
            rows.insert(i, row);
        }
        Ok(rows)
    }

    /// Stores a claim with its participants and evidence; gives its matter.
    fn claim(
        &self,
        doc_id: i64,
        uid: &str,
        claim: &Claim,
        chains: &[StoredChain],
        mentions: &BTreeMap<usize, i64>,
    ) -> Result<i64> {
        let value = claim.time.as_ref().and_then(|time| time.value.as_ref());
        let method = claim.time.as_ref().map_or(TimeMethod::None, |time| time.method);
        let row = self
            .db
            .prepare_cached(
                "INSERT INTO claim (uid, doc_id, sentence, relation, title, status, edtf, lo, hi, granularity,
                                    time_method, confidence, rule, matter, flipped)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
            )?
            .insert(params![
                uid,
                doc_id,
                claim.sentence,
                claim.relation,
                claim.title,
                claim.status,
                value,
                value.and_then(|when| when.lo()),
                value.and_then(|when| when.hi()),
                value.map(|when| when.granularity()),
                method,
                claim.confidence,
                claim.rule
            ])?;

        let mut insert = self.db.prepare_cached(
            "INSERT INTO claim_participant (claim_id, role, mention_id, chain_id, via) VALUES (?, ?, ?, ?, ?)",
        )?;
        for (role, participant) in participants(claim) {
            let (mention, chain) = (mentions[&participant.mention], chains[participant.chain].row);
            insert.execute(params![row, role, mention, chain, participant.via])?;
        }
        let mut insert = self.db.prepare_cached(
            "INSERT INTO evidence (claim_id, part, start, \"end\", exact) VALUES (?, ?, ?, ?, ?)",
        )?;
        let sentence = self.analysis.sentences[claim.sentence].span;
        let time = claim.time.as_ref().map(|time| ("time", time.span));
        for (part, span) in [("sentence", sentence), ("trigger", claim.trigger)].into_iter().chain(time) {
            insert.execute(params![row, part, span.start, span.end, self.quote(span)?])?;
        }
        let [_, matter] = events::rematter(self.db, row)?;
        Ok(matter)
    }

    /// Refuses a claim that does not fit the analysis.
    fn check(&self, claim: &Claim) -> Result<()> {
        if claim.sentence >= self.analysis.sentences.len() {
            return Err(self.inconsistent("a claim without a sentence"));
        }
        for (role, participant) in participants(claim) {
            let mention = self.analysis.mentions.get(participant.mention);
            let fits = participant.chain < self.analysis.chains.len()
                && mention.is_some_and(|mention| mention.chains.contains(&participant.chain));
            if !fits {
                let what = format!("the {role} of a {} claim is no mention of its chain", claim.relation);
                return Err(self.inconsistent(&what));
            }
        }
        Ok(())
    }

    /// The same claim read twice is one: its id tells all that makes it what it is.
    fn claim_uid(&self, claim: &Claim, chains: &[StoredChain]) -> String {
        let mut parts: Vec<String> = vec![self.uid.clone(), claim.relation.clone()];
        for (role, participant) in participants(claim) {
            parts.push(role.into());
            parts.push(chains[participant.chain].name_id.clone());
            parts.push(participant.via.clone().unwrap_or_default());
            parts.push(offsets(self.analysis.mentions[participant.mention].span));
        }
        parts.push(claim.title.clone().unwrap_or_default());
        parts.push(offsets(claim.trigger));
        parts.extend(claim.time.iter().map(|time| offsets(time.span)));
        id::public("c", parts.iter().map(String::as_str))
    }

    /// The text at a span; there must be some.
    fn quote(&self, span: Span) -> Result<&str> {
        match span.of(&self.article.text) {
            "" => Err(self.inconsistent(&format!("there is no text at {}", offsets(span)))),
            text => Ok(text),
        }
    }

    fn inconsistent(&self, what: &str) -> StoreError {
        StoreError::Inconsistent { article: self.article.id.clone(), what: what.to_owned() }
    }
}

fn offsets(span: Span) -> String {
    format!("{}:{}", span.start, span.end)
}

/// The participants that a claim has, by role.
fn participants(claim: &Claim) -> impl Iterator<Item = (&'static str, &Participant)> {
    [("subject", &claim.subject), ("object", &claim.object)]
        .into_iter()
        .chain(claim.place.as_ref().map(|place| ("place", place)))
        .chain(claim.speaker.as_ref().map(|speaker| ("speaker", speaker)))
}
