//! How many of the gold entities have a chain of their name. Needs the gold articles beside the project.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;

use newsgraph::language::gazetteer::fold;
use newsgraph::language::{Chain, Pipeline};
use newsgraph::model::Article;
use serde_json::Value;

/// Rises with the work, never falls.
const FLOOR: f64 = 0.9;

/// How the chains of an article know a gold entity.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    /// By its full name.
    Name,
    /// By another of its names only.
    Alias,
    Missing,
}

fn found(name: &str, chains: &[Chain]) -> Found {
    let name = fold(name);
    if chains.iter().any(|c| fold(&c.name) == name) {
        Found::Name
    } else if chains.iter().any(|c| c.aliases.iter().any(|a| fold(a) == name)) {
        Found::Alias
    } else {
        Found::Missing
    }
}

#[test]
fn gold_entities_have_chains_of_their_names() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/dev");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let mut files: Vec<_> = files.map(|f| f.unwrap().path()).collect();
    files.sort();
    let (mut by_name, mut by_alias, mut all) = (0, 0, 0);
    for file in files {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let text = gold["text"].as_str().unwrap().to_owned();
        let analysis = Pipeline::embedded().analyze(&Article { text, ..Article::default() });
        for entity in gold["entities"].as_array().unwrap() {
            let name = entity["name"].as_str().unwrap();
            all += 1;
            match found(name, &analysis.chains) {
                Found::Name => by_name += 1,
                Found::Alias => by_alias += 1,
                Found::Missing => {}
            }
            if found(name, &analysis.chains) != Found::Name {
                println!("{} {} {}", gold["id"], entity["type"], entity);
            }
        }
    }
    let share = f64::from(by_name) / f64::from(all);
    println!("{by_name} of {all} gold entities by their full name ({share:.3}), {by_alias} more by an alias");
    assert!(share >= FLOOR, "{share:.3} is below {FLOOR}");
}
