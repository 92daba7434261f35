use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};

use super::Outcome;
use super::database::{Database, one_entity};
use super::filters::FilterArgs;
use super::output::{Sink, message};
use crate::export::{
    self, Clusters, Excerpt, View, csv, cypher, dot, ftm, gexf, graphml, graphviz, html, jsonl, jsonld,
    obsidian, plover, png, svg,
};
use crate::network::{self, Network};
use crate::query::{self, Filter};
use crate::store::Store;

/// Write the graph in another form: a drawing, data for other programs, or everything as JSON Lines
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph export news.db dot --around \"Wang Yi\" --hops 2 | dot -Tsvg -o wang.svg
  newsgraph export news.db jsonl -o news.jsonl")]
pub struct Export {
    #[command(flatten)]
    database: Database,
    #[command(subcommand)]
    form: Form,
}

#[derive(Debug, Subcommand)]
enum Form {
    Dot(Box<Dot>),
    /// A drawing as SVG, by Graphviz where it is installed, else by a simpler layout of the program's own
    Svg(Box<Drawing>),
    /// A drawing as PNG, by Graphviz where it is installed, else by a simpler layout of the program's own
    Png(Box<Drawing>),
    /// One HTML page that needs nothing else: a drawing and a table of all events with their sentences
    Html(Box<Data>),
    /// GraphML, for Gephi, yEd, Cytoscape, igraph, NetworkX: an edge an event
    Graphml(Box<Data>),
    /// GEXF 1.3, for Gephi's timeline: an edge a relation, with the dates of its events
    Gexf(Box<Data>),
    Csv(Box<Csv>),
    Obsidian(Box<Obsidian>),
    /// JSON-LD: entities and events in the words of schema.org, evidence in those of PROV, for triple stores
    Jsonld(Box<Data>),
    /// FollowTheMoney entities, for Aleph and the tools of OpenSanctions
    Ftm(Box<Data>),
    /// Event records with PLOVER types and CAMEO codes; relations that have none are left out
    Plover(Box<Data>),
    /// Statements in Cypher, for Neo4j and Memgraph
    Cypher(Box<Data>),
    Jsonl(Jsonl),
}

/// A drawing in DOT, for Graphviz: `newsgraph export news.db dot | dot -Tsvg -o news.svg`
///
/// Shows the neighbourhood of one entity, or the entities with the most neighbours, and says in its caption what it
/// leaves out. What is planned, possible or denied is drawn dashed or dotted.
#[derive(Debug, Args)]
struct Dot {
    /// Draw frames around entities that have something in common
    #[arg(long, value_enum, value_name = "WHAT", default_value = "none", hide_default_value = true)]
    clusters: By,
    #[command(flatten)]
    part: PartArgs,
    #[command(flatten)]
    output: FileArgs,
}

/// A drawing for a format that Graphviz makes where it is installed.
#[derive(Debug, Args)]
struct Drawing {
    /// Draw without Graphviz, also where it is installed: the same everywhere
    #[arg(long)]
    built_in: bool,
    #[command(flatten)]
    dot: Dot,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    /// No frames
    None,
    /// Persons, organisations, places, groups
    Type,
    /// Communities, with the numbers that `newsgraph communities` gives them
    Community,
}

/// One file of data.
#[derive(Debug, Args)]
struct Data {
    #[command(flatten)]
    part: PartArgs,
    #[command(flatten)]
    output: FileArgs,
}

/// Tables in a folder: nodes.csv and edges.csv for Gephi, neo4j-nodes.csv and neo4j-edges.csv
///
/// neo4j-admin database import full --multiline-fields=true --nodes=neo4j-nodes.csv --relationships=neo4j-edges.csv
///
/// Values are written as they are. To read them in a spreadsheet program, which runs texts that begin with = + - @ as
/// formulas, take `newsgraph events --csv`, which guards against that, or import the columns as text.
#[derive(Debug, Args)]
struct Csv {
    #[command(flatten)]
    folder: Folder,
}

/// A folder of linked notes for Obsidian, one an entity, with its events and their sentences
#[derive(Debug, Args)]
struct Obsidian {
    #[command(flatten)]
    folder: Folder,
}

#[derive(Debug, Args)]
struct Folder {
    #[command(flatten)]
    part: PartArgs,
    /// Write into FOLDER, which is made where it is not there
    #[arg(long, short, value_name = "FOLDER")]
    output: PathBuf,
}

/// Everything, one JSON object a line: articles, entities, events and claims, by id; the same for the same articles
#[derive(Debug, Args)]
struct Jsonl {
    #[command(flatten)]
    output: FileArgs,
}

