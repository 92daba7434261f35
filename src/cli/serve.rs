use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, bail};
use tokio::sync::Notify;

use super::Outcome;
use super::database::Database;
use super::output::{Sink, message};
use crate::view::Server;

/// Show a database as pages in a browser, to be searched, filtered, walked and read; until Ctrl-C
///
/// Prints the address of the first page. Only this machine can see the pages, unless --host says otherwise; nothing can
/// be changed through them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph serve news.db")]
pub struct Serve {
    #[command(flatten)]
    database: Database,
    /// The address to serve on: one of another kind than 127.0.0.1 shows the database to all who can reach it
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// The port; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8017)]
    port: u16,
    /// How many seconds one page may take
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    patience: u64,
}

impl Serve {
    pub fn run(self) -> Result<Outcome> {
        // What is wrong with the database is told now, not on the first page.
        self.database.open()?;
        let patience = Duration::from_secs(self.patience);
        let server = Server::bind(&self.host, self.port, self.database.path.clone(), patience)?;
        let stop = Arc::new(Notify::new());
        let stopping = stop.clone();
        if let Err(error) = ctrlc::set_handler(move || stopping.notify_one()) {
            bail!("cannot listen for Ctrl-C: {error}");
        }
        let mut sink = Sink::open(None)?;
        sink.text(&format!("{}\n", server.url()))?;
        sink.finish()?;
        if !server.is_local() {
            message("warning", "others can read the whole database at this address");
        }
        message("note", "Ctrl-C ends it");
        server.run(async move { stop.notified().await })?;
        Ok(Outcome::Found)
    }
}
