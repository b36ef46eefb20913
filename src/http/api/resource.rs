//! A room or person in answers of the API.

use crate::domain::shop::Resource;
use serde::Serialize;
use utoipa::ToSchema;

/// A resource that the customer may choose, or has.
#[derive(Serialize, ToSchema)]
pub struct ResourceResponse {
    id: String,
    name: String,
}

impl From<&Resource> for ResourceResponse {
    fn from(resource: &Resource) -> Self {
        Self { id: resource.id.to_string(), name: resource.name.to_string() }
    }
}