/// Which part of the network is taken.
#[derive(Debug, Args)]
struct PartArgs {
    /// Take what lies around this entity: a name, a unique part of one, or an id
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// How many events away from it others may be
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    hops: usize,
    /// Take at most N entities, the nearest and those with the most neighbours first [default: 60 for a drawing, else
    /// all]
    #[arg(long, value_name = "N")]
    max_nodes: Option<usize>,
    #[command(flatten)]
    filters: FilterArgs,
}

#[derive(Debug, Args)]
struct FileArgs {
    /// Write to FILE instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The most entities of a drawing, unless another number is asked for: more are a hairball.
const DRAWN: usize = 60;

impl Export {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        match self.form {
            Form::Dot(dot) => dot.run(&store),
            Form::Svg(drawing) => drawing.svg(&store),
            Form::Png(drawing) => drawing.png(&store),
            Form::Html(data) => data.run(&store, html::write),
            Form::Graphml(data) => data.run(&store, graphml::write),
            Form::Gexf(data) => data.run(&store, gexf::write),
            Form::Csv(csv) => csv.run(&store),
            Form::Obsidian(obsidian) => obsidian.run(&store),
            Form::Jsonld(data) => data.run(&store, jsonld::write),
            Form::Ftm(data) => data.run(&store, ftm::write),
            Form::Plover(data) => data.run(&store, |excerpt, sink| {
                let uncoded = plover::uncoded(excerpt);
                if uncoded > 0 {
                    message("note", format!("events of relations without a code, left out: {uncoded}"));
                }
                plover::write(excerpt, sink)
            }),
            Form::Cypher(data) => data.run(&store, cypher::write),
            Form::Jsonl(jsonl) => jsonl.run(&store),
        }
    }
}

impl Dot {
    fn run(self, store: &Store) -> Result<Outcome> {
        let excerpt = self.excerpt(store)?;
        let communities = self.communities(store)?;
        let output = self.output.output.clone();
        write_file(output, &excerpt, |excerpt, sink| self.write(excerpt, &communities, sink))?;
        told(&excerpt)
    }

    fn excerpt<'a>(&self, store: &'a Store) -> Result<Excerpt<'a>> {
        self.part.excerpt(store, Some(DRAWN))
    }

    /// The communities of those entities that are in one, where frames are to show them.
    fn communities(&self, store: &Store) -> Result<BTreeMap<String, usize>> {
        if !matches!(self.clusters, By::Community) {
            return Ok(BTreeMap::new());
        }
        let filter = Filter { limit: None, ..self.part.filters.filter(store)? };
        let communities = network::communities(store, &filter)?.communities;
        let members = |(i, community): (usize, network::Community)| {
            community.members.into_iter().map(move |member| (member.id, i + 1))
        };
        Ok(communities.into_iter().enumerate().flat_map(members).collect())
    }

    fn write(
        &self,
        excerpt: &Excerpt<'_>,
        communities: &BTreeMap<String, usize>,
        out: &mut impl Write,
    ) -> export::Result<()> {
        dot::write(excerpt, self.clusters(communities), out)
    }

    fn clusters<'a>(&self, communities: &'a BTreeMap<String, usize>) -> Clusters<'a> {
        match self.clusters {
            By::None => Clusters::None,
            By::Type => Clusters::Type,
            By::Community => Clusters::Community(communities),
        }
    }
}

impl Drawing {
    fn svg(self, store: &Store) -> Result<Outcome> {
        self.run(store, "svg", |excerpt, clusters| {
            let mut svg = Vec::new();
            svg::write(excerpt, clusters, svg::Look::Screen, &mut svg)?;
            Ok(svg)
        })
    }

    fn png(self, store: &Store) -> Result<Outcome> {
        if self.dot.output.output.is_none() && io::stdout().is_terminal() {
            bail!("a picture can't be shown on a terminal: write it into a file with -o FILE.png");
        }
        self.run(store, "png", |excerpt, clusters| {
            let picture = png::draw(excerpt, clusters)?;
            if !picture.unknown.is_empty() {
                let unknown: String = picture.unknown.iter().collect();
                message(
                    "note",
                    format!(
                        "no font on this machine has these characters, which are drawn as �: {unknown}; \
                         install fonts for them (the Noto fonts have most), or export `svg`"
                    ),
                );
            }
            Ok(picture.png)
        })
    }

