//! The preview: which column is what, what is wrong with which row, and which persons are known already.

use super::Texts;
use crate::http::planner::customers::texts::Texts as CustomerTexts;
use crate::http::planner::file_import::{FileTexts, Part, draft, expired, forget};
use crate::http::planner::prelude::*;
use crate::operations::customers::import::{
    self, Answer, Choice, Corrections, Fate, Mapping, Plan, PlannedRow, Sheet, Target,
};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Rows with faults, and known persons, that are shown at most.
const SHOWN: usize = 100;
/// New customers that are shown to look at.
const SAMPLES: usize = 5;

/// A column of the file.
struct Column {
    /// Its number, from 0.
    at: usize,
    head: String,
    samples: String,
    target: Target,
}

/// A row of the file.
struct Line {
    number: usize,
    name: String,
    /// What is wrong with it, who it is, or what it holds.
    about: String,
    href: String,
    /// The cells in which it is wrong.
    cells: Vec<Cell>,
}

/// A cell that can be corrected.
struct Cell {
    /// Its field in the form.
    name: String,
    label: String,
    value: String,
}

#[derive(Template)]
#[template(path = "planner/customers/import_preview.html")]
struct PreviewPage {
    frame: Layout,
    t: Texts,
    s: FileTexts,
    draft: String,
    columns: Vec<Column>,
    targets: Vec<(Target, &'static str)>,
    has_heads: bool,
    has_name: bool,
    can_import: bool,
    new: Part<Line>,
    known: Part<Line>,
    wrong: Part<Line>,
    answers: [(Answer, &'static str); 3],
    /// What was corrected before and stands in no field: names and words.
    kept: Vec<(String, String)>,
}

impl PreviewPage {
    /// Whether a faulty row has a cell to be corrected.
    fn can_correct(&self) -> bool {
        self.wrong.lines.iter().any(|line| !line.cells.is_empty())
    }
}

/// `GET /planner/customers/import/preview`
pub async fn show_preview(operator: Owner, Asked(query): Asked) -> PageResult {
    let Some(sheet) = draft(&operator, query.text("draft")) else { return Ok(expired::<Sheet>(&operator)) };
    let mapping = Mapping::guessed(&sheet);
    show(&operator, query.text("draft").to_owned(), sheet, mapping, &Corrections::new()).await
}

/// What was written over cells of faulty rows: fields as `cell-12-0`, by row and column.
fn corrections(form: &FormData, columns: usize) -> Corrections {
    let cell = |name: &str| {
        let (row, column) = name.strip_prefix("cell-")?.split_once('-')?;
        Some((row.parse().ok()?, column.parse().ok().filter(|column| *column < columns)?))
    };
    form.pairs().filter_map(|(name, words)| Some((cell(name)?, words.to_owned()))).collect()
}

/// `POST /planner/customers/import/preview`: with other columns, or written.
pub async fn go_on(operator: Owner, form: FormData) -> PageResult {
    let draft_token = form.text("draft").to_owned();
    let Some(sheet) = draft::<Sheet>(&operator, &draft_token) else { return Ok(expired::<Sheet>(&operator)) };
    let corrections = corrections(&form, sheet.columns());
    let sheet = Arc::new(sheet.corrected(&corrections));
    let chosen = |at| Target::from_word(form.text(&format!("column-{at}"))).unwrap_or(Target::Nothing);
    let mapping = Mapping { targets: (0..sheet.columns()).map(chosen).collect(), has_heads: form.has("has_heads") };
    if form.text("act") != "import" || !mapping.has_name() {
        return show(&operator, draft_token, sheet, mapping, &corrections).await;
    }
    let by_row = form.pairs().filter_map(|(name, word)| Some((name.strip_prefix("answer-")?.parse().ok()?, word)));
    let choice = Choice::read(form.text("otherwise"), by_row);
    let store = &operator.app.store;
    let imported = import::run(store, sheet, mapping, choice, operator.today(), operator.user.id).await?;
    forget::<Sheet>(&operator, &draft_token);
    let t = Texts::of(operator.language);
    let sentence = match imported.completed {
        0 => t.created(imported.created),
        completed => format!("{} {}", t.created(imported.created), t.completed(completed)),
    };
    Ok(operator.done_import("/planner/customers", sentence, imported.undo))
}

async fn show(
    operator: &Operator,
    draft: String,
    sheet: Arc<Sheet>,
    mapping: Mapping,
    corrections: &Corrections,
) -> PageResult {
    let frame = Layout::new(operator, Area::Customers).await?;
    let (t, language) = (Texts::of(frame.language), frame.language);
    let plan = import::plan(&operator.app.store, sheet.clone(), mapping.clone(), operator.today()).await?;
    let [new, known, repeated, wrong] = plan.counts();
    let part = |title, all, lines| Part::new(title, all, lines, language);
    let mut faulty = lines(&plan, SHOWN, is_faulty, t, language);
    for (line, row) in faulty.iter_mut().zip(plan.rows.iter().filter(|row| is_faulty(&row.fate))) {
        line.cells = cells(row, &sheet, &mapping, language);
    }
    let shown: HashSet<&str> = faulty.iter().flat_map(|line| &line.cells).map(|cell| cell.name.as_str()).collect();
    let kept = corrections.iter().map(|((row, column), words)| (cell_name(*row, *column), words.clone()));
    let kept = kept.filter(|(name, _)| !shown.contains(name.as_str())).collect();
    let page = PreviewPage {
        t,
        s: FileTexts::of(language),
        draft,
        columns: columns(&sheet, &mapping),
        targets: Target::ALL.map(|target| (target, target_name(target, language))).to_vec(),
        has_heads: mapping.has_heads,
        has_name: mapping.has_name(),
        can_import: mapping.has_name() && new + known > 0,
        new: part(t.count_new(new), new, lines(&plan, SAMPLES, |fate| matches!(fate, Fate::New(_)), t, language)),
        known: part(
            t.count_known(known),
            known,
            lines(&plan, SHOWN, |fate| matches!(fate, Fate::Duplicate(_)), t, language),
        ),
        wrong: part(t.count_wrong(repeated + wrong), repeated + wrong, faulty),
        kept,
        answers: Answer::ALL.map(|answer| (answer, answer_name(answer, t))),
        frame,
    };
    layout::page(StatusCode::OK, &page)
}

/// Whether nothing becomes of a row as it is.
fn is_faulty(fate: &Fate) -> bool {
    matches!(fate, Fate::Wrong(_) | Fate::Repeated(_))
}

fn cell_name(row: usize, column: usize) -> String {
    format!("cell-{row}-{column}")
}

/// The cells from which the fields come that are wrong with a row.
fn cells(row: &PlannedRow, sheet: &Sheet, mapping: &Mapping, language: Language) -> Vec<Cell> {
    let Fate::Wrong(faults) = &row.fate else { return Vec::new() };
    let Some((_, found)) = sheet.rows.iter().find(|(number, _)| *number == row.number) else { return Vec::new() };
    let wrong: BTreeSet<usize> = faults.iter().flat_map(|fault| mapping.columns_of(&fault.field)).collect();
    let cell = |at: usize| Cell {
        name: cell_name(row.number, at),
        label: target_name(mapping.targets[at], language).to_owned(),
        value: Sheet::cell(found, at).to_owned(),
    };
    wrong.into_iter().map(cell).collect()
}

fn columns(sheet: &Sheet, mapping: &Mapping) -> Vec<Column> {
    let skipped = usize::from(mapping.has_heads);
    let column = |at: usize| {
        let cells = sheet.rows.iter().skip(skipped).map(|(_, cells)| Sheet::cell(cells, at));
        let samples: Vec<_> = cells.filter(|cell| !cell.is_empty()).take(3).map(shortened).collect();
        let head = sheet.rows.first().filter(|_| mapping.has_heads).map_or("", |(_, cells)| Sheet::cell(cells, at));
        let target = mapping.targets.get(at).copied().unwrap_or(Target::Nothing);
        Column { at, head: shortened(head), samples: samples.join(" · "), target }
    };
    (0..sheet.columns()).map(column).collect()
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(39).chain(['…']).collect() }
}

fn lines(plan: &Plan, most: usize, wanted: impl Fn(&Fate) -> bool, t: Texts, language: Language) -> Vec<Line> {
    let rows = plan.rows.iter().filter(|row| wanted(&row.fate)).take(most);
    rows.map(|row| {
        let typed = &row.typed;
        let name = [typed.last_name.as_str(), typed.first_name.as_str()];
        let name = name.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let (about, href) = match &row.fate {
            Fate::New(_) => {
                let filled = typed.fields().into_iter().skip(2).map(|(_, value)| shortened(value));
                (filled.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(" · "), String::new())
            }
            Fate::Duplicate(found) => {
                let record = &found.record;
                (record.details.person.sorted_name(), format!("/planner/customers/{}", record.id))
            }
            Fate::Repeated(first) => (t.repeated(*first), String::new()),
            Fate::Wrong(faults) => {
                let told = faults
                    .iter()
                    .map(|fault| format!("{}: {}", field_name(&fault.field, language), fault.wrong.message(language)));
                (told.collect::<Vec<_>>().join(" "), String::new())
            }
        };
        Line { number: row.number, name: shortened(&name), about, href, cells: Vec::new() }
    })
    .collect()
}

fn field_name(field: &str, language: Language) -> &'static str {
    Target::from_word(field).map_or("", |target| target_name(target, language))
}

fn target_name(target: Target, language: Language) -> &'static str {
    let (t, c) = (Texts::of(language), CustomerTexts::of(language));
    match target {
        Target::Nothing => t.nothing(),
        Target::FirstName => c.first_name(),
        Target::LastName => c.last_name(),
        Target::FullName => t.full_name(),
        Target::Email => c.email(),
        Target::Phone => c.phone(),
        Target::Address => c.address(),
        Target::Street => t.street(),
        Target::PostalCode => t.postal_code(),
        Target::Town => t.town(),
        Target::BornOn => c.born_on(),
        Target::Note => c.note(),
    }
}

fn answer_name(answer: Answer, t: Texts) -> &'static str {
    match answer {
        Answer::Complete => t.complete(),
        Answer::Create => t.create(),
        Answer::Skip => FileTexts::of(t.language()).skip(),
    }
}
