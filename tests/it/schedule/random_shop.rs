//! Random shops for edge cases: few resources, days around a clock change, hours near midnight, overlapping or
//! adjacent availabilities, overlapping exceptions, and appointments at any time.

use super::oracle::Asked;
use super::shops::{calendar, resource, service};
use chrono::{DateTime, Datelike, Days as Plus, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use std::sync::Arc;
use terminplaner::domain::foreign::ForeignBusy;
use terminplaner::domain::ids::{ResourceId, ServiceId};
use terminplaner::domain::shop::{Assignment, Availability, Calendar, Days, Exception, Hours, Resource, Service};
use terminplaner::domain::snapshot::{AppointmentKey, BusySpan, CalendarSnapshot, Occupancy};
use terminplaner::domain::time::Minute;

/// A snapshot, a query, its instant, and the first date.
#[derive(Clone, Debug)]
pub struct Case {
    pub planning: CalendarSnapshot,
    pub asked: Asked,
    pub now: DateTime<Utc>,
    pub from: NaiveDate,
    pub days: usize,
    /// Random choices for a property.
    pub pick: Vec<Index>,
}

/// Days with clock changes, and one without.
const PLACES: [(Tz, i32, u32, u32); 14] = [
    (Tz::Europe__Berlin, 2026, 6, 10),
    (Tz::Europe__Berlin, 2026, 3, 29),
    (Tz::Europe__Berlin, 2026, 10, 25),
    (Tz::Australia__Lord_Howe, 2024, 4, 7),
    (Tz::Australia__Lord_Howe, 2024, 10, 6),
    (Tz::America__Sao_Paulo, 2017, 10, 15),
    (Tz::America__Sao_Paulo, 2018, 2, 18),
    (Tz::Asia__Beirut, 2024, 3, 31),
    (Tz::Asia__Beirut, 2024, 10, 27),
    (Tz::Pacific__Apia, 2011, 12, 30),
    (Tz::America__New_York, 2024, 3, 10),
    (Tz::America__New_York, 2024, 11, 3),
    (Tz::Africa__Casablanca, 2024, 3, 10),
    (Tz::America__St_Johns, 2011, 3, 13),
];

/// Any case.
pub fn case() -> impl Strategy<Value = Case> {
    (select(&PLACES[..]), -2..=0i64, 0..24 * 60 * 60i64).prop_flat_map(|((zone, year, month, day), days, seconds)| {
        let date = NaiveDate::from_ymd_opt(year, month, day).expect("the places' dates exist");
        let now = date.and_time(NaiveTime::MIN).and_utc() + Duration::days(days) + Duration::seconds(seconds);
        let today = now.with_timezone(&zone).date_naive();
        let parts = (resources(), service_settings(), rules(date), exceptions(date), shop_settings());
        let offset = prop_oneof![4 => -2..=0i64, 1 => 1..=6i64];
        let question = (of(any::<Index>()), any::<Option<Index>>(), weighted(0.08, Just(())), offset, 1..=4usize);
        (parts, appointments(today), question, vec(any::<Index>(), 6)).prop_map(
            move |(parts, drafts, question, pick)| {
                let calendar = assemble(zone, parts);
                let (occupancy, booked) = occupy(&calendar, drafts);
                let (resource, moving, operator, offset, days) = question;
                let firsts = &calendar.services[0].needs[0];
                let asked = Asked {
                    resource: resource.map(|index| index.get(firsts).clone()).filter(|_| calendar.services[0].choice),
                    moving: moving.filter(|_| !booked.is_empty()).map(|index| index.get(&booked).clone()),
                    operator: operator.is_some(),
                };
                let planning =
                    CalendarSnapshot { calendar: Arc::new(calendar), occupancy, foreign: ForeignBusy::default() };
                Case { planning, asked, now, from: today + Duration::days(offset), days, pick }
            },
        )
    })
}

type ServiceSettings = ((u32, u32, u32, Option<u32>), (Option<u32>, Option<u32>, bool), Vec<Vec<usize>>);
type ShopSettings = (u32, u32, bool);
type Parts =
    (Vec<Resource>, ServiceSettings, Vec<(usize, Availability)>, Vec<(Option<usize>, Exception)>, ShopSettings);

fn assemble(zone: Tz, (resources, service_settings, rules, exceptions, shop): Parts) -> Calendar {
    let id = |index: usize| resources[index % resources.len()].id.clone();
    let ((duration, before, after, step), (limit, lead_time, choice), needs) = service_settings;
    let needs = needs.into_iter().map(|need| {
        let mut ids: Vec<ResourceId> = vec![];
        for id in need.into_iter().map(id) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    });
    let asked_for = Service {
        duration_minutes: duration,
        buffer_before_minutes: before,
        buffer_after_minutes: after,
        step_minutes: step,
        daily_limit: limit,
        lead_time_hours: lead_time,
        choice,
        needs: needs.collect(),
        ..service("asked")
    };
    let rules = rules.into_iter().map(|(index, rule)| Availability { resource: id(index), ..rule }).collect();
    let exceptions =
        exceptions.into_iter().map(|(index, exception)| Exception { resource: index.map(id), ..exception });
    let exceptions = exceptions.collect();
    let mut calendar = calendar(zone);
    (calendar.shop.lead_time_hours, calendar.shop.horizon_days) = (shop.0, shop.1);
    calendar.shop.assignment = if shop.2 { Assignment::Balanced } else { Assignment::InOrder };
    let other = Service { needs: vec![vec![id(0)]], ..service("other") };
    Calendar { resources, services: vec![asked_for, other], availabilities: rules, exceptions, ..calendar }
}

fn shop_settings() -> impl Strategy<Value = ShopSettings> {
    (select(&[0, 0, 0, 0, 1, 5, 26][..]), prop_oneof![4 => 2..=4u32, 1 => 0..=1u32], any::<bool>())
}

fn resources() -> impl Strategy<Value = Vec<Resource>> {
    let settings = (select(&[15, 30, 45, 60, 90, 420][..]), weighted(0.4, select(&[5, 10, 15, 20, 25][..])));
    let one = (settings, prop::bool::weighted(0.9), prop::bool::weighted(0.04));
    vec(one, 1..=4).prop_map(|list| {
        let named = list.into_iter().zip(["a", "b", "c", "d"]);
        let build = |(((step_minutes, gap_step_minutes), online, archived), id)| Resource {
            step_minutes,
            gap_step_minutes,
            online,
            archived,
            ..resource(id)
        };
        named.map(build).collect()
    })
}

fn service_settings() -> impl Strategy<Value = ServiceSettings> {
    let buffer = || prop_oneof![3 => Just(0u32), 2 => select(&[5, 10, 15, 30, 100][..])];
    let duration = prop_oneof![
        8 => select(&[1, 10, 15, 30, 45, 60, 90, 120, 180][..]),
        1 => select(&[600, 1_440, 1_500, 2_000][..]),
    ];
    let step = weighted(0.3, select(&[7, 20, 30, 60, 75, 1_500][..]));
    let need = subsequence(vec![0usize, 1, 2, 3], 1..=4).prop_shuffle();
    (
        (duration, buffer(), buffer(), step),
        (weighted(0.3, 1..=3u32), weighted(0.2, 0..=10u32), any::<bool>()),
        prop_oneof![3 => vec(need.clone(), 1..=1), 2 => vec(need, 2..=3)],
    )
}

fn hours() -> impl Strategy<Value = Hours> {
    let quarter = prop_oneof![
        2 => Just(0u32),
        2 => 0..=16u32,
        4 => 28..=76u32,
        2 => 80..=95u32,
    ];
    let time = |quarter: u32| NaiveTime::from_hms_opt(quarter / 4, quarter % 4 * 15, 0).expect("a day has 96 quarters");
    (quarter.clone(), quarter).prop_map(move |(from, to)| Hours { from: time(from), to: time(to) })
}

fn date_near(date: NaiveDate) -> impl Strategy<Value = NaiveDate> {
    (-3..=4i64).prop_map(move |days| date + Duration::days(days))
}

fn rules(date: NaiveDate) -> impl Strategy<Value = Vec<(usize, Availability)>> {
    let on = prop_oneof![
        5 => Just((0..7).map(|day| (date + Plus::new(day)).weekday()).collect()).prop_map(Days::Weekdays),
        3 => vec(date_near(date), 1..=4).prop_map(|dates| Days::Weekdays(dates.iter().map(NaiveDate::weekday).collect())),
        2 => date_near(date).prop_map(Days::Date),
    ];
    let step = weighted(0.3, select(&[15, 20, 30, 50, 60, 480, 1_440][..]));
    let valid_from = weighted(0.3, (-3..=4i64, 0..=3i64))
        .prop_map(move |parts| parts.map(|(days, weeks)| date + Duration::days(days) - Duration::weeks(weeks)));
    let validity = (valid_from, weighted(0.2, date_near(date)), 1..=3u32);
    let rule = (0..4usize, on, hours(), step, validity).prop_map(|(index, on, hours, step_minutes, validity)| {
        let (valid_from, valid_until, every_weeks) = validity;
        let every_weeks = if valid_from.is_some() { every_weeks } else { 1 };
        let resource = ResourceId::from("to be replaced");
        (index, Availability { resource, on, hours, step_minutes, valid_from, valid_until, every_weeks })
    });
    vec(rule, 3..=10)
}

fn exceptions(date: NaiveDate) -> impl Strategy<Value = Vec<(Option<usize>, Exception)>> {
    let length = prop_oneof![3 => Just(0i64), 1 => 1..=2i64];
    let hours = prop_oneof![1 => Just(vec![]), 3 => vec(hours(), 1..=3)];
    let exception = (of(0..4usize), date_near(date), length, hours).prop_map(|(index, from_date, length, hours)| {
        let to_date = from_date + Duration::days(length);
        (index, Exception { resource: None, from_date, to_date, hours, note: None })
    });
    prop_oneof![2 => Just(vec![]), 3 => vec(exception, 1..=4)]
}

/// An appointment before overlaps are checked.
#[derive(Clone, Debug)]
struct Draft {
    start: Minute,
    minutes: i64,
    buffers: (i64, i64),
    resources: Vec<usize>,
    of_service_asked_for: bool,
}

fn appointments(today: NaiveDate) -> impl Strategy<Value = Vec<Draft>> {
    let midnight = Minute::floor(today.and_time(NaiveTime::MIN).and_utc());
    let start = prop_oneof![5 => (-96..96 * 6i64).prop_map(|quarter| quarter * 15), 1 => -1_440..6 * 1_440i64];
    let minutes = prop_oneof![8 => select(&[15i64, 30, 45, 60, 90, 50][..]), 1 => select(&[1i64, 7, 300, 1_500][..])];
    let buffer = || prop_oneof![3 => Just(0i64), 1 => select(&[5i64, 10, 15, 40][..])];
    let resources = subsequence(vec![0usize, 1, 2, 3], 1..=2);
    let draft = (start, minutes, (buffer(), buffer()), resources, any::<bool>());
    let draft = draft.prop_map(move |(start, minutes, buffers, resources, of_service_asked_for)| {
        let start = midnight.plus(start);
        Draft { start, minutes, buffers, resources, of_service_asked_for }
    });
    vec(draft, 0..=20)
}

/// Accepts every draft that overlaps no earlier one.
fn occupy(calendar: &Calendar, drafts: Vec<Draft>) -> (Occupancy, Vec<(AppointmentKey, Vec<ResourceId>)>) {
    let (mut occupancy, mut booked) = (Occupancy::default(), vec![]);
    for (appointment, draft) in (1..).zip(drafts) {
        let mut ids: Vec<ResourceId> = draft
            .resources
            .iter()
            .map(|index| calendar.resources[index % calendar.resources.len()].id.clone())
            .collect();
        ids.dedup();
        let (start, end) = (draft.start.plus(-draft.buffers.0), draft.start.plus(draft.minutes + draft.buffers.1));
        let is_disjoint = |id: &ResourceId| {
            occupancy.of(id.as_str()).iter().all(|other: &BusySpan| other.end <= start || end <= other.start)
        };
        if !ids.iter().all(is_disjoint) {
            continue;
        }
        for id in &ids {
            occupancy.occupy(id, BusySpan { start, end, appointment });
        }
        let service = ServiceId::from(if draft.of_service_asked_for { "asked" } else { "other" });
        occupancy.start(&service, draft.start, appointment);
        booked.push((appointment, ids));
    }
    (occupancy, booked)
}
