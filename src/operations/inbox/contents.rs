//! What the inbox shows, read in one transaction.

use super::held::{HeldGroup, groups};
use crate::domain::account::User;
use crate::domain::appointment::Status;
use crate::domain::busy_calendar::BusyCalendar;
use crate::domain::closings::{is_closed, next_open};
use crate::domain::shop::{Calendar, Exception};
use crate::domain::time::{LocalDay, Minute, today};
use crate::domain::values::ShortName;
use crate::operations::calendar_copies::{self, Question, StrayCopy};
use crate::operations::customers::{OpenRequest, Ownership, open_erasure_requests, ownership};
use crate::operations::mail::{self, MailDelay};
use crate::operations::stranded;
use crate::store::activity::{Activity, ActivityKind};
use crate::store::inbox::{AppointmentDetails, FailedMail, visit};
use crate::store::sealed::Keyring;
use crate::store::sources::Crowd;
use crate::store::{Store, StoreError, activity, busy_calendars, busy_spans, inbox, outbox, sources};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use rusqlite::Connection;
use std::ops::Range;

/// Maximum number of activities that are read; unseen ones come first.
const ACTIVITIES: u32 = 100;

/// Maximum number of seen activities that are shown.
const SEEN: usize = 15;

/// Maximum number of failed mails that are shown.
const MAILS: u32 = 50;

/// For how many days a request is shown whose time has passed without an answer.
const UNANSWERED_DAYS: i64 = 14;

/// Open appointments from one source within a day that are pointed out: more than a family books.
const CROWD: u32 = 5;

/// Everything that the inbox shows.
pub struct Contents {
    /// Requests that wait for an answer.
    pub requests: Vec<Request>,
    /// Requests whose time has passed without an answer.
    pub unanswered: Vec<AppointmentDetails>,
    /// Unseen activities of customers, one per appointment.
    pub news: Vec<News>,
    /// Seen ones.
    pub seen: Vec<News>,
    /// The key of the newest activity that was read.
    pub last_activity: i64,
    /// Mails to customers that did not arrive.
    pub failed_mails: Vec<FailedMail>,
    /// Mails to the shop itself that did not arrive, the newest first.
    pub failed_own_mails: Vec<FailedMail>,
    /// Users whose invitation cannot be sent, since the key of its link is gone.
    pub lost_invitations: Vec<User>,
    /// The mails that wait for longer than they should.
    pub delay: Option<MailDelay>,
    /// Requests whose mails are held.
    pub held: Vec<HeldGroup>,
    /// Sources from which many appointments were booked.
    pub crowds: Vec<Crowd>,
    /// Requests of erasure, the oldest first.
    pub erasures: Vec<OpenRequest>,
    /// Coming appointments that a calendar kept elsewhere calls busy since they were made.
    pub overlaps: Vec<BusyOverlap>,
    /// Appointments that somebody has changed in a calendar that they are written to.
    pub questions: Vec<Question>,
    /// Copies in such calendars that no appointment is known of.
    pub strays: Vec<StrayCopy>,
    /// Appointments outside of the hours about which nobody has decided, with the closing.
    pub stranded: Vec<(AppointmentDetails, Option<Exception>)>,
    /// Calendars kept elsewhere that are switched off, or have not been readable for a while.
    pub calendars: Vec<BusyCalendar>,
    /// The day that is shown: today, or the next open one where today is closed and nobody comes.
    pub day: NaiveDate,
    /// Its appointments.
    pub visits: Vec<AppointmentDetails>,
}

/// An appointment that a calendar kept elsewhere calls busy.
pub struct BusyOverlap {
    /// The appointment.
    pub visit: AppointmentDetails,
    /// What the calendar is called.
    pub calendar: ShortName,
    /// Its busy time.
    pub span: Range<Minute>,
}

/// A request that waits for an answer.
pub struct Request {
    /// The appointment.
    pub visit: AppointmentDetails,
    /// Whose it is.
    pub whose: Ownership,
}

/// The newest activity about an appointment.
pub struct News {
    /// What the customer did.
    pub activity: Activity,
    /// The appointment as it is now.
    pub visit: AppointmentDetails,
    /// Whose it is, if the activity is unseen and the appointment takes place.
    pub whose: Option<Ownership>,
}

