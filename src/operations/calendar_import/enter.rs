//! Enters the entries of a file, one after the other.

use super::{Choice, Target};
use crate::domain::appointment::Status;
use crate::domain::ids::{ResourceId, SeriesId};
use crate::domain::person::{Person, TypedPerson};
use crate::domain::time::Minute;
use crate::domain::values::{AppointmentNote, Email, PersonName, Phone};
use crate::ical::entries::{CalendarItem, Entries};
use crate::operations::booking::{Appointment, Overlap, overlaps};
use crate::store::secrets::new_id;
use crate::store::{StoreError, WriteTx, appointments};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Characters of a description that are kept.
const DESCRIPTION_MAX: usize = 2_000;

/// An entry and what becomes of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its place in the file's list.
    pub place: usize,
    /// What it is to become.
    pub target: Target,
    /// Whether it does.
    pub fate: Fate,
}

/// Whether an entry becomes what it is to become.
#[derive(Clone, Debug)]
pub enum Fate {
    /// It does.
    Enters,
    /// It is left out by choice.
    Skipped,
    /// It was imported before.
    Known,
    /// These are in the way; two entries of the file may be in each other's way.
    Occupied(Vec<Overlap>),
    /// It is to be an appointment, and nothing in it is a name.
    Nameless,
}

type Entered = (Appointment, Vec<ResourceId>);

/// Enters all that can be. The rows are all that the choice is about; those that were entered are answered too.
pub(super) fn enter_all(
    tx: &WriteTx<'_>,
    entries: &Entries,
    choice: &Choice,
) -> Result<(Vec<Row>, Vec<Entered>), StoreError> {
    let (mut rows, mut entered) = (Vec::new(), Vec::new());
    let mut series = SeriesIds::of(&entries.items);
    let now = Minute::floor(tx.now);
    for (place, item) in entries.items.iter().enumerate() {
        if item.span.end <= now && !choice.with_past {
            continue;
        }
        let target = choice.target(place, item);
        let fate = match appointment_of(item, target, choice, now) {
            Err(fate) => fate,
            Ok(mut new) => {
                new.series = series.id(tx, item, target)?;
                match enter(tx, new, &choice.resources)? {
                    Ok(new) => {
                        entered.push((new, choice.resources.clone()));
                        Fate::Enters
                    }
                    Err(fate) => fate,
                }
            }
        };
        rows.push(Row { place, target, fate });
    }
    Ok((rows, entered))
}

fn enter(
    tx: &WriteTx<'_>,
    mut new: Appointment,
    resources: &[ResourceId],
) -> Result<Result<Appointment, Fate>, StoreError> {
    if appointments::find_by_id(tx, &new.id)?.is_some() {
        return Ok(Err(Fate::Known));
    }
    let in_the_way = overlaps(tx, &new, resources)?;
    if !in_the_way.is_empty() {
        return Ok(Err(Fate::Occupied(in_the_way)));
    }
    new.key = appointments::insert(tx, &new, resources)?;
    Ok(Ok(new))
}

fn appointment_of(item: &CalendarItem, target: Target, choice: &Choice, now: Minute) -> Result<Appointment, Fate> {
    let customer = match target {
        Target::Skip => return Err(Fate::Skipped),
        Target::Block => Person::default(),
        Target::Appointment => person(item).ok_or(Fate::Nameless)?,
    };
    let is_block = target == Target::Block;
    let has_passed = item.span.end <= now && !is_block;
    Ok(Appointment {
        key: 0,
        id: id_of(item),
        service: choice.service.clone().filter(|_| !is_block),
        start: item.span.start,
        end: item.span.end,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        status: if has_passed { Status::Done } else { Status::Confirmed },
        customer,
        note: AppointmentNote::parse(&words_of(item, is_block)).ok(),
        address: None,
        reminder_accepted_at: None,
        series: None,
        private: false,
        author: None,
    })
}

/// The guest, or whom the title names.
fn person(item: &CalendarItem) -> Option<Person> {
    let guest = item.guest.as_ref();
    let name = guest.map(|guest| guest.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(&item.title);
    let typed = TypedPerson::parse(name);
    let email = guest.map_or(typed.email.as_str(), |guest| &guest.email);
    let person = Person {
        first_name: PersonName::parse(&typed.first_name).ok(),
        last_name: PersonName::parse(&typed.last_name).ok(),
        email: Email::parse(email).ok(),
        phone: Phone::parse(&typed.phone).ok(),
    };
    (!person.full_name().is_empty()).then_some(person)
}

/// The title of a block; of an appointment all that the name does not say.
fn words_of(item: &CalendarItem, is_block: bool) -> String {
    if is_block {
        return item.title.clone();
    }
    let is_name = item.guest.as_ref().is_none_or(|guest| guest.name.is_empty());
    let title = if is_name { "" } else { &item.title };
    let description: String = item.description.chars().take(DESCRIPTION_MAX).collect();
    [title, &description].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The same for the same date of the same event, so that a file which is imported twice is recognized.
fn id_of(item: &CalendarItem) -> String {
    let mut hash = Sha256::new();
    hash.update(if item.uid.is_empty() { &item.title } else { &item.uid });
    hash.update([0]);
    hash.update(item.span.start.since_epoch().to_le_bytes());
    format!("c-{}", base16ct::lower::encode_string(&hash.finalize()[..12]))
}

/// The ids of the series that the dates of repeating events become.
struct SeriesIds<'a> {
    dates: HashMap<&'a str, usize>,
    ids: HashMap<(&'a str, Target), SeriesId>,
}

impl<'a> SeriesIds<'a> {
    fn of(items: &'a [CalendarItem]) -> Self {
        let mut dates: HashMap<&str, usize> = HashMap::new();
        for item in items.iter().filter(|item| !item.uid.is_empty()) {
            *dates.entry(&item.uid).or_default() += 1;
        }
        Self { dates, ids: HashMap::new() }
    }

    fn id(&mut self, tx: &WriteTx<'_>, item: &'a CalendarItem, target: Target) -> Result<Option<SeriesId>, StoreError> {
        if self.dates.get(item.uid.as_str()).is_none_or(|dates| *dates < 2) {
            return Ok(None);
        }
        let id = match self.ids.entry((&item.uid, target)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(SeriesId::from(new_id(tx.now.timestamp())?)),
        };
        Ok(Some(id.clone()))
    }
}
