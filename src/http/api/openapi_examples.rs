//! An example of each answer, for the description of the API.

use serde_json::{Value, json};

/// Of `GET /api/v1/shop`.
pub fn shop() -> Value {
    json!({
        "name": "Hörakustik Muster", "location": "Stuttgart", "time_zone": "Europe/Berlin", "language": "de",
        "languages": ["de", "en"], "phone": "+49 711 123456", "privacy_url": null, "imprint_url": "https://www.example.org/impressum",
        "accessibility_url": "https://termine.example.org/accessibility?lang=de", "accent": "#0f5f5c",
        "fields": {"phone": "optional", "comment": "optional"}, "reminders": "ask", "reminder_hours": 24, "mails": true,
        "direction": "ltr", "widget_view": "auto",
        "services": [{
            "id": "anpassung", "name": "Anpassung", "group": null, "description": null, "duration_minutes": 60,
            "status_on_booking": "confirmed", "place": "shop", "resources": []
        }]
    })
}

/// Of a page of the grid.
pub fn availability() -> Value {
    json!({
        "service": "anpassung", "resource": null, "time_zone": "Europe/Berlin",
        "days": [{"date": "2022-01-17", "slots": [
            {"time": "09:00", "start": "2022-01-17T09:00:00+01:00", "free": true},
            {"time": "09:30", "start": "2022-01-17T09:30:00+01:00", "free": false}
        ]}],
        "previous": null, "next": "2022-01-24", "next_free": "2022-01-17T09:00:00+01:00"
    })
}

/// Of a body that books.
pub fn booking() -> Value {
    json!({
        "service": "anpassung", "start": "2022-01-17T09:00:00+01:00",
        "customer": {"first_name": "Erika", "last_name": "Muster", "email": "erika@example.org"},
        "language": "de", "privacy_accepted": true
    })
}

/// Of a booking that was just made.
pub fn booked() -> Value {
    json!({
        "id": "61e5291ca1b2c3d4e5f6", "status": "confirmed", "service": {"id": "anpassung", "name": "Anpassung"},
        "resource": null, "start": "2022-01-17T09:00:00+01:00", "end": "2022-01-17T10:00:00+01:00", "location": "Stuttgart", "place": "shop", "persons": ["Anna Beispiel"],
        "token": "YeUpHGFiY2RlZmdoaWprbG1ub3BxcnN0",
        "manage_url": "https://termine.example.org/t/YeUpHGFiY2RlZmdoaWprbG1ub3BxcnN0",
        "calendar_url": "https://termine.example.org/t/YeUpHGFiY2RlZmdoaWprbG1ub3BxcnN0/termin.ics", "confirm_by": null
    })
}

/// Of a booking that its customer looks at.
pub fn managed() -> Value {
    let mut example = booked();
    example["can_change"] = json!(true);
    example["cancel_until"] = json!("2022-01-16T09:00:00+01:00");
    example
}

/// Of an event.
pub fn event() -> Value {
    json!({"event": "availability", "data": "{\"dates\":[\"2022-01-17\"]}"})
}
