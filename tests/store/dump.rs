//! The state as text: equal dumps, equal databases.

use std::fmt::Write;

use newsgraph::store::Store;

/// One row a line, after the table's name.
pub fn dump(store: &Store) -> String {
    let mut dump = String::new();
    store.state(|part, row| writeln!(dump, "{} {row}", part.table).unwrap()).unwrap();
    dump
}
