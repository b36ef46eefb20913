//! Who asks: a device with an app password, by Basic authentication (RFC 7617).

use super::place::Place;
use super::refusal::Refusal;
use crate::delivery::calendar_file::host_of;
use crate::delivery::calendar_object::ObjectWriter;
use crate::domain::feed::Detail;
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Calendar, Language};
use crate::http::client_address::ClientAddress;
use crate::http::state::App;
use crate::operations::accounts::{Device, open_by_app_password};
use crate::operations::caldav::{self, CalendarAt};
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::sync::Arc;

/// A device that was let in, and the shop as it is during its request.
#[derive(Clone)]
pub struct Asker {
    /// The program.
    pub app: App,
    /// The device.
    pub device: Device,
    /// The shop.
    pub calendar: Arc<Calendar>,
    /// The language of its account.
    pub language: Language,
}

impl Asker {
    /// Lets a device in. A right password is accepted however many wrong ones came from its network.
    pub async fn let_in(app: &App, client: ClientAddress, headers: &HeaderMap) -> Result<Self, Refusal> {
        let (user, password) = credentials(headers).ok_or_else(Refusal::sign_in)?;
        let Some(device) = open_by_app_password(&app.store, &user, &password).await? else {
            let counted = if app.settings.limits_off { Ok(()) } else { app.sign_ins.count_wrong_app_password(client) };
            return Err(counted.err().map_or_else(Refusal::sign_in, Refusal::wait));
        };
        let calendar = app.planning().calendar.clone();
        let language = device.user.language.unwrap_or(calendar.shop.language).for_staff();
        Ok(Self { app: app.clone(), device, calendar, language })
    }

    /// Refuses what belongs to another account, and calendars that there are not.
    pub fn ensure_visible(&self, place: &Place) -> Result<(), Refusal> {
        let is_own = place.user().is_none_or(|user| user == self.device.user.id);
        let exists = place
            .resource()
            .is_none_or(|wanted| caldav::calendars(&self.calendar).any(|resource| resource.id == *wanted));
        if is_own && exists { Ok(()) } else { Err(Refusal::not_found()) }
    }

    /// The address of a place, with the path of the public address.
    pub fn address(&self, place: &Place) -> String {
        format!("{}{}", self.app.settings.base_path(), place.path())
    }

    /// Whether the device may only look.
    pub fn only_looks(&self) -> bool {
        self.device.detail == Detail::Busy
    }

    /// The shop's host, which is part of UIDs.
    pub fn host(&self) -> String {
        host_of(&self.app.settings.public_url)
    }

    /// The calendar of a resource.
    pub fn at(&self, resource: &ResourceId) -> CalendarAt {
        let user = &self.device.user;
        CalendarAt {
            resource: resource.clone(),
            host: self.host(),
            zone: self.calendar.shop.time_zone,
            whose: (user.id, self.device.detail),
            is_owner: user.is_owner(),
        }
    }

    /// Writes objects of the calendar of a resource, as much of them as the device may see.
    pub fn writer(&self, resource: &ResourceId) -> ObjectWriter<'_> {
        let public_url = &self.app.settings.public_url;
        ObjectWriter::new(&self.calendar, resource, self.device.detail, self.language, public_url)
    }
}

fn credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let (scheme, encoded) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}