/// Everything that the inbox shows.
pub async fn contents(store: &Store) -> Result<Contents, StoreError> {
    let (now, calendar) = (store.now(), store.planning().calendar.clone());
    let keys = store.keys().clone();
    store.read(move |conn| read(conn, &keys, now, &calendar)).await
}

/// The day that is shown, and its appointments.
fn day(
    conn: &Connection,
    calendar: &Calendar,
    today: NaiveDate,
) -> Result<(NaiveDate, Vec<AppointmentDetails>), StoreError> {
    let visits = |date| {
        let day = LocalDay::of(date, calendar.shop.time_zone);
        inbox::visits_between(conn, day.start, day.end)
    };
    let of_today = visits(today)?;
    if !of_today.is_empty() || !is_closed(calendar, today) {
        return Ok((today, of_today));
    }
    match next_open(calendar, today) {
        Some(date) => Ok((date, visits(date)?)),
        None => Ok((today, of_today)),
    }
}

fn read(conn: &Connection, keys: &Keyring, now: DateTime<Utc>, calendar: &Calendar) -> Result<Contents, StoreError> {
    let (minute, zone) = (Minute::floor(now), calendar.shop.time_zone);
    let (day, visits) = day(conn, calendar, today(now, zone))?;
    let requests = inbox::requests(conn, minute, Minute::from_epoch(i64::MAX / 120))?;
    let activities = activity::latest(conn, ACTIVITIES)?;
    let last_activity = activities.iter().map(|activity| activity.id).max().unwrap_or_default();
    let (seen, unseen) = activities.into_iter().partition(|activity| activity.seen_at.is_some());
    let (failed_own_mails, failed_mails) =
        inbox::undeliverable(conn, now, MAILS)?.into_iter().partition(|mail| mail.kind.is_for_shop());
    let since = (now - Duration::hours(24)).timestamp();
    Ok(Contents {
        requests: requests.into_iter().map(|visit| request(conn, visit)).collect::<Result<_, _>>()?,
        unanswered: inbox::requests(conn, minute.plus(-UNANSWERED_DAYS * 24 * 60), minute)?,
        last_activity,
        news: news(conn, unseen, true)?,
        seen: news(conn, seen, false)?.into_iter().take(SEEN).collect(),
        failed_mails,
        failed_own_mails,
        lost_invitations: outbox::lost_invitations(conn, keys)?,
        delay: mail::delay(conn, now)?,
        held: groups(conn, minute)?,
        crowds: sources::crowds(conn, since, minute, CROWD)?,
        erasures: open_erasure_requests(conn, zone)?,
        overlaps: overlaps(conn, minute)?,
        questions: calendar_copies::questions(conn, minute)?,
        strays: calendar_copies::strays(conn, minute)?,
        stranded: stranded::open_in(conn, calendar, minute)?,
        calendars: busy_calendars::all(conn)?.into_iter().filter(|one| one.is_to_be_shown(now)).collect(),
        day,
        visits,
    })
}

fn overlaps(conn: &Connection, now: Minute) -> Result<Vec<BusyOverlap>, StoreError> {
    let mut found = Vec::new();
    for overlap in busy_spans::overlaps(conn, now)? {
        let calendar = busy_calendars::find(conn, overlap.calendar)?;
        if let (Some(visit), Some(calendar)) = (visit(conn, overlap.appointment)?, calendar) {
            found.push(BusyOverlap { visit, calendar: calendar.name, span: overlap.span });
        }
    }
    Ok(found)
}

fn request(conn: &Connection, visit: AppointmentDetails) -> Result<Request, StoreError> {
    let whose = ownership(conn, &visit.appointment, visit.customer)?;
    Ok(Request { visit, whose })
}

/// One piece per appointment, its newest activity. Waiting requests are listed as such, not here.
fn news(conn: &Connection, activities: Vec<Activity>, with_owner: bool) -> Result<Vec<News>, StoreError> {
    let mut news: Vec<News> = Vec::new();
    for activity in activities {
        if news.iter().any(|known| known.activity.appointment == activity.appointment) {
            continue;
        }
        let Some(visit) = visit(conn, activity.appointment)? else { continue };
        let status = visit.appointment.status;
        if activity.kind == ActivityKind::Requested && status == Status::Requested {
            continue;
        }
        let whose =
            (with_owner && status.blocks()).then(|| ownership(conn, &visit.appointment, visit.customer)).transpose()?;
        news.push(News { activity, visit, whose });
    }
    Ok(news)
}
