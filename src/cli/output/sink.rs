//! Where results go: standard output or a file. A terminal sees no character that steers it or deceives its reader.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::export::{ExportError, not_a_formula, visible, visible_json};

/// Standard output or a file.
pub struct Sink {
    out: Box<dyn Write>,
    name: String,
    pub(super) terminal: bool,
}

impl Sink {
    /// Opens the file, or standard output where none is given or it is `-`.
    pub fn open(path: Option<&Path>) -> Result<Sink> {
        match path {
            Some(path) if path != Path::new("-") => {
                let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
                let out = Box::new(BufWriter::new(file));
                Ok(Sink { out, name: path.display().to_string(), terminal: false })
            }
            _ => {
                let terminal = io::stdout().is_terminal();
                let out = Box::new(BufWriter::new(io::stdout()));
                Ok(Sink { out, name: "standard output".into(), terminal })
            }
        }
    }

    /// Writes text of several lines as it is, but for what a terminal must not see.
    pub fn text(&mut self, text: &str) -> Result<()> {
        self.write(if self.terminal { visible(text) } else { Cow::Borrowed(text) })
    }

    /// Makes sure that all is written.
    pub fn flush(&mut self) -> Result<()> {
        self.out.flush().with_context(|| format!("cannot write {}", self.name))
    }

    /// The error, told with what was being written.
    pub fn failed(&self, error: ExportError) -> anyhow::Error {
        match error {
            ExportError::Write(error) => {
                anyhow::Error::new(error).context(format!("cannot write {}", self.name))
            }
            other => other.into(),
        }
    }

    /// Writes a line of JSON; on a terminal, with the same value but nothing that steers or deceives.
    pub fn json(&mut self, value: &impl Serialize) -> Result<()> {
        let mut json = serde_json::to_string(value)?;
        json.push('\n');
        self.write(if self.terminal { visible_json(&json) } else { Cow::Borrowed(&json) })
    }

    /// Writes a line of separated values.
    pub(super) fn separated<S: AsRef<str>>(&mut self, cells: &[S], delimiter: u8) -> Result<()> {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(cells.iter().map(|cell| not_a_formula(cell.as_ref()).into_owned()))?;
        let line = writer.into_inner().map_err(|e| e.into_error())?;
        self.text(&String::from_utf8_lossy(&line))
    }

    /// Writes text as it is.
    pub(super) fn write(&mut self, text: Cow<'_, str>) -> Result<()> {
        self.out.write_all(text.as_bytes()).with_context(|| format!("cannot write {}", self.name))
    }

    /// Whether colours may be used; see <https://no-color.org>.
    pub(super) fn colour(&self) -> bool {
        self.terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
    }
}

/// For exporters, which write whole pieces of UTF-8. A terminal sees nothing that steers or deceives.
impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.terminal {
            return self.out.write(bytes);
        }
        self.out.write_all(visible(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
impl Sink {
    /// Swallows everything, and is no terminal.
    pub(super) fn nowhere() -> Sink {
        Sink { out: Box::new(io::sink()), name: String::new(), terminal: false }
    }
}
