//! Why there is no page.

use axum::http::StatusCode;

use crate::query::{FilterError, NameError};
use crate::store::StoreError;

/// Why a request has no page for an answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is nothing at the address.
    #[error("{0}")]
    Missing(String),
    /// What is asked makes no sense.
    #[error("{0}")]
    Senseless(String),
    /// The request is not for this server.
    #[error("{0}")]
    Misdirected(String),
    /// More than reading is asked for.
    #[error("pages can only be read: GET or HEAD")]
    Method,
    /// The database can't answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The program failed.
    #[error("{0}; this is a defect of newsgraph")]
    Defect(String),
}

impl Failure {
    /// What HTTP calls it.
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::Missing(_) => StatusCode::NOT_FOUND,
            Failure::Senseless(_) => StatusCode::BAD_REQUEST,
            Failure::Misdirected(_) => StatusCode::MISDIRECTED_REQUEST,
            Failure::Method => StatusCode::METHOD_NOT_ALLOWED,
            Failure::Store(StoreError::TooLong | StoreError::Busy(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Store(_) | Failure::Defect(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A headline.
    pub fn title(&self) -> &'static str {
        match self {
            Failure::Missing(_) => "There is no such page",
            Failure::Senseless(_) => "The question can't be read",
            Failure::Misdirected(_) => "The request is for another address",
            Failure::Method => "These pages only answer GET and HEAD",
            Failure::Store(StoreError::TooLong) => "The answer takes too long",
            Failure::Store(_) => "The database can't answer",
            Failure::Defect(_) => "Something went wrong",
        }
    }
}

impl From<NameError> for Failure {
    fn from(error: NameError) -> Failure {
        match error {
            NameError::Store(error) => Failure::Store(error),
            NameError::Unknown(_) => Failure::Missing(error.to_string()),
            NameError::Several { .. } => Failure::Senseless(error.to_string()),
        }
    }
}

impl From<FilterError> for Failure {
    fn from(error: FilterError) -> Failure {
        match error {
            FilterError::Store(error) => Failure::Store(error),
            error => Failure::Senseless(error.to_string()),
        }
    }
}
