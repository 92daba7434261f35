//! What a list of events leaves out that whoever asked may look for.

use anyhow::Result;

use crate::model::When;
use crate::query::{self, Filter, Scope};
use crate::store::Store;

/// What to say below a list of so many events, or instead of one.
///
/// # Errors
///
/// When the database can't be read.
pub fn remark(store: &Store, scope: Scope<'_>, filter: &Filter, shown: usize) -> Result<Option<String>> {
    let undated = undated(store, scope, filter)?;
    if undated > 0 {
        return Ok(Some(format!("without a date, and so left out: {undated}")));
    }
    if shown > 0 {
        return Ok(None);
    }
    let of_any_status = Filter { status: Vec::new(), ..filter.clone() };
    let others = query::count(store, scope, &of_any_status)?;
    Ok((others > 0)
        .then(|| format!("nothing of this status; of any status there are {others}: --status all")))
}

/// How many events only the filters on time leave out, because they have none.
fn undated(store: &Store, scope: Scope<'_>, filter: &Filter) -> Result<usize> {
    if filter.since.is_none() && filter.until.is_none() && filter.on.is_none() {
        return Ok(0);
    }
    let of_any_time = Filter { since: None, until: None, on: None, ..filter.clone() };
    let dated = Filter { since: Some(When::year(1)?), ..of_any_time.clone() };
    Ok(query::count(store, scope, &of_any_time)?.saturating_sub(query::count(store, scope, &dated)?))
}
