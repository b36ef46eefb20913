//! `/planner/customers/import`: customers from a file ([`file_import`]). The [`preview`] says what would become of each row.

mod preview;

use crate::http::planner::file_import::drafts::Drafts;
use crate::http::planner::file_import::{self, FileImport, Words};
use crate::http::planner::prelude::*;
use crate::operations::customers::import::{self, Sheet, SheetError};

/// What these pages say.
type Texts = i18n::Texts<planner::CustomerImport>;

/// Its routes.
pub fn routes() -> Router<App> {
    file_import::routes::<Sheet>()
        .route("/planner/customers/import/preview", get(preview::show_preview).post(preview::go_on))
}

impl FileImport for Sheet {
    const PATH: &'static str = "/planner/customers/import";
    const FROM: &'static str = "/planner/customers";
    const AREA: Area = Area::Customers;
    const ACCEPT: &'static str = ".csv,.xlsx,.txt";

    fn words(language: Language) -> Words {
        let t = Texts::of(language);
        Words { title: t.title(), file: t.file(), hint: t.file_hint(), too_large: t.too_large() }
    }

    fn drafts(app: &App) -> &Drafts<Self> {
        &app.imports
    }

    async fn read(operator: &Operator, bytes: Vec<u8>) -> Result<Result<Self, &'static str>, PageError> {
        let t = Texts::of(operator.language);
        Ok(import::read(bytes).await.map_err(|error| match error {
            SheetError::Unreadable => t.unreadable(),
            SheetError::TooLarge => t.too_large(),
            SheetError::TooManyRows => t.too_many_rows(),
            SheetError::Empty => t.empty(),
        }))
    }
}
