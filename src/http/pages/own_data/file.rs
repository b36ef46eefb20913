//! The customer's data as JSON: names of fields as in the API, times in the shop's zone. Every field is named here, so that
//! what is added elsewhere is not handed out unseen: no ids, tokens or hashes.

use crate::domain::shop::{Calendar, Language};
use crate::domain::time::Minute;
use crate::operations::customers::{ExportedAppointment, Record};
use crate::operations::own_data::OwnData;
use serde_json::{Value, json};

/// The whole file.
pub fn to_json(data: &OwnData, calendar: &Calendar, language: Language) -> Value {
    json!({
        "shop": { "name": calendar.shop.name, "location": calendar.shop.location },
        "email": data.email_folded,
        "erasure_request": data.request.as_ref().map(|request| json!({
            "requested_at": moment(request.requested_at, calendar),
            "declined_at": request.declined_at.map(|at| moment(at, calendar)),
            "reason": request.reason,
        })),
        "records": data.records.iter().map(|record| record_json(record, calendar)).collect::<Vec<_>>(),
        "appointments": data.visits.iter().map(|held| visit_json(held, calendar, language)).collect::<Vec<_>>(),
    })
}

fn moment(seconds: i64, calendar: &Calendar) -> String {
    Minute::of_second(seconds).to_rfc3339(calendar.shop.time_zone)
}

fn record_json(record: &Record, calendar: &Calendar) -> Value {
    let details = &record.details;
    json!({
        "first_name": details.person.first_name,
        "last_name": details.person.last_name,
        "email": details.person.email,
        "phone": details.person.phone,
        "address": details.address,
        "born_on": details.born_on,
        "created_at": moment(record.created_at, calendar),
        "updated_at": moment(record.updated_at, calendar),
    })
}

fn visit_json(held: &ExportedAppointment, calendar: &Calendar, language: Language) -> Value {
    let (appointment, zone) = (&held.visit.appointment, calendar.shop.time_zone);
    let customer = &appointment.customer;
    let service = appointment.service.as_ref().and_then(|id| calendar.service(id.as_str()));
    json!({
        "start": appointment.start.to_rfc3339(zone),
        "end": appointment.end.to_rfc3339(zone),
        "status": appointment.status.word(),
        "service": service.map(|service| service.name_in(language)),
        "customer": {
            "first_name": customer.first_name,
            "last_name": customer.last_name,
            "email": customer.email,
            "phone": customer.phone,
            "address": appointment.address,
        },
        "reminder_accepted_at": appointment.reminder_accepted_at.map(|at| moment(at, calendar)),
        "booking": held.visit.booking.as_ref().map(|booking| json!({
            "online": booking.online,
            "booked_at": moment(booking.booked_at, calendar),
            "language": booking.language.tag(),
            "comment": booking.comment,
            "privacy_accepted_at": booking.consented_at.map(|at| moment(at, calendar)),
        })),
        "mails": held.mails.iter().map(|mail| json!({
            "kind": mail.kind,
            "address": mail.address,
            "due_at": moment(mail.due_at, calendar),
            "state": mail.state,
            "ended_at": mail.ended_at.map(|at| moment(at, calendar)),
            "message": mail.shop_words,
        })).collect::<Vec<_>>(),
    })
}
