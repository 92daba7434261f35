//! Drawings by Graphviz, where its program `dot` is installed.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use super::{ExportError, Result};

/// What Graphviz draws: `format` is `svg` or `png`, `dot` the drawing in its language. `None` where it is not installed.
pub fn draw(dot: &[u8], format: &str) -> Result<Option<Vec<u8>>> {
    let run = Command::new("dot")
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut run = match run {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        run => run?,
    };
    // It reads everything before it writes anything. Where it stops early, its own complaint tells more.
    let written = run.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(dot));
    let output = run.wait_with_output()?;
    if !output.status.success() {
        return Err(ExportError::Graphviz(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    written?;
    Ok(Some(output.stdout))
}
