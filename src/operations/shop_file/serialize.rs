//! The serialized form of a shop file: every key of every table, in the order written. Subtables come last, as TOML
//! requires. The fields are the keys of the format, with the meaning of the fields of the same name in
//! [`crate::domain::shop`] and [`crate::store::appointments`].

use crate::domain::settings::SETTINGS;
use crate::domain::shop::Shop;
use crate::domain::values::{Color, Description, ExceptionNote, ShortName, WebUrl};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// A whole shop file.
#[derive(Serialize)]
pub struct FileShape {
    pub shop: ShopShape,
    pub resources: Vec<ResourceShape>,
    pub services: Vec<ServiceShape>,
    pub availabilities: Vec<AvailabilityShape>,
    pub exceptions: Vec<ExceptionShape>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub calendars: Vec<CalendarShape>,
    pub appointments: Vec<AppointmentShape>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<BlockShape>,
}

/// The shop's own settings, as far as they have values.
pub struct ShopShape(pub Shop);

impl Serialize for ShopShape {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let values = SETTINGS.iter().map(|setting| (setting.name, setting.get(&self.0)));
        serializer.collect_map(values.filter(|(_, value)| !value.is_empty()))
    }
}

/// A room or a person.
#[derive(Serialize)]
pub struct ResourceShape {
    pub id: String,
    pub name: ShortName,
    pub kind: &'static str,
    pub online: bool,
    pub step_minutes: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_step_minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_url: Option<WebUrl>,
    pub archived: bool,
}

/// What customers book.
#[derive(Serialize)]
pub struct ServiceShape {
    pub id: String,
    pub name: ShortName,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<ShortName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Description>,
    pub duration_minutes: u32,
    pub buffer_before_minutes: u32,
    pub buffer_after_minutes: u32,
    pub online: bool,
    pub status_on_booking: &'static str,
    pub needs: Vec<Vec<String>>,
    pub choice: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_time_hours: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon_days: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily_limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<Color>,
    pub place: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_url: Option<WebUrl>,
    pub archived: bool,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub translations: BTreeMap<&'static str, TextsShape>,
}

/// A service's texts in another language.
#[derive(Serialize)]
pub struct TextsShape {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<ShortName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Description>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<ShortName>,
}

/// An availability.
#[derive(Serialize)]
pub struct AvailabilityShape {
    pub resource: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekdays: Option<Vec<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    pub from: String,
    pub to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every_weeks: Option<u32>,
}

/// An exception.
#[derive(Serialize)]
pub struct ExceptionShape {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_date: Option<String>,
    pub hours: Vec<[String; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<ExceptionNote>,
}

/// A calendar kept elsewhere; its address and login only where secrets are asked for.
#[derive(Serialize)]
pub struct CalendarShape {
    pub id: String,
    pub resource: String,
    pub name: ShortName,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// Only of an account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    pub tentative: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub writes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'static str>,
}

/// An appointment.
#[derive(Serialize)]
pub struct AppointmentShape {
    pub id: String,
    pub resources: Vec<String>,
    pub start: String,
    pub end: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    pub buffer_before_minutes: u32,
    pub buffer_after_minutes: u32,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub reminder_accepted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerShape>,
}

/// Blocked time: an appointment without customer and service.
#[derive(Serialize)]
pub struct BlockShape {
    pub id: String,
    pub resources: Vec<String>,
    pub start: String,
    pub end: String,
    pub buffer_before_minutes: u32,
    pub buffer_after_minutes: u32,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
}

/// The customer.
#[derive(Serialize)]
pub struct CustomerShape {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}
