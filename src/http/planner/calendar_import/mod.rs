//! `/planner/resources/calendars/import`: appointments and blocked times from a calendar file, once ([`file_import`]). The
//! [`preview`] says what would become of each entry.

mod preview;

use crate::http::planner::file_import::drafts::Drafts;
use crate::http::planner::file_import::{self, FileImport, Words};
use crate::http::planner::prelude::*;
use crate::operations::calendar_import::{self, Entries, Error, Unreadable};

/// What these pages say.
type Texts = i18n::Texts<planner::CalendarImport>;

/// Its routes.
pub fn routes() -> Router<App> {
    file_import::routes::<Entries>()
        .route("/planner/resources/calendars/import/preview", get(preview::show_preview).post(preview::go_on))
}

impl FileImport for Entries {
    const PATH: &'static str = "/planner/resources/calendars/import";
    const FROM: &'static str = "/planner/resources/calendars";
    const AREA: Area = Area::Offer;
    const ACCEPT: &'static str = ".ics,text/calendar";

    fn words(language: Language) -> Words {
        let t = Texts::of(language);
        Words { title: t.title(), file: t.file(), hint: t.file_hint(), too_large: t.too_large() }
    }

    fn drafts(app: &App) -> &Drafts<Self> {
        &app.calendar_files
    }

    async fn read(operator: &Operator, bytes: Vec<u8>) -> Result<Result<Self, &'static str>, PageError> {
        let t = Texts::of(operator.language);
        match calendar_import::read(&operator.app.store, bytes).await {
            Ok(entries) if entries.items.is_empty() && entries.unread == 0 => Ok(Err(t.empty())),
            Ok(entries) => Ok(Ok(entries)),
            Err(Error::Unreadable(Unreadable::NotACalendar)) => Ok(Err(t.not_a_calendar())),
            Err(Error::Unreadable(Unreadable::Incomplete)) => Ok(Err(t.incomplete())),
            Err(Error::Unreadable(Unreadable::TooLarge)) => Ok(Err(t.too_large())),
            Err(Error::ChangedMeanwhile) => Ok(Err(t.changed_meanwhile())),
            Err(Error::Store(error)) => Err(error.into()),
        }
    }
}
