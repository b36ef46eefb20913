//! The preview: what becomes of which entry, and what is in the way.

use super::Texts;
use crate::domain::ids::ServiceId;
use crate::http::planner::choices::{self, Choice as Named};
use crate::http::planner::file_import::{FileTexts, Part, draft, expired, forget};
use crate::http::planner::prelude::*;
use crate::operations::calendar_import::{self, CalendarItem, Choice, Entries, Error, Fate, Row, Rule, Target};
use std::sync::Arc;

/// Entries of one fate that are shown at most.
const SHOWN: usize = 200;

/// An entry.
struct Line {
    place: usize,
    when: String,
    /// Its title and its guest.
    about: String,
    /// What was chosen for it alone; empty: what holds for all.
    chosen: &'static str,
    /// What is in its way.
    notes: Vec<String>,
}

#[derive(Template)]
#[template(path = "planner/calendar_import/preview.html")]
struct PreviewPage {
    frame: Layout,
    t: Texts,
    s: FileTexts,
    problem: Option<&'static str>,
    form: Form,
    rules: [Named; 3],
    resources: Vec<Named>,
    services: Vec<Named>,
    /// How many are entered, and whether it is said what they occupy.
    count: usize,
    can_import: bool,
    entered: Part<Line>,
    left_out: Part<Line>,
    /// Sentences about what is not shown.
    remarks: Vec<String>,
    targets: [Named; 3],
}

/// `GET /planner/resources/calendars/import/preview`
pub async fn show_preview(operator: Owner, Asked(query): Asked) -> PageResult {
    let Some(entries) = draft(&operator, query.text("draft")) else { return Ok(expired::<Entries>(&operator)) };
    let form = Form::new(operator.language).with("draft", query.text("draft")).with("rule", Rule::ByGuest.word());
    show(&operator, form, entries, None).await
}

/// `POST /planner/resources/calendars/import/preview`: shown anew, or written.
pub async fn go_on(operator: Owner, sent: FormData) -> PageResult {
    let Some(entries) = draft(&operator, sent.text("draft")) else { return Ok(expired::<Entries>(&operator)) };
    let token = sent.text("draft").to_owned();
    let (wants_import, expected) = (sent.text("act") == "import", sent.text("expected").parse().unwrap_or(0));
    let form = Form::sent(sent, operator.language);
    let choice = choice(&operator, &form);
    if !wants_import || choice.resources.is_empty() {
        return show(&operator, form, entries, None).await;
    }
    let t = Texts::of(operator.language);
    match calendar_import::run(&operator.app.store, entries.clone(), choice, expected, operator.user.id).await {
        Ok(done) => {
            forget::<Entries>(&operator, &token);
            let sentence = t.imported(t.did_appointments(done.appointments), t.did_blocks(done.blocks));
            Ok(operator.done_calendar_import("/planner/calendar", sentence, done.undo))
        }
        Err(Error::Store(error)) => Err(error.into()),
        Err(Error::ChangedMeanwhile | Error::Unreadable(_)) => {
            show(&operator, form, entries, Some(t.changed_meanwhile())).await
        }
    }
}

fn choice(operator: &Operator, form: &Form) -> Choice {
    let calendar = operator.calendar();
    let by_row = form
        .pairs()
        .filter_map(|(name, word)| Some((name.strip_prefix("target-")?.parse().ok()?, Target::from_word(word)?)));
    Choice {
        rule: Rule::from_word(form.value("rule")).unwrap_or(Rule::ByGuest),
        by_row: by_row.collect(),
        resources: form.all("resource").filter(|id| calendar.resource(id).is_some()).map(ResourceId::from).collect(),
        service: calendar.service(form.value("service")).map(|service| ServiceId::clone(&service.id)),
        with_past: form.has("with_past"),
    }
}

