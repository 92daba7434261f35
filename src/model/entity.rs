//! The kinds of things that facts are about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

/// What an entity is; a country is a `PLACE`, also where it acts.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
pub enum EntityType {
    /// A human being.
    Person,
    /// A company, government body, party, team, newspaper, alliance.
    Org,
    /// A country, city, region, facility.
    Place,
    /// A people, a religion, a movement.
    Group,
}
