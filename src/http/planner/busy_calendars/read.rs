//! What a form says of a calendar, or of an account.

use super::Known;
use super::words::Texts;
use crate::domain::busy_calendar::{CalendarAccess, SourceKind, Tentative};
use crate::domain::values::CalendarUrl;
use crate::http::planner::prelude::*;
use crate::operations::busy_calendars::Draft;

/// The calendar, and where it is to be looked at; or all that is wrong.
pub fn read(
    form: &mut Form,
    sent: &FormData,
    kind: SourceKind,
    known: Option<&Known>,
    calendar: &Calendar,
    b: Texts,
) -> Option<(Draft, CalendarAccess)> {
    let resource = form.read("resource", |id| calendar.resource(id).map(|one| one.id.clone()).ok_or(Invalid::Required));
    let name = form.read_required_over("name", known.map(|(one, _)| &one.name));
    let tentative = Tentative::from_word(form.value("tentative")).unwrap_or(Tentative::Busy);
    let kept = known.and_then(|(_, access)| access.as_ref());
    let password = sent.raw("password");
    let access = match kind {
        SourceKind::File => read_address(form, password, kept, b),
        SourceKind::Account => read_account(form, password, kept, b),
    };
    if access.is_none() && form.fault("url").is_empty() {
        form.refuse("url", b.no_address());
    }
    let (resource, name, access) = (resource?, name?, access.filter(|_| form.is_right())?);
    let changed = Some(access.clone()).filter(|access| Some(access) != kept);
    Some((Draft { resource, name, tentative, access: changed, calendars: None }, access))
}

/// Where a calendar file is; a login is not needed.
fn read_address(form: &mut Form, password: &str, kept: Option<&CalendarAccess>, b: Texts) -> Option<CalendarAccess> {
    let typed = form.read_optional("url", CalendarUrl::parse);
    let (user, password) = (form.value("user").to_owned(), password.to_owned());
    if user.is_empty() != password.is_empty() {
        form.refuse(if user.is_empty() { "user" } else { "password" }, b.both_or_none());
    }
    let login = Some((user, password)).filter(|(user, _)| !user.is_empty());
    match (typed, kept) {
        (Some(url), _) => Some(CalendarAccess { url, login }),
        (None, Some(kept)) if login.is_some() => Some(CalendarAccess { url: kept.url.clone(), login }),
        (None, kept) => kept.cloned(),
    }
}

/// Where an account is, and its login; a name alone is asked by https.
fn read_account(form: &mut Form, password: &str, kept: Option<&CalendarAccess>, b: Texts) -> Option<CalendarAccess> {
    let typed = form.read_optional("url", |text| {
        CalendarUrl::parse(&if text.contains("://") { text.to_owned() } else { format!("https://{text}") })
    });
    let (user, password) = (form.value("user").to_owned(), password.to_owned());
    let url = typed.or_else(|| kept.map(|kept| kept.url.clone()));
    // A kept login is not sent to another address than the one it was entered for.
    let kept_login = kept.filter(|kept| Some(&kept.url) == url.as_ref()).and_then(|kept| kept.login.clone());
    let login = if user.is_empty() && password.is_empty() { kept_login } else { Some((user, password)) };
    match &login {
        Some((user, _)) if user.is_empty() => form.refuse("user", b.both_or_none()),
        Some((_, password)) if password.is_empty() => form.refuse("password", b.both_or_none()),
        Some(_) => {}
        None => form.refuse("user", b.login_missing()),
    }
    Some(CalendarAccess { url: url?, login })
}