async fn show(operator: &Operator, form: Form, entries: Arc<Entries>, problem: Option<&'static str>) -> PageResult {
    let frame = Layout::new(operator, Area::Offer).await?;
    let (t, language, calendar) = (Texts::of(frame.language), frame.language, operator.calendar());
    let choice = choice(operator, &form);
    let rows = calendar_import::judge(&operator.app.store, entries.clone(), choice.clone()).await?;
    let words = Words::new(language, &calendar);
    let part = |wanted: fn(&Fate) -> bool, title: &dyn Fn(usize) -> String| {
        let all: Vec<_> = rows.iter().filter(|row| wanted(&row.fate)).collect();
        let lines: Vec<_> =
            all.iter().take(SHOWN).map(|row| line(row, &entries, &choice, operator.today(), words)).collect();
        Part::new(title(all.len()), all.len(), lines, language)
    };
    let count_of = |wanted: fn(&Fate) -> bool| rows.iter().filter(|row| wanted(&row.fate)).count();
    let count = count_of(|fate| matches!(fate, Fate::Enters));
    let known = count_of(|fate| matches!(fate, Fate::Known));
    let remarks = [(known, t.known(known)), (entries.unread, t.unread(entries.unread))];
    let status = if problem.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let none = (String::new(), t.no_service().to_owned());
    let page = PreviewPage {
        t,
        s: FileTexts::of(language),
        problem,
        rules: Rule::ALL.map(|rule| (rule.word().to_owned(), rule_name(rule, t).to_owned())),
        resources: choices::resources(&calendar, |id| form.is_chosen("resource", id)),
        services: std::iter::once(none)
            .chain(calendar.services.iter().filter(|one| !one.archived).map(|one| choices::service(one, language)))
            .collect(),
        count,
        can_import: count > 0 && !choice.resources.is_empty(),
        entered: part(|fate| matches!(fate, Fate::Enters), &|count| t.count_entered(count)),
        left_out: part(|fate| matches!(fate, Fate::Occupied(_) | Fate::Nameless | Fate::Skipped), &|count| {
            t.count_left_out(count)
        }),
        remarks: remarks.into_iter().filter(|(count, _)| *count > 0).map(|(_, sentence)| sentence).collect(),
        targets: Target::ALL.map(|target| (target.word().to_owned(), target_name(target, t).to_owned())),
        form,
        frame,
    };
    layout::page(status, &page)
}

fn line(row: &Row, entries: &Entries, choice: &Choice, today: NaiveDate, words: Words<'_>) -> Line {
    let t = Texts::of(words.language);
    let item = &entries.items[row.place];
    let notes = match &row.fate {
        Fate::Occupied(overlaps) => overlaps.iter().map(|overlap| words.overlap(overlap)).collect(),
        Fate::Nameless => vec![t.nameless().to_owned()],
        Fate::Enters | Fate::Skipped | Fate::Known => Vec::new(),
    };
    Line {
        place: row.place,
        when: when(item, today, words),
        about: about(item, row.target, t),
        chosen: choice.by_row.get(&row.place).map_or("", |target| target.word()),
        notes,
    }
}

/// The dates it covers, or its date and time.
fn when(item: &CalendarItem, today: NaiveDate, words: Words<'_>) -> String {
    let (zone, language) = (words.calendar.shop.time_zone, words.language);
    let (first, last) = (item.span.start, item.span.end.plus(-1));
    if item.is_whole_days {
        return dates::range(first.local_date(zone), last.local_date(zone), language);
    }
    let is_one_day = first.local_date(zone) == last.local_date(zone);
    if is_one_day && first.local_date(zone).year() == today.year() {
        let day = dates::near_day(first.local_date(zone), language);
        return format!("{day}, {}", words.short_span(item.span.start, item.span.end));
    }
    dates::day_and_span(item.span.start, item.span.end, zone, language)
}

fn about(item: &CalendarItem, target: Target, t: Texts) -> String {
    let guest = item.guest.as_ref().filter(|_| target == Target::Appointment);
    let guest = guest.map(|guest| if guest.name.is_empty() { &guest.email } else { &guest.name });
    let title = if item.title.is_empty() { t.untitled() } else { &item.title };
    [Some(title), guest.map(String::as_str)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn rule_name(rule: Rule, t: Texts) -> &'static str {
    match rule {
        Rule::ByGuest => t.by_guest(),
        Rule::Blocks => t.all_blocks(),
        Rule::Appointments => t.all_appointments(),
    }
}

fn target_name(target: Target, t: Texts) -> &'static str {
    match target {
        Target::Block => t.block(),
        Target::Appointment => t.appointment(),
        Target::Skip => FileTexts::of(t.language()).skip(),
    }
}
