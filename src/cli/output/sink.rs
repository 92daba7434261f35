//! Where results go: standard output or a file. A terminal sees no character that steers it or deceives its reader.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::replacement::{Replacement, is_stream, same_file};
use crate::export::{ExportError, not_a_formula, visible, visible_json};

/// Standard output or a file. [`Sink::finish`] must be called: a file is only replaced when all is written.
pub struct Sink {
    out: Out,
    name: String,
    pub(super) terminal: bool,
}

enum Out {
    /// Written as it comes.
    Stream(Box<dyn Write>),
    File(Replacement),
}

impl Out {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Out::Stream(stream) => stream,
            Out::File(file) => file,
        }
    }
}

/// Refuses to write results over what the command reads.
pub fn apart<'p>(output: Option<&Path>, inputs: impl IntoIterator<Item = &'p Path>) -> Result<()> {
    let Some(output) = output.filter(|path| *path != Path::new("-") && !is_stream(path)) else {
        return Ok(());
    };
    if inputs.into_iter().any(|input| same_file(input, output)) {
        bail!("cannot write {}: this command reads it; name another file", output.display());
    }
    Ok(())
}

impl Sink {
    /// Opens the file, or standard output where none is given or it is `-`.
    pub fn open(path: Option<&Path>) -> Result<Sink> {
        match path {
            Some(path) if path != Path::new("-") => {
                let out = match is_stream(path) {
                    true => File::create(path).map(|file| Out::Stream(Box::new(BufWriter::new(file)))),
                    false => Replacement::of(path).map(Out::File),
                };
                let out = out.with_context(|| format!("cannot write {}", path.display()))?;
                Ok(Sink { out, name: path.display().to_string(), terminal: false })
            }
            _ => {
                let terminal = io::stdout().is_terminal();
                let out = Out::Stream(Box::new(BufWriter::new(io::stdout())));
                Ok(Sink { out, name: "standard output".into(), terminal })
            }
        }
    }

    /// Writes text of several lines as it is, but for what a terminal must not see.
    pub fn text(&mut self, text: &str) -> Result<()> {
        self.write(if self.terminal { visible(text) } else { Cow::Borrowed(text) })
    }

    /// Makes sure that all is written, and stands where it belongs.
    pub fn finish(self) -> Result<()> {
        let done = match self.out {
            Out::Stream(mut stream) => stream.flush(),
            Out::File(file) => file.finish(),
        };
        done.with_context(|| format!("cannot write {}", self.name))
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
        self.out.writer().write_all(text.as_bytes()).with_context(|| format!("cannot write {}", self.name))
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
            return self.out.writer().write(bytes);
        }
        self.out.writer().write_all(visible(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.writer().flush()
    }
}

#[cfg(test)]
impl Sink {
    /// Swallows everything, and is no terminal.
    pub(super) fn nowhere() -> Sink {
        Sink { out: Out::Stream(Box::new(io::sink())), name: String::new(), terminal: false }
    }
}
