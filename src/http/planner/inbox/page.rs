//! `GET /planner`: the page itself.

use super::busy_lines::{CalendarLine, OverlapLine};
use super::copies::{CopyLine, StrayLine};
use super::lines::{DelayLine, ErasureLine, MailLine, NewsLine, Phase, RequestLine, TodayLine, Writing};
use super::texts::Texts;
use super::to_do::{self, ToDo};
use crate::domain::account::UserId;
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::calendar::address_of;
use crate::http::planner::prelude::*;
use crate::http::planner::{set_up, stranded};
use crate::operations::inbox::{self, Crowd, FailedMail, HeldGroup};
use crate::operations::mail;
use crate::operations::settings;

/// What stands on the page.
struct Contents {
    requests: Vec<RequestLine>,
    unanswered: Vec<AppointmentRow>,
    news: Vec<NewsLine>,
    seen: Vec<NewsLine>,
    /// The number of the newest piece of news that is shown.
    last_news: i64,
    mails: Vec<MailLine>,
    /// Mails to the shop itself that did not arrive.
    own_mails: Option<OwnMails>,
    /// The last failed mail, if several can be sent again.
    last_to_send_again: Option<i64>,
    /// Keys and names of users whose invitation is lost with the key file.
    lost_invitations: Vec<(UserId, String)>,
    /// What is said of mails that wait for too long.
    delay: Option<DelayLine>,
    /// The heading of the day that is shown.
    day: String,
    /// That today is closed, and why, where another day is shown instead; else empty.
    closed_today: String,
    today: Vec<TodayLine>,
    /// What is said of sources from which many appointments were booked, and where they are listed.
    crowds: Vec<(String, String)>,
    /// Requests whose mails are held because too many new addresses have booked, by source.
    held: Vec<HeldGroup>,
    /// Requests to erase somebody's data.
    erasures: Vec<ErasureLine>,
    /// Appointments that a calendar kept elsewhere calls busy.
    overlaps: Vec<OverlapLine>,
    /// Appointments that somebody has changed in a calendar that they are written to.
    copies: Vec<CopyLine>,
    /// Copies in such calendars that no appointment is known of.
    strays: Vec<StrayLine>,
    /// Appointments outside of the hours, and why.
    stranded: Vec<(AppointmentRow, String)>,
    /// What is said of calendars kept elsewhere that are not read.
    calendars: Vec<CalendarLine>,
}

/// Mails to the shop itself that did not arrive.
struct OwnMails {
    /// What the mail server said of the newest.
    words: String,
    /// The number of the last one.
    last: i64,
}

#[derive(Template)]
#[template(path = "planner/inbox/page.html")]
struct InboxPage<'a> {
    frame: Layout,
    t: Texts,
    date: String,
    calendar_href: String,
    problem: Option<&'static str>,
    mail_is_missing: bool,
    /// Whether that is because the password of the mail server must be entered anew.
    password_is_locked: bool,
    /// Whether codes of the reader's app cannot be checked: it must be set up anew.
    app_is_locked: bool,
    has_shop_mail: bool,
    /// What is said of the daily copy that has failed.
    backup_failed: Option<String>,
    /// Whether to ask how long customers' data are kept.
    asks_for_retention: bool,
    /// Whether to ask who gets a reminder.
    asks_about_reminders: bool,
    /// Whether customers were to confirm by mail and cannot, so that bookings hold at once.
    confirms_in_vain: bool,
    /// Where customers book; empty while nobody can.
    booking_page: String,
    /// Where what is missing for that is added.
    missing: String,
    /// What is still to be set up.
    to_do: Vec<ToDo>,
    words: Words<'a>,
    stranded_words: stranded::Texts,
    contents: Contents,
}

impl InboxPage<'_> {
    /// Whether nothing wants attention.
    fn is_quiet(&self) -> bool {
        let contents = &self.contents;
        contents.held.is_empty()
            && contents.requests.is_empty()
            && contents.news.is_empty()
            && contents.mails.is_empty()
            && contents.erasures.is_empty()
            && contents.overlaps.is_empty()
            && contents.copies.is_empty()
            && contents.strays.is_empty()
            && contents.stranded.is_empty()
    }

    /// Whether `line` is the first of today that is still to come.
    fn is_next(&self, line: &TodayLine) -> bool {
        let next = self.contents.today.iter().find(|line| line.phase == Phase::Later);
        self.contents.closed_today.is_empty() && next.is_some_and(|next| next.line.key == line.line.key)
    }
}

/// `GET /planner`
pub async fn show_inbox(operator: Operator) -> PageResult {
    let planning = operator.app.planning();
    layout::page(StatusCode::OK, &prepare(&operator, &planning.calendar).await?)
}

/// The page as it stands now, with what could not be done.
pub async fn answer_with_problem(operator: &Operator, problem: &'static str) -> PageResult {
    let planning = operator.app.planning();
    let mut page = prepare(operator, &planning.calendar).await?;
    page.problem = Some(problem);
    layout::page(StatusCode::CONFLICT, &page)
}

