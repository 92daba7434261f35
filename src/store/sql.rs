//! Free SQL that can't but read.

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};
use serde_json::Value;

use super::{Result, Store, StoreError, Table};

impl Store {
    /// The answer to one SQL statement, asked on a connection of its own on which SQLite itself refuses whatever writes,
    /// opens other files or changes settings.
    pub fn sql(&self, statement: &str) -> Result<Table> {
        let mut reader = Store::open(&self.path)?;
        reader.db.authorizer(Some(|context: AuthContext<'_>| reading(context.action)))?;
        run(&reader.db, statement).map_err(|e| match e.sqlite_error_code() {
            Some(ErrorCode::AuthorizationForStatementDenied) => StoreError::NotReading(statement.to_owned()),
            _ => e.into(),
        })
    }
}

fn reading(action: AuthAction<'_>) -> Authorization {
    match action {
        AuthAction::Select
        | AuthAction::Read { .. }
        | AuthAction::Function { .. }
        | AuthAction::Recursive
        // The full-text index asks whether the file has changed; the others describe tables.
        | AuthAction::Pragma {
            pragma_name:
                "data_version" | "table_info" | "table_xinfo" | "table_list" | "index_list" | "index_info",
            ..
        } => Authorization::Allow,
        _ => Authorization::Deny,
    }
}

fn run(db: &Connection, statement: &str) -> rusqlite::Result<Table> {
    let mut statement = db.prepare(statement)?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement
        .query_map([], |row| (0..columns.len()).map(|i| Ok(json(row.get_ref(i)?))).collect())?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Table { columns, rows })
}

/// A value as JSON; bytes as hexadecimal digits.
fn json(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(i) => i.into(),
        ValueRef::Real(x) => x.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Blob(bytes) => bytes.iter().map(|b| format!("{b:02x}")).collect::<String>().into(),
    }
}
