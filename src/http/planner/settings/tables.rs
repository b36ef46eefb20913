//! `GET /planner/settings/data/customers.csv` and `…/appointments.csv`: all of them, for a spreadsheet.

use super::Texts as SettingsTexts;
use crate::http::planner::csv_file::CsvFile;
use crate::http::planner::customers::texts::Texts as CustomerTexts;
use crate::http::planner::prelude::*;
use crate::i18n::{log_actions, statuses};

/// `GET /planner/settings/data/customers.csv`
pub async fn download_customers(operator: Proven<Owner>) -> PageResult {
    let t = CustomerTexts::of(operator.language);
    let records = customers::customer_table(&operator.app.store, operator.user.id).await?;
    let mut file = CsvFile::new(separator(operator.language));
    file.row(&[t.last_name(), t.first_name(), t.email(), t.phone(), t.address(), t.born_on(), t.note()]);
    for record in records {
        let (details, person) = (&record.details, &record.details.person);
        let born_on = details.born_on.map(|date| local_date(date, operator.language)).unwrap_or_default();
        let texts = [shown(&person.last_name), shown(&person.first_name), shown(&person.email), shown(&person.phone)];
        file.row(&[texts.as_slice(), &[shown(&details.address), born_on, shown(&details.note)]].concat());
    }
    Ok(file.answer(&format!("customers-{}.csv", operator.today())))
}

/// `GET /planner/settings/data/appointments.csv`
pub async fn download_appointments(operator: Proven<Owner>) -> PageResult {
    let (t, language) = (SettingsTexts::of(operator.language), operator.language);
    let c = CustomerTexts::of(language);
    let lines = customers::appointment_table(&operator.app.store, operator.user.id).await?;
    let calendar = operator.calendar();
    let (words, zone) = (Words::new(language, &calendar), calendar.shop.time_zone);
    let mut file = CsvFile::new(separator(language));
    let heads = [t.column_date(), t.column_start(), t.column_end(), t.column_service(), t.column_resources()];
    let of_person = [t.column_status(), c.last_name(), c.first_name(), c.email(), c.phone(), c.address(), c.note()];
    file.row(&[heads.as_slice(), &of_person].concat());
    for line in lines {
        let (it, person) = (&line.appointment, &line.appointment.customer);
        file.row(&[
            local_date(it.start.local_date(zone), language),
            it.start.local_time(zone),
            it.end.local_time(zone),
            words.service(it),
            words.resources(&line.resources),
            statuses::word(it.status, language).to_owned(),
            shown(&person.last_name),
            shown(&person.first_name),
            shown(&person.email),
            shown(&person.phone),
            shown(&it.address),
            shown(&it.note),
        ]);
    }
    Ok(file.answer(&format!("appointments-{}.csv", operator.today())))
}

fn separator(language: Language) -> &'static str {
    log_actions::Texts::of(language).separator()
}

/// A date that a spreadsheet of the language reads as one: "31.12.1950" where a comma is the decimal sign.
fn local_date(date: chrono::NaiveDate, language: Language) -> String {
    if separator(language) == ";" { date.format("%d.%m.%Y").to_string() } else { date.to_string() }
}
