//! The rows of the form of a service: of every row one is occupied. A row holds rooms or persons, so that nobody asks for
//! "a room or a person" who means both; a row that mixes them is possible, and is asked about.

use super::hint;
use crate::http::planner::prelude::*;

/// More rows than any service needs.
const MOST: usize = 20;
const KINDS: [ResourceKind; 2] = [ResourceKind::Room, ResourceKind::Person];

/// A resource in a row: its id, and whether it may serve.
pub type Alternative = (String, bool);

/// The rows, each in the order of preference.
#[derive(Clone, Default)]
pub struct NeedRows(pub Vec<Vec<Alternative>>);

impl NeedRows {
    /// The rows of a service, and an empty one for each kind that it does not need so far.
    pub fn of(needs: &[Vec<ResourceId>], calendar: &Calendar) -> Self {
        let mut rows: Vec<_> = needs.iter().map(|need| row(need, kind_of(need, calendar), calendar)).collect();
        let is_mixed = needs.iter().any(|need| kind_of(need, calendar).is_none());
        let is_needed = |kind| needs.iter().any(|need| kind_of(need, calendar) == Some(kind));
        let exists = |kind| calendar.resources.iter().any(|one| one.kind == kind && !one.archived);
        let missing = KINDS.into_iter().filter(|kind| !is_mixed && exists(*kind) && !is_needed(*kind));
        rows.extend(missing.map(|kind| row(&[], Some(kind), calendar)));
        if rows.is_empty() {
            rows.push(Vec::new());
        }
        Self(rows)
    }

    /// Rows as they were sent: `order-0` names all resources in order, `need-0` those ticked.
    pub fn read(form: &Form, calendar: &Calendar) -> Self {
        let count = form.value("need_count").parse().unwrap_or(0_usize).min(MOST);
        Self((0..count).map(|need| read_row(form, need, calendar)).collect())
    }

    /// Does to the rows what a button says: `need-add`, `need-remove:1`, `need-up:1`, `need-split:0`, `up:0:kabine-2`,
    /// `down:0:kabine-2`. Whether it was such a button.
    pub fn rearrange(&mut self, act: &str, calendar: &Calendar) -> bool {
        let rows = &mut self.0;
        let mut parts = act.splitn(3, ':');
        let (word, need, id) = (parts.next().unwrap_or_default(), parts.next(), parts.next().unwrap_or_default());
        let need = need.and_then(|need| need.parse::<usize>().ok()).filter(|need| *need < rows.len());
        match (word, need) {
            ("need-add", _) if rows.len() < MOST => rows.push(row(&[], None, calendar)),
            ("need-remove", Some(need)) if rows.len() > 1 => {
                rows.remove(need);
            }
            ("need-up", Some(need)) => rows.swap(need, need.saturating_sub(1)),
            ("need-split", Some(need)) if rows.len() < MOST => {
                let is_room = |(id, _): &Alternative| kind(id, calendar) == Some(ResourceKind::Room);
                let (rooms, persons) = rows[need].iter().cloned().partition(is_room);
                rows.splice(need..=need, [rooms, persons]);
            }
            ("up" | "down", Some(need)) => {
                let row = &mut rows[need];
                let last = row.len().saturating_sub(1);
                if let Some(at) = row.iter().position(|(other, _)| other == id) {
                    row.swap(at, if word == "up" { at.saturating_sub(1) } else { (at + 1).min(last) });
                }
            }
            _ => return word.starts_with("need-"),
        }
        true
    }

    /// The needs: rows without a tick are none. At least one there must be.
    pub fn read_into(&self, form: &mut Form, calendar: &Calendar) -> Vec<Vec<ResourceId>> {
        let needs: Vec<Vec<ResourceId>> =
            self.0.iter().map(|row| ticked(row, calendar)).filter(|need| !need.is_empty()).collect();
        if needs.is_empty() {
            form.keep::<()>(if self.0.is_empty() { "needs" } else { "needs-0" }, Err(Invalid::NoneChosen));
        }
        needs
    }

    /// The first row that mixes rooms and persons and did not before: its place, and "Kabine 1 oder Anna".
    pub fn newly_mixed(
        &self,
        before: Option<&Service>,
        calendar: &Calendar,
        language: Language,
    ) -> Option<(usize, String)> {
        let was_so = |need: &Vec<ResourceId>| before.is_some_and(|service| service.needs.contains(need));
        let needs = self.0.iter().map(|row| ticked(row, calendar)).enumerate();
        let mut mixed =
            needs.filter(|(_, need)| kind_of(need, calendar).is_none() && !need.is_empty() && !was_so(need));
        mixed.next().map(|(at, need)| (at, hint::alternatives(&need, calendar, language)))
    }

    /// Whether all that a row offers is of one kind, and of which.
    pub fn kind_of_row(row: &[Alternative], calendar: &Calendar) -> Option<ResourceKind> {
        let ids: Vec<ResourceId> = row.iter().map(|(id, _)| ResourceId::from(id.as_str())).collect();
        kind_of(&ids, calendar)
    }

    /// Whether there are more rows than a room and a person make.
    pub fn are_many(&self, calendar: &Calendar) -> bool {
        let exists = |kind: &ResourceKind| calendar.resources.iter().any(|one| one.kind == *kind && !one.archived);
        self.0.len() > KINDS.iter().filter(|kind| exists(kind)).count().max(1)
    }
}

fn kind(id: &str, calendar: &Calendar) -> Option<ResourceKind> {
    calendar.resource(id).map(|resource| resource.kind)
}

/// The kind that all of these have.
fn kind_of(need: &[ResourceId], calendar: &Calendar) -> Option<ResourceKind> {
    let first = kind(need.first()?.as_str(), calendar)?;
    need.iter().all(|id| kind(id.as_str(), calendar) == Some(first)).then_some(first)
}

fn ticked(row: &[Alternative], calendar: &Calendar) -> Vec<ResourceId> {
    let ids = row.iter().filter(|(_, ticked)| *ticked).filter_map(|(id, _)| calendar.resource(id));
    ids.map(|resource| resource.id.clone()).collect()
}

/// A row: what may serve first, in its order, then the others of that kind that are not archived.
fn row(need: &[ResourceId], kind: Option<ResourceKind>, calendar: &Calendar) -> Vec<Alternative> {
    let fits = |one: &&Resource| !one.archived && kind.is_none_or(|kind| one.kind == kind) && !need.contains(&one.id);
    let ticked = need.iter().map(|id| (id.to_string(), true));
    ticked.chain(calendar.resources.iter().filter(fits).map(|one| (one.id.to_string(), false))).collect()
}

fn read_row(form: &Form, need: usize, calendar: &Calendar) -> Vec<Alternative> {
    let (order, ticks) = (format!("order-{need}"), format!("need-{need}"));
    let is_ticked = |id: &str| form.all(&ticks).any(|other| other == id);
    let mut row: Vec<Alternative> = Vec::new();
    for id in form.all(&order).filter(|id| calendar.resource(id).is_some()) {
        if !row.iter().any(|(other, _)| other == id) {
            row.push((id.to_owned(), is_ticked(id)));
        }
    }
    row
}
