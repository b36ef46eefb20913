//! The dates of a series, row by row: what is free, what is in the way and the nearest time instead, what is closed.

use super::Texts;
use crate::domain::policy::PolicyWarning;
use crate::domain::series::{Closings, Occurrence, Recurrence};
use crate::http::planner::prelude::*;
use crate::operations::booking::{Draft, StaffRefusal};
use crate::operations::series::{Judged, Verdict, Wanted};
use std::collections::BTreeSet;

/// A row of the list.
pub struct Row {
    /// The date, or what takes its place.
    pub label: String,
    /// What there is to say about it.
    pub notes: Vec<String>,
    /// Whether it needs a look.
    pub is_odd: bool,
    /// The times that can be chosen: the one of the rule, and one instead.
    pub choices: Vec<Choice>,
}

/// A time that can be chosen.
pub struct Choice {
    /// The instant.
    pub start: String,
    /// What stands beside the box; empty: the row's own label.
    pub label: String,
    /// Whether it is chosen.
    pub ticked: bool,
    /// The words that choosing it accepts.
    pub accepts: Vec<String>,
}

/// What a form has chosen; `None`: nothing yet.
pub type Chosen = Option<BTreeSet<Minute>>;

/// The starts that were ticked, each with what was agreed to.
pub fn wanted(form: &FormData) -> Vec<Wanted> {
    let starts: BTreeSet<Minute> = form.all("start").filter_map(read_instant).collect();
    let agreed: Vec<_> = form.all("agreed").filter_map(|text| text.split_once(' ')).collect();
    let accepted = |start: Minute| {
        let of = agreed.iter().filter(|(at, _)| read_instant(at) == Some(start));
        // The lead time binds nobody who enters what was agreed with the customer.
        of.map(|(_, word)| (*word).to_owned()).chain([PolicyWarning::LeadTime.word()]).collect()
    };
    starts.into_iter().map(|start| Wanted { start, accepted: accepted(start) }).collect()
}

fn read_instant(text: &str) -> Option<Minute> {
    Some(Minute::floor(DateTime::parse_from_rfc3339(text).ok()?.to_utc()))
}

/// The dates that the rule leads to.
pub fn occurrences(rule: &Recurrence, draft: &Draft, calendar: &Calendar) -> Vec<Occurrence> {
    let closings = closings(draft, calendar);
    let zone = calendar.shop.time_zone;
    rule.occurrences(zone, |date| closings.is_closed(date), |date| closings.is_open(date))
}

fn closings<'a>(draft: &'a Draft, calendar: &'a Calendar) -> Closings<'a> {
    let service = draft.service.as_ref().and_then(|id| calendar.service(id.as_str()));
    Closings { calendar, service, named: &draft.resources }
}

/// The starts of those that take place. What is only within the lead time is no question.
pub fn starts(occurrences: &[Occurrence]) -> Vec<Wanted> {
    let start = |one: &Occurrence| match one {
        Occurrence::On { start, .. } => Some(*start),
        Occurrence::Skipped(_) => None,
    };
    let starts = occurrences.iter().filter_map(start);
    starts.map(|start| Wanted { start, accepted: vec![PolicyWarning::LeadTime.word()] }).collect()
}

/// The rows of the list; `judged` are the verdicts on [`starts`], in their order.
pub fn rows(
    occurrences: &[Occurrence],
    judged: &[Judged],
    draft: &Draft,
    chosen: &Chosen,
    words: Words<'_>,
) -> Vec<Row> {
    let t = Texts::of(words.language);
    let closings = closings(draft, words.calendar);
    let why = |date: NaiveDate| {
        let note = closings.closing(date).and_then(|closing| closing.note.clone());
        note.map_or_else(|| t.closed().to_owned(), String::from)
    };
    let mut judged = judged.iter();
    let row = |one: &Occurrence| match one {
        Occurrence::Skipped(date) => {
            let notes = vec![t.skipped(why(*date))];
            Some(Row { label: words.date(*date), notes, is_odd: true, choices: Vec::new() })
        }
        Occurrence::On { instead_of, .. } => {
            let shifted = instead_of.map(|date| t.shifted(words.date(date), why(date)));
            Some(judged_row(judged.next()?, shifted, chosen, words))
        }
    };
    occurrences.iter().filter_map(row).collect()
}

fn judged_row(judged: &Judged, shifted: Option<String>, chosen: &Chosen, words: Words<'_>) -> Row {
    let zone = words.calendar.shop.time_zone;
    let is_chosen = |at: Minute, usually: bool| chosen.as_ref().map_or(usually, |chosen| chosen.contains(&at));
    let (said, own) = match &judged.verdict {
        Verdict::Free => (Vec::new(), Some((true, Vec::new()))),
        Verdict::Unusual(found) => {
            let said = found.iter().map(|one| words.unusual(one)).collect();
            (said, Some((false, found.iter().map(PolicyWarning::word).collect())))
        }
        Verdict::Refused(StaffRefusal::Occupied(overlaps)) => {
            (overlaps.iter().map(|overlap| words.overlap(overlap)).collect(), None)
        }
        Verdict::Refused(refusal) => (words.refusal(refusal), None),
    };
    let choice = |at: Minute, label: String, usually: bool, accepts: Vec<String>| Choice {
        start: at.to_rfc3339(zone),
        label,
        ticked: is_chosen(at, usually),
        accepts,
    };
    let mut choices = Vec::new();
    let is_odd = !said.is_empty();
    if let Some((usually, accepts)) = own {
        choices.push(choice(judged.start, String::new(), usually, accepts));
    }
    if let Some(at) = judged.offer {
        let label = Texts::of(words.language).instead(words.moment(at));
        choices.push(choice(at, label, false, Vec::new()));
    }
    let notes = shifted.into_iter().chain(said).collect();
    Row { label: words.moment(judged.start), notes, is_odd, choices }
}
