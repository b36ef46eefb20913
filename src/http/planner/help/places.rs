//! Which place of the manual belongs to which page of the planner: one table, by the page's path.

/// Path of a page, with `*` for any one part, and the place in the manual. The first that fits holds; what stands below a path
/// belongs to it.
const PLACES: &[(&str, &str)] = &[
    ("/planner/help", ""),
    ("/planner/search", "search-and-keys#search"),
    ("/planner/statistics", "statistics"),
    ("/planner/account/calendars", "phone-calendar"),
    ("/planner/account/devices", "phone-calendar#edit"),
    ("/planner/account/second-factor", "accounts#second-factor"),
    ("/planner/account", "accounts#own"),
    ("/planner/accounts", "accounts"),
    ("/planner/confirm", "accounts#password-again"),
    ("/planner/set-up/shop", "first-steps#shop"),
    ("/planner/set-up/resources", "first-steps#resources"),
    ("/planner/set-up/services", "first-steps#services"),
    ("/planner/set-up/hours", "first-steps#hours"),
    ("/planner/set-up/mail", "first-steps#email"),
    ("/planner/set-up/finish", "first-steps#website"),
    ("/planner/set-up", "first-steps"),
    ("/planner/calendar/free", "appointments#find"),
    ("/planner/calendar/why", "calendar#why"),
    ("/planner/calendar", "calendar"),
    ("/planner/appointments/new", "appointments#new"),
    ("/planner/appointments/*/edit", "appointments#edit"),
    ("/planner/appointments/*/status", "appointments#cancel"),
    ("/planner/appointments/*/source", "today#mass-bookings"),
    ("/planner/appointments", "appointments#page"),
    ("/planner/series", "series"),
    ("/planner/customers/import", "customers#import"),
    ("/planner/customers/*/merge", "customers#merge"),
    ("/planner/customers/*/export", "privacy#export"),
    ("/planner/customers/*/erase", "privacy#erase"),
    ("/planner/customers", "customers"),
    ("/planner/erasures", "privacy#requests"),
    ("/planner/hours/closings", "closing-times"),
    ("/planner/hours/exception", "closing-times#enter"),
    ("/planner/hours/holidays", "closing-times#holidays"),
    ("/planner/hours/rule", "hours#rule"),
    ("/planner/hours/copy", "hours#copy"),
    ("/planner/hours", "hours"),
    ("/planner/stranded", "closing-times#stranded"),
    ("/planner/undo", "hours#undo"),
    ("/planner/services/form", "services#form"),
    ("/planner/services", "services"),
    ("/planner/resources/calendars/account", "other-calendars#account"),
    ("/planner/resources/calendars", "other-calendars"),
    ("/planner/resources", "rooms-and-people"),
    ("/planner/settings/booking", "booking-rules"),
    ("/planner/settings/look", "look"),
    ("/planner/settings/homepage", "website"),
    ("/planner/settings/mail-texts", "email-texts"),
    ("/planner/settings/mail", "email"),
    ("/planner/settings/data", "data"),
    ("/planner/settings/log", "data#log"),
    ("/planner/settings", "shop"),
    ("/planner/inbox/held", "today#mass-bookings"),
    ("/planner/inbox/overlaps", "other-calendars#overlaps"),
    ("/planner/inbox/copies", "other-calendars#changed-there"),
    ("/planner/inbox", "today"),
    ("/planner", "today"),
];

/// The place for a page: the name of a page of the manual, and perhaps an anchor on it. `None`: it has none.
pub fn place_of(path: &str) -> Option<&'static str> {
    PLACES.iter().find(|(pattern, _)| is_below(path, pattern)).map(|(_, place)| *place)
}

/// The address of the place for a page; where it has none, that of the table of contents.
pub fn address_for(path: &str) -> String {
    match place_of(path) {
        None | Some("") => "/planner/help".to_owned(),
        Some(place) => format!("/planner/help/{place}"),
    }
}

/// Whether a path is a pattern's or stands below it. Below the root stands everything, so that is itself alone.
fn is_below(path: &str, pattern: &str) -> bool {
    if pattern == "/planner" {
        return path == pattern;
    }
    let mut parts = path.split('/');
    pattern.split('/').all(|expected| parts.next().is_some_and(|part| expected == "*" || part == expected))
}
