//! The names that the pages of every area are made from: who asks, what was sent, what is answered.

pub use super::auth::{Operator, Owner, Proven};
pub use super::form::Form;
pub use super::form_data::FormData;
pub use super::layout::{self, Area, Layout, PageResult};
pub use crate::domain::shop::{Calendar, Language};
pub use crate::domain::time::{Minute, today};
pub use crate::http::assets::asset_url;
pub use crate::http::error::page::PageError;
pub use crate::http::error::{ApiError, Code};
pub use crate::http::extract::{ApiPath, ApiQuery};
pub use crate::http::state::App;
pub use crate::i18n::messages::planner;
pub use crate::i18n::{self, dates};
pub use askama::Template;
pub use axum::extract::{Request, State};
pub use axum::http::{HeaderMap, StatusCode};
pub use axum::response::{IntoResponse, Redirect, Response};
pub use serde::Deserialize;