    /// Writes what Graphviz draws, where it is installed and wanted; else what `draw` does.
    fn run(
        self,
        store: &Store,
        format: &str,
        draw: impl FnOnce(&Excerpt<'_>, Clusters<'_>) -> export::Result<Vec<u8>>,
    ) -> Result<Outcome> {
        let excerpt = self.dot.excerpt(store)?;
        let communities = self.dot.communities(store)?;
        let mut drawn = None;
        if !self.built_in {
            let mut dot = Vec::new();
            self.dot.write(&excerpt, &communities, &mut dot)?;
            drawn = graphviz::draw(&dot, format)?;
        }
        let drawn = match drawn {
            Some(drawn) => drawn,
            None => draw(&excerpt, self.dot.clusters(&communities))?,
        };
        write_file(self.dot.output.output, &excerpt, |_, sink| Ok(sink.write_all(&drawn)?))?;
        told(&excerpt)
    }
}

impl Data {
    fn run(
        self,
        store: &Store,
        write: impl FnOnce(&Excerpt<'_>, &mut Sink) -> export::Result<()>,
    ) -> Result<Outcome> {
        let excerpt = self.part.excerpt(store, None)?;
        write_file(self.output.output, &excerpt, write)?;
        told(&excerpt)
    }
}

impl Csv {
    fn run(self, store: &Store) -> Result<Outcome> {
        let excerpt = self.folder.part.excerpt(store, None)?;
        self.folder.make()?;
        for (headers, nodes, edges) in [
            (csv::Headers::Gephi, "nodes.csv", "edges.csv"),
            (csv::Headers::Neo4j, "neo4j-nodes.csv", "neo4j-edges.csv"),
        ] {
            let path = |name| Some(self.folder.output.join(name));
            write_file(path(nodes), &excerpt, |excerpt, sink| csv::write_nodes(excerpt, headers, sink))?;
            write_file(path(edges), &excerpt, |excerpt, sink| csv::write_edges(excerpt, headers, sink))?;
        }
        told(&excerpt)
    }
}

impl Obsidian {
    fn run(self, store: &Store) -> Result<Outcome> {
        let excerpt = self.folder.part.excerpt(store, None)?;
        self.folder.make()?;
        let folder = &self.folder.output;
        // Notes of an earlier export would stay among the new ones, and nobody's notes must be lost.
        if fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some()) {
            bail!("the folder {} is not empty: give a new one", folder.display());
        }
        obsidian::write(&excerpt, |file, text| {
            let path = folder.join(file);
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
        })?;
        told(&excerpt)
    }
}

impl Folder {
    fn make(&self) -> Result<()> {
        fs::create_dir_all(&self.output)
            .with_context(|| format!("cannot make the folder {}", self.output.display()))
    }
}

impl PartArgs {
    /// The part that was asked for; where no number of entities was, so many at most.
    fn excerpt<'a>(&self, store: &'a Store, max_nodes: Option<usize>) -> Result<Excerpt<'a>> {
        let center = self.around.as_ref().map(|name| one_entity(store, name)).transpose()?;
        let network = Network::new(query::events(store, None, &self.filters.filter(store)?)?);
        let mut title = self.filters.in_words();
        if let Some(center) = &center {
            title = format!("around {} (hops: {}) {title}", center.name, self.hops);
        }
        let view = View {
            around: center.as_ref().map(|center| (center.id.as_str(), self.hops)),
            max_nodes: self.max_nodes.or(max_nodes),
        };
        Ok(Excerpt::new(store, network, title.trim(), view))
    }
}

/// Writes a file, or standard output where no path is given.
fn write_file(
    path: Option<PathBuf>,
    excerpt: &Excerpt<'_>,
    write: impl FnOnce(&Excerpt<'_>, &mut Sink) -> export::Result<()>,
) -> Result<()> {
    let mut sink = Sink::open(path.as_deref())?;
    write(excerpt, &mut sink).map_err(|error| sink.failed(error))?;
    sink.finish()
}

/// Says what an export leaves out.
fn told(excerpt: &Excerpt<'_>) -> Result<Outcome> {
    if let Some(hidden) = &excerpt.hidden {
        message("note", hidden);
    }
    Ok(Outcome::of(excerpt.network.len()))
}

impl Jsonl {
    fn run(self, store: &Store) -> Result<Outcome> {
        let mut sink = Sink::open(self.output.output.as_deref())?;
        let mut count = 0;
        jsonl::write(store, |line| {
            count += 1;
            sink.json(&line)
        })?;
        sink.finish()?;
        Ok(Outcome::of(count))
    }
}
