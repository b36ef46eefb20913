//! The operator: answers, sets statuses, creates, edits and drags.

use super::known::Known;
use super::{World, start_of};
use chrono::{DateTime, Duration, Utc};
use terminplaner::domain::actor::Actor;
use terminplaner::domain::appointment::Status;
use terminplaner::domain::ids::ResourceId;
use terminplaner::domain::notice::MailTerms;
use terminplaner::domain::person::Person;
use terminplaner::domain::shop::Language;
use terminplaner::domain::time::Minute;
use terminplaner::domain::values::{Email, PersonName};
use terminplaner::operations::booking;
use terminplaner::operations::booking::{ActionContext, Draft, Error, MoveRequest, Rejection, StaffRefusal};
use terminplaner::store::{bookings, calendar_entries};

impl World {
    pub(super) async fn answer_request(&mut self, at: usize, yes: bool) {
        let (store, by) = (&self.app.app.store, Actor::Staff(self.by));
        let known = &mut self.known[at];
        let passed = known.start <= self.app.clock.now();
        let (done, status, kind) = if yes {
            (booking::confirm(store, known.key, by, MailTerms::default()).await, Status::Confirmed, "confirmed")
        } else {
            (booking::decline(store, known.key, by, MailTerms::default()).await, Status::Declined, "declined")
        };
        let in_time = !(yes && passed && known.status == Status::Requested);
        let may = in_time && (known.status == Status::Requested || known.status == status);
        assert_eq!(done.is_ok(), may, "{:?}", known.status);
        if may && known.status == Status::Requested {
            known.status = status;
            known.reminder &= yes;
            if known.token.is_some() && !passed {
                known.owe(kind);
            }
        }
    }

