//! Public holidays as closing times of the whole shop.

use super::{Error, HoursEdit, change_hours};
use crate::domain::account::UserId;
use crate::domain::holidays::{self, Extent, Holiday, Region};
use crate::domain::opening::covers;
use crate::domain::shop::{Calendar, Exception, Language};
use crate::domain::values::ExceptionNote;
use crate::store::{Store, StoreError};
use chrono::{Datelike, NaiveDate};

/// Whether something is entered for the whole shop on that date already, closed or not.
pub fn is_entered(calendar: &Calendar, date: NaiveDate) -> bool {
    calendar.exceptions.iter().any(|exception| exception.resource.is_none() && covers(exception, date))
}

/// Closing times for those of the holidays on which nothing is entered yet.
pub fn closings<'a>(
    holidays: impl Iterator<Item = &'a Holiday>,
    calendar: &Calendar,
    language: Language,
) -> Vec<Exception> {
    let new = holidays.filter(|holiday| !is_entered(calendar, holiday.date));
    let closed = |holiday: &Holiday| Exception {
        resource: None,
        from_date: holiday.date,
        to_date: holiday.date,
        hours: Vec::new(),
        note: Some(ExceptionNote::from_stored(holiday.name(language))),
    };
    new.map(closed).collect()
}

/// Closes on the public holidays of a region that are still to come in this year and the next, and on the two eves if
/// `with_eves`. A day on which somebody is expected stays open: that is decided on its own page.
///
/// # Errors
/// Those of the file.
pub async fn close_on_coming(
    store: &Store,
    region: &'static Region,
    with_eves: bool,
    calendar: &Calendar,
    (today, language): (NaiveDate, Language),
    by: UserId,
) -> Result<(), StoreError> {
    let is_wanted = |holiday: &&Holiday| {
        let is_kept = holiday.extent == Extent::Everywhere || (holiday.is_eve() && with_eves);
        is_kept && holiday.date >= today
    };
    let offered: Vec<Holiday> = (0..=1).flat_map(|ahead| holidays::offered(region, today.year() + ahead)).collect();
    let new = closings(offered.iter().filter(is_wanted), calendar, language);
    if !new.is_empty() && !close(store, region, new.clone(), by).await? {
        for closing in new {
            close(store, region, vec![closing], by).await?;
        }
    }
    Ok(())
}

/// Closes on these dates, all or none; answers whether it did.
async fn close(store: &Store, region: &Region, on: Vec<Exception>, by: UserId) -> Result<bool, StoreError> {
    match change_hours(store, HoursEdit::TakeOverHolidays(region.code, on), String::new(), by).await {
        Ok(_) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(Error::Store(error)) => Err(error),
    }
}