async fn prepare<'a>(operator: &Operator, calendar: &'a Calendar) -> Result<InboxPage<'a>, ApiError> {
    let (language, now) = (operator.language, operator.app.clock.now());
    let date = today(now, calendar.shop.time_zone);
    let writing = Writing { calendar, language, user: &operator.user, now: Minute::floor(now) };
    let mut contents = Contents::of(inbox::contents(&operator.app.store).await?, &writing);
    let mail_is_missing = !operator.app.outlet.is_set_up(&operator.app.store).await?;
    if mail_is_missing || calendar.shop.email.is_none() {
        // What is missing says why mail waits.
        contents.delay = None;
    }
    let factors = accounts::second_factors(&operator.app.store, operator.user.id).await?;
    Ok(InboxPage {
        frame: Layout::new(operator, Area::Inbox).await?,
        t: Texts::of(language),
        date: dates::long_day(date, language),
        calendar_href: format!("/planner/calendar?date={date}"),
        problem: None,
        confirms_in_vain: calendar.shop.confirm_by_mail && !operator.app.sends_mail().await?,
        mail_is_missing,
        password_is_locked: mail::server(&operator.app.store).await?.is_some_and(|kept| kept.locked_user.is_some()),
        asks_for_retention: operator.user.is_owner() && settings::asks_for_retention(&operator.app.store).await?,
        asks_about_reminders: operator.user.is_owner() && settings::asks_about_reminders(&operator.app.store).await?,
        app_is_locked: factors.app.is_some_and(|factor| !factor.is_readable),
        has_shop_mail: calendar.shop.email.is_some(),
        backup_failed: backup_failed(operator, calendar).filter(|_| operator.user.is_owner()),
        booking_page: if calendar.can_be_booked() {
            format!("{}/", operator.app.settings.public_url)
        } else {
            String::new()
        },
        missing: set_up::missing_step(calendar),
        to_do: to_do::of(operator).await?,
        words: Words::new(language, calendar),
        stranded_words: stranded::Texts::of(language),
        contents,
    })
}

/// Since when there is no copy of today's data, where the last attempt has failed.
fn backup_failed(operator: &Operator, calendar: &Calendar) -> Option<String> {
    let state = operator.app.backups.as_ref()?.state();
    let t = Texts::of(operator.language);
    let day = |at| dates::day_and_time(Minute::floor(at), calendar.shop.time_zone, operator.language);
    let since = || state.last_at.map_or_else(|| t.no_backup().to_owned(), |at| t.last_backup(day(at)));
    state.has_failed.then(since)
}

impl Contents {
    /// How many requests are held.
    fn held_count(&self) -> usize {
        self.held.iter().map(|group| group.keys.len()).sum()
    }

    /// The highest key of those on the page: later requests are not answered.
    fn last_held(&self) -> AppointmentKey {
        self.held.iter().flat_map(|group| &group.keys).copied().max().unwrap_or_default()
    }

    fn of(found: inbox::Contents, writing: &Writing<'_>) -> Self {
        let (day, closed_today) = writing.day(found.day);
        let row = |visit| AppointmentRow::of(visit, writing.calendar, writing.language);
        let last_to_send_again = last_to_send_again(&found);
        Self {
            unanswered: found.unanswered.iter().map(row).collect(),
            requests: found.requests.into_iter().map(|request| writing.request(request)).collect(),
            news: found.news.into_iter().map(|news| writing.news(news)).collect(),
            seen: found.seen.into_iter().map(|news| writing.news(news)).collect(),
            last_news: found.last_activity,
            mails: found.failed_mails.iter().map(|mail| writing.mail(mail)).collect(),
            own_mails: own_mails(&found.failed_own_mails, Texts::of(writing.language)),
            last_to_send_again,
            lost_invitations: found.lost_invitations.iter().map(|user| (user.id, user.name.to_string())).collect(),
            delay: found.delay.as_ref().map(|delay| writing.delay(delay)),
            held: found.held,
            erasures: found.erasures.iter().map(|request| writing.erasure(request)).collect(),
            overlaps: found.overlaps.into_iter().map(|overlap| writing.overlap(overlap)).collect(),
            copies: found.questions.into_iter().map(|question| writing.copy(question)).collect(),
            strays: found.strays.into_iter().map(|stray| writing.stray(stray)).collect(),
            stranded: found
                .stranded
                .iter()
                .map(|(visit, closing)| {
                    (row(visit), stranded::because(closing.as_ref(), writing.calendar, writing.language))
                })
                .collect(),
            calendars: found.calendars.iter().map(|one| writing.calendar_line(one)).collect(),
            crowds: found.crowds.iter().map(|crowd| crowd_line(crowd, Texts::of(writing.language))).collect(),
            day,
            closed_today,
            today: found.visits.iter().map(|visit| writing.today(visit)).collect(),
        }
    }
}

fn crowd_line(crowd: &Crowd, t: Texts) -> (String, String) {
    (t.crowd(crowd.count), format!("{}/source", address_of(crowd.appointment)))
}

fn last_to_send_again(found: &inbox::Contents) -> Option<i64> {
    let mails = found.failed_mails.iter().chain(&found.failed_own_mails);
    let ids: Vec<i64> = mails.filter(|mail| mail.can_go_again).map(|mail| mail.id).collect();
    ids.iter().copied().max().filter(|_| ids.len() > 1)
}

/// What is said of mails to the shop itself that did not arrive.
fn own_mails(own: &[FailedMail], t: Texts) -> Option<OwnMails> {
    let newest = own.first()?;
    Some(OwnMails {
        words: newest.words.clone().unwrap_or_else(|| t.never_tried().to_owned()),
        last: own.iter().map(|mail| mail.id).max().unwrap_or_default(),
    })
}