    /// Whether the customer came, as set in the inbox.
    pub(super) async fn set_outcome(&mut self, at: usize, status: Status) {
        const OUTCOMES: [Status; 3] = [Status::Confirmed, Status::Done, Status::NoShow];
        let (before, key) = (self.known[at].status, self.known[at].key);
        let begun = self.known[at].start <= self.app.clock.now();
        match booking::set_outcome(&self.app.app.store, key, status, Actor::Staff(self.by)).await {
            Ok(_) => {
                assert!(begun && OUTCOMES.contains(&before) && OUTCOMES.contains(&status), "{before:?} to {status:?}");
                self.known[at].status = status;
                self.known[at].reminder &= status == Status::Confirmed;
            }
            Err(Error::Rejected(Rejection::NotChangeable)) => {
                assert!(
                    !(begun && OUTCOMES.contains(&before) && OUTCOMES.contains(&status)),
                    "{before:?} to {status:?}"
                );
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// The operator, accepting all warnings.
    pub(super) fn act(&self, tell: bool) -> ActionContext {
        let accepted = ["past", "lead_time", "daily_limit", "closed:kabine-1", "closed:kabine-2"];
        ActionContext {
            by: self.by,
            accepted: accepted.map(str::to_owned).to_vec(),
            tell,
            language: Language::default(),
            terms: MailTerms::default(),
            by_calendar: false,
        }
    }

    /// Sets a status by the buttons of the appointment's page, which can also undo it.
    pub(super) async fn set_status(&mut self, at: usize, status: Status, tell: bool) {
        let (key, before) = (self.known[at].key, self.known[at].status);
        let may = before == status || before.next().contains(&status);
        match booking::set_status(&self.app.app.store, key, status, self.act(tell)).await {
            Ok(_) => assert!(may, "{before:?} to {status:?}"),
            Err(booking::Error::Refused(StaffRefusal::NotPossible(_))) => {
                return assert!(!may, "{before:?} to {status:?}");
            }
            Err(booking::Error::Refused(StaffRefusal::Occupied(_))) => {
                return assert!(status.blocks() && !before.blocks());
            }
            Err(error) => panic!("{error}"),
        }
        let again = self.has_reminder(self.known[at].start) && self.known[at].token.is_some();
        let known = &mut self.known[at];
        known.status = status;
        if before.is_open() != status.is_open() {
            known.reminder = status.is_open() && again;
        }
        if tell && before != status && known.end > self.app.clock.now() {
            self.expect_status_mail(at, before);
        }
    }

    /// Expects the mail about the current status. A customer without mails so far gets a page by it.
    pub(super) fn expect_status_mail(&mut self, at: usize, before: Status) {
        let reminder = self.has_reminder(self.known[at].start);
        let known = &mut self.known[at];
        match known.status {
            Status::Declined => known.owe("declined"),
            Status::Cancelled => known.owe("cancelled"),
            Status::Confirmed if before == Status::Requested => known.owe("confirmed"),
            Status::Requested | Status::Confirmed if !before.blocks() => known.expect_first_mail(),
            _ => return,
        }
        if known.token.is_none() {
            let page = bookings::find(&self.file, known.key).unwrap().unwrap();
            (known.token, known.reminder) = (Some(page.token), known.status.is_open() && reminder);
        }
    }

    /// The operator creates an appointment by telephone.
    pub(super) async fn write(&mut self, slot: usize, length: i64, tell: bool) {
        let start = start_of(slot).parse().unwrap();
        let end = start + Duration::minutes(length);
        let email = Some(Email::from_stored("Max@example.org"));
        let customer = Person { last_name: Some(PersonName::from_stored("Muster")), email, ..Person::default() };
        let draft = draft(start, end, Vec::new(), customer);
        match booking::create(&self.app.app.store, draft, self.act(tell)).await {
            Ok(key) => {
                self.known.push(Known::new(key, start, end, Status::Confirmed));
                if tell {
                    self.open_page(self.known.len() - 1);
                }
            }
            Err(booking::Error::Refused(StaffRefusal::Occupied(_) | StaffRefusal::NoResource)) => {}
            Err(error) => panic!("{error}"),
        }
    }

    /// The customer gets the first mail, and a page like that of an online booking.
    pub(super) fn open_page(&mut self, at: usize) {
        let reminder = self.has_reminder(self.known[at].start);
        let page = bookings::find(&self.file, self.known[at].key).unwrap().unwrap();
        let known = &mut self.known[at];
        (known.token, known.reminder) = (Some(page.token), reminder);
        known.expect_first_mail();
    }

    /// The operator edits the time in the form.
    pub(super) async fn change(&mut self, at: usize, slot: usize, length: i64, tell: bool) {
        let start: DateTime<Utc> = start_of(slot).parse().unwrap();
        let end = start + Duration::minutes(length);
        let entry = calendar_entries::find(&self.file, self.known[at].key).unwrap().unwrap();
        let draft = draft(start, end, entry.resources, entry.appointment.customer);
        let changed = booking::change(&self.app.app.store, self.known[at].key, draft, self.act(tell)).await;
        self.note_change(at, changed.map(|_| ()), (start, end), false, tell);
    }

    /// The operator drags it to another time, optionally to the other room.
    pub(super) async fn drag(&mut self, at: usize, slot: usize, to_other_room: bool, tell: bool) {
        let start: DateTime<Utc> = start_of(slot).parse().unwrap();
        let end = start + (self.known[at].end - self.known[at].start);
        let entry = calendar_entries::find(&self.file, self.known[at].key).unwrap().unwrap();
        let from = entry.resources[0].clone();
        let other = ResourceId::from(if from.as_str() == "kabine-1" { "kabine-2" } else { "kabine-1" });
        let resources = to_other_room.then_some((Some(from), other));
        let shift = MoveRequest { start: Some(start_of(slot)[..19].parse().unwrap()), end: None, resources };
        let changed = booking::shift(&self.app.app.store, self.known[at].key, shift, self.act(tell)).await;
        self.note_change(at, changed.map(|_| ()), (start, end), to_other_room, tell);
    }

    pub(super) fn note_change(
        &mut self,
        at: usize,
        changed: Result<(), booking::Error>,
        (start, end): (DateTime<Utc>, DateTime<Utc>),
        elsewhere: bool,
        tell: bool,
    ) {
        match changed {
            Ok(()) => {}
            Err(booking::Error::Refused(StaffRefusal::Occupied(_))) => return assert!(self.known[at].status.blocks()),
            Err(error) => panic!("{error}"),
        }
        let reminder = self.has_reminder(start);
        let known = &mut self.known[at];
        let (moved, stretched) = (known.start != start, known.end != end);
        (known.start, known.end) = (start, end);
        let (open, tell) = (known.status.is_open(), tell && known.status.is_open());
        if known.token.is_none() {
            if tell {
                self.open_page(at);
            }
        } else if moved || stretched {
            known.reminder = open && reminder;
            if tell && moved {
                known.owe("rescheduled");
            } else if tell {
                known.expect_first_mail();
            }
        } else if elsewhere && tell {
            known.expect_first_mail();
        }
    }
}

/// The input of the operator's form.
fn draft(start: DateTime<Utc>, end: DateTime<Utc>, resources: Vec<ResourceId>, customer: Person) -> Draft {
    let (start, end) = (Minute::floor(start), Minute::floor(end));
    let service = Some("anpassung".into());
    Draft {
        service,
        resources,
        start,
        end,
        customer,
        address: None,
        note: None,
        reminder_accepted: false,
        private: false,
        author: None,
    }
}
