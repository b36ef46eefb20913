//! All data held on one person as JSON, to hand on.

use super::Record;
use super::data_export::{DataExport, ExportedAppointment};
use crate::domain::shop::Calendar;
use crate::domain::time::Minute;
use serde_json::{Value, json};

/// Names of fields as in the API and the shop file, times in the shop's zone. The file's own numbers are left out but the
/// record's.
pub fn to_json(dossier: &DataExport, calendar: &Calendar) -> Value {
    let mut all = json!({
        "shop": { "name": calendar.shop.name, "location": calendar.shop.location },
        "customer": record_json(&dossier.record, calendar),
        "appointments": dossier.visits.iter().map(|held| visit_json(held, calendar)).collect::<Vec<_>>(),
    });
    if !dossier.others.is_empty() {
        let others = dossier.others.iter().map(|record| record_json(record, calendar));
        all["other_records"] = others.collect();
    }
    all
}

fn record_json(record: &Record, calendar: &Calendar) -> Value {
    let details = &record.details;
    let at = |seconds: i64| Minute::of_second(seconds).to_rfc3339(calendar.shop.time_zone);
    json!({
        "id": record.id,
        "first_name": details.person.first_name,
        "last_name": details.person.last_name,
        "email": details.person.email,
        "phone": details.person.phone,
        "address": details.address,
        "born_on": details.born_on,
        "note": details.note,
        "created_at": at(record.created_at),
        "updated_at": at(record.updated_at),
    })
}

fn visit_json(held: &ExportedAppointment, calendar: &Calendar) -> Value {
    let (visit, zone) = (&held.visit, calendar.shop.time_zone);
    let (appointment, customer) = (&visit.appointment, &visit.appointment.customer);
    let at = |seconds: i64| Minute::of_second(seconds).to_rfc3339(zone);
    let service = appointment.service.as_ref().and_then(|id| calendar.service(id.as_str()));
    json!({
        "id": appointment.id,
        "start": appointment.start.to_rfc3339(zone),
        "end": appointment.end.to_rfc3339(zone),
        "status": appointment.status.word(),
        "service": service.map(|one| one.name_in(calendar.shop.language)).unwrap_or_default(),
        "resources": calendar.resource_names(&visit.resources).join(", "),
        "linked": visit.customer.is_some(),
        "customer": {
            "first_name": customer.first_name,
            "last_name": customer.last_name,
            "email": customer.email,
            "phone": customer.phone,
            "address": appointment.address,
        },
        "note": appointment.note,
        "reminder_accepted_at": appointment.reminder_accepted_at.map(at),
        "booking": visit.booking.as_ref().map(|booking| json!({
            "online": booking.online,
            "booked_at": at(booking.booked_at),
            "language": booking.language.tag(),
            "comment": booking.comment,
            "privacy_accepted_at": booking.consented_at.map(at),
        })),
        "mails": held.mails.iter().map(|mail| json!({
            "kind": mail.kind,
            "address": mail.address,
            "due_at": at(mail.due_at),
            "state": mail.state,
            "ended_at": mail.ended_at.map(at),
            "message": mail.shop_words,
        })).collect::<Vec<_>>(),
    })
}
