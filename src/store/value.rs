//! How types of the model are written in columns: enumerations by their names, times as EDTF.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

use crate::language::{MentionKind, Part};
use crate::model::{EntityType, Granularity, RelationKind, Status, TimeMethod, When};
use crate::resolve::clusters::Verdict;
use crate::store::ClaimPart;

macro_rules! written_by_name {
    ($($type:ty),*) => {$(
        impl ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(<&'static str>::from(self).into())
            }
        }
    )*};
}

macro_rules! read_by_name {
    ($($type:ty),*) => {$(
        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(FromSqlError::other)
            }
        }
    )*};
}

written_by_name!(EntityType, Granularity, MentionKind, Part, RelationKind, Status, TimeMethod, Verdict);
read_by_name!(ClaimPart, EntityType, RelationKind, Status, TimeMethod, Verdict);

impl ToSql for When {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.edtf().into())
    }
}

impl FromSql for When {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        When::parse(value.as_str()?).map_err(FromSqlError::other)
    }
}
