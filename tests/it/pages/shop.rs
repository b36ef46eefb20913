//! A shop for the pages: Monday to Friday 9 to 12, one room, on Friday, 14 January 2022, at 9:00.

use chrono::{NaiveTime, Weekday};
use terminplaner::clock::Clock;
use terminplaner::core::{FetchSettings, Settings};
use terminplaner::domain::appointment::Status;
use terminplaner::domain::ids::{ResourceId, ServiceId};
use terminplaner::domain::shop::{
    Availability, Days, Hours, Language, Resource, Service, ServiceTexts, Shop as ShopData, Translation,
};
use terminplaner::domain::values::{Checked, Description, ShortName};
use terminplaner::http;
use terminplaner::http::state::App;
use terminplaner::store::{Store, StoreError, WriteTx, calendar};
use tokio::sync::watch;

pub struct Shop {
    pub app: App,
    pub clock: Clock,
    _stopping: watch::Sender<bool>,
    _dir: tempfile::TempDir,
}

impl Shop {
    /// Two services.
    pub async fn new() -> Self {
        Self::with(|_| {}, 2).await
    }

    /// The first `services` of the shop's services, with its data changed by `change`.
    pub async fn with(change: impl FnOnce(&mut ShopData) + Send + 'static, services: usize) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::manual("2022-01-14T08:00:00Z".parse().unwrap());
        let store = Store::open(&dir.path().join("shop.db"), clock.clone()).unwrap();
        store.write(move |tx| fill(tx, change, services)).await.unwrap();
        let stopping = watch::Sender::new(false);
        let public_url = "http://termine.example".to_owned();
        let settings =
            Settings { public_url, trusted_proxies: Vec::new(), limits_off: true, fetch: FetchSettings::default() };
        let app = App::new(store, clock.clone(), settings, stopping.subscribe());
        Self { app, clock, _stopping: stopping, _dir: dir }
    }

    pub fn router(&self) -> axum::Router {
        http::router(self.app.clone())
    }

    /// The number of blocking appointments.
    pub fn booked(&self) -> usize {
        self.app.planning().occupancy.of("raum").len()
    }
}

fn fill(tx: &WriteTx<'_>, change: impl FnOnce(&mut ShopData), services: usize) -> Result<(), StoreError> {
    let mut shop = ShopData {
        name: Checked::from_stored("Hörakustik <Muster>"),
        location: Checked::from_stored("Stuttgart"),
        email: Some(Checked::from_stored("praxis@example.org")),
        phone: Some(Checked::from_stored("+49 711 123456")),
        address: Some(Checked::from_stored("Musterweg 1\n70173 Stuttgart")),
        privacy_url: Some(Checked::from_stored("https://example.org/datenschutz")),
        imprint_url: Some(Checked::from_stored("javascript:alert(1)")),
        lead_time_hours: 24,
        ..ShopData::default()
    };
    change(&mut shop);
    calendar::save_shop(tx, &shop)?;
    let room = ResourceId::from("raum");
    let resource = Resource { name: ShortName::from_stored("Raum"), step_minutes: 60, ..Resource::new(room.clone()) };
    calendar::save_resource(tx, &resource, 0)?;
    let all = [
        service("hoertest", "Hörtest", &room, Status::Confirmed),
        service("anpassung", "Anpassung", &room, Status::Requested),
    ];
    for (at, service) in all.iter().take(services).enumerate() {
        calendar::save_service(tx, service, at)?;
    }
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let rule = Availability {
        resource: room,
        on: Days::Weekdays(vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri]),
        hours: Hours { from: at(9), to: at(12) },
        step_minutes: None,
        valid_from: None,
        valid_until: None,
        every_weeks: 1,
    };
    calendar::replace_availabilities(tx, &[rule])?;
    tx.calendar_changed()
}

fn service(id: &str, name: &str, room: &ResourceId, status_on_booking: Status) -> Service {
    let english = ShortName::from_stored(format!("{name} in English"));
    let description = Description::from_stored(format!("Alles zu <{name}>."));
    Service {
        texts: ServiceTexts { name: ShortName::from_stored(name), group: None, description: Some(description) },
        translations: vec![(Language::ENGLISH, Translation { name: Some(english), ..Translation::default() })],
        duration_minutes: 60,
        status_on_booking,
        needs: vec![vec![room.clone()]],
        ..Service::new(ServiceId::from(id))
    }
}
