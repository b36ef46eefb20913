//! Random edits on both sides, by a seed, over a connection that fails: in the end both sides are what a model says.
//!
//! Against the server in memory, some hundred edits; `TWO_WAY_SERVER=http://127.0.0.1:5232/erika/` runs it against a real one (user
//! `erika`, password `geheim`), with `TWO_WAY_EDITS` edits from the seed `TWO_WAY_SEED`; slow answers take `TWO_WAY_SLOW_MS` at most, and
//! of a thousand requests `TWO_WAY_LATE` are given up before they arrive. `tests/calendars/run` does both.

use super::account_server::AccountServer;
use super::elsewhere::Elsewhere;
use super::proxy::{Pace, Proxy};
use crate::dice::Dice;
use crate::harness::TestApp;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::env;
use std::time::Duration;
use terminplaner::domain::account_calendar::Chosen;
use terminplaner::domain::appointment::Status;
use terminplaner::domain::busy_calendar::Tentative;
use terminplaner::domain::feed::Detail;
use terminplaner::domain::ids::ResourceId;
use terminplaner::domain::notice::AT_ONCE;
use terminplaner::domain::person::Person;
use terminplaner::domain::shop::Language;
use terminplaner::domain::time::Minute;
use terminplaner::domain::values::{AppointmentNote, CalendarUrl, ShortName};
use terminplaner::operations::booking::{self, ActionContext, Draft, Error, StaffRefusal};
use terminplaner::operations::busy_calendars;
use terminplaner::operations::calendar_copies::{self, Answer};

/// Appointments that there are at a time, at most.
const APPOINTMENTS: usize = 25;
/// Edits between two comparisons of everything.
const UNTIL_COMPARED: u32 = 250;
/// The shop's account.
const OWNER: &str = "INSERT INTO users (id, email, name, role, password_hash, created_at)
    VALUES (1, 'chefin@example.org', 'Erika Muster', 'owner', 'x', 0);";

/// An appointment as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    start: i64,
    end: i64,
    title: String,
}

struct Both {
    shop: TestApp,
    proxy: Proxy,
    elsewhere: Elsewhere,
    dice: Dice,
    /// The names of the calendar that blocks, and of the one that is written to.
    privat: String,
    praxis: String,
    /// By the appointment's key.
    model: BTreeMap<i64, Wanted>,
    /// Private events by their object's name.
    private: BTreeMap<String, (i64, i64)>,
    made: u32,
    counts: BTreeMap<&'static str, u32>,
}

fn act(accepted: Vec<String>) -> ActionContext {
    let (terms, language) = (AT_ONCE.clone(), Language::from_tag("de").unwrap());
    ActionContext { by: 1, accepted, tell: false, language, terms, by_calendar: false }
}

/// Does it, also where it is unusual. False: something is in the way.
async fn insisting<T>(does: impl AsyncFn(ActionContext) -> Result<T, Error>) -> Option<T> {
    let done = match does(act(Vec::new())).await {
        Err(Error::Refused(StaffRefusal::PolicyWarnings(found))) => {
            does(act(found.iter().map(|one| one.word()).collect())).await
        }
        done => done,
    };
    match done {
        Ok(done) => Some(done),
        Err(Error::Refused(StaffRefusal::Occupied(_))) => None,
        Err(error) => panic!("{error}"),
    }
}

fn draft(wanted: &Wanted) -> Draft {
    Draft {
        service: None,
        resources: vec![ResourceId::from("kabine-1")],
        start: Minute::from_epoch(wanted.start),
        end: Minute::from_epoch(wanted.end),
        customer: Person::default(),
        address: None,
        note: Some(AppointmentNote::parse(&wanted.title).unwrap()),
        reminder_accepted: false,
        private: false,
        author: None,
    }
}

fn utc(minute: i64) -> String {
    Minute::from_epoch(minute).to_utc().format("%Y%m%dT%H%M%SZ").to_string()
}

/// The value of a line of an object.
fn value(text: &str, name: &str) -> String {
    let text = text.replace("\r\n", "\n").replace("\n ", "");
    let event = &text[text.find("BEGIN:VEVENT").unwrap()..];
    let line = event.lines().find(|line| line.starts_with(&format!("{name}:"))).unwrap_or_else(|| panic!("{text}"));
    line.split_once(':').unwrap().1.trim().to_owned()
}

/// The same object with another value of a line.
fn with(text: &str, name: &str, value: &str) -> String {
    let text = text.replace("\r\n", "\n").replace("\n ", "");
    let mut in_event = false;
    let lines = text.lines().map(|line| {
        in_event |= line == "BEGIN:VEVENT";
        if in_event && line.starts_with(&format!("{name}:")) {
            format!("{name}:{value}\r\n")
        } else {
            format!("{line}\r\n")
        }
    });
    lines.collect()
}

fn minute(text: &str) -> i64 {
    let at = chrono::NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ").unwrap();
    Minute::floor(DateTime::<Utc>::from_naive_utc_and_offset(at, Utc)).since_epoch()
}

impl Both {
    async fn start(elsewhere: Elsewhere, seed: u64, calendars: [String; 2]) -> Self {
        let [privat, praxis] = calendars;
        let shop = TestApp::with(OWNER, true);
        // By default no slower than the test can wait for.
        let pace = Pace { slow_ms: number("TWO_WAY_SLOW_MS", 20), late_per_mille: number("TWO_WAY_LATE", 0) };
        let proxy = Proxy::start(&elsewhere.authority, seed ^ 0x5eed, pace, shop.clock.clone()).await;
        let at =
            |name: &str| CalendarUrl::parse(&format!("http://{}{}{name}/", proxy.authority, elsewhere.home)).unwrap();
        let chosen = vec![
            Chosen { url: at(&privat), name: privat.clone(), blocks: true, detail: None },
            Chosen { url: at(&praxis), name: praxis.clone(), blocks: true, detail: Some(Detail::Full) },
        ];
        let draft = busy_calendars::Draft {
            resource: "kabine-1".into(),
            name: ShortName::from_stored("Privat"),
            tentative: Tentative::Busy,
            access: Some(elsewhere.access_by(&proxy.authority)),
            calendars: Some(chosen),
        };
        busy_calendars::add(&shop.app.store, draft, 1).await.unwrap();
        let (dice, model, private) = (Dice(seed), BTreeMap::new(), BTreeMap::new());
        Self { shop, proxy, elsewhere, dice, privat, praxis, model, private, made: 0, counts: BTreeMap::new() }
    }

    fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    /// A quarter of an hour within the next weeks, far enough ahead that nothing is over before the end.
    fn some_time(&mut self) -> (i64, i64) {
        let first = Minute::floor(self.shop.clock.now()).since_epoch() / 15 * 15 + 200 * 24 * 60;
        let start = first + i64::try_from(self.dice.roll(4 * 24 * 60)).unwrap() * 15;
        (start, start + 15 * (1 + i64::try_from(self.dice.roll(4)).unwrap()))
    }

    fn one_of(&mut self) -> Option<(i64, Wanted)> {
        let at = usize::try_from(self.dice.roll(self.model.len().max(1) as u64)).unwrap();
        self.model.iter().nth(at).map(|(key, wanted)| (*key, wanted.clone()))
    }

    async fn edit(&mut self) {
        match self.dice.roll(16) {
            0..=2 => self.make_here().await,
            3..=5 => self.move_here().await,
            6 => self.cancel_here().await,
            7..=8 => self.change_there().await,
            9 => self.delete_there().await,
            10..=12 => self.private_event().await,
            13 => {
                self.answer().await;
            }
            _ => self.look().await,
        }
    }

    async fn make_here(&mut self) {
        if self.model.len() >= APPOINTMENTS {
            return self.cancel_here().await;
        }
        let (start, end) = self.some_time();
        self.made += 1;
        let wanted = Wanted { start, end, title: format!("Termin {}; mit, Zeichen", self.made) };
        let store = self.shop.app.store.clone();
        let made = insisting(async |act| booking::create(&store, draft(&wanted), act).await).await;
        if let Some(key) = made {
            self.model.insert(key, wanted);
            self.count("made here");
        }
    }

    async fn move_here(&mut self) {
        let Some((key, before)) = self.one_of() else { return };
        let (start, end) = self.some_time();
        let wanted = Wanted { start, end, ..before };
        let store = self.shop.app.store.clone();
        let moved = insisting(async |act| booking::change(&store, key, draft(&wanted), act).await.map(|_| ())).await;
        if moved.is_some() {
            self.model.insert(key, wanted);
            self.count("moved here");
        }
    }

    async fn cancel_here(&mut self) {
        let Some((key, _)) = self.one_of() else { return };
        let done = booking::set_status(&self.shop.app.store, key, Status::Cancelled, act(Vec::new())).await;
        done.unwrap();
        self.model.remove(&key);
        self.count("cancelled here");
    }

    /// An object of an appointment, if it is there.
    async fn copy_there(&mut self) -> Option<(String, String, String)> {
        let (key, _) = self.one_of()?;
        let id: String =
            self.shop.file().query_row("SELECT id FROM appointments WHERE key = ?1", [key], |row| row.get(0)).unwrap();
        let object = format!("{}/{id}.ics", self.praxis);
        let (text, etag) = self.elsewhere.get(&object).await?;
        Some((object, text, etag))
    }

    async fn change_there(&mut self) {
        let Some((object, text, etag)) = self.copy_there().await else { return };
        let changed = match self.dice.roll(4) {
            0 => with(&text, "SUMMARY", "Dort umbenannt"),
            1 => text.replace(
                "END:VEVENT",
                "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nDESCRIPTION:x\r\nEND:VALARM\r\nEND:VEVENT",
            ),
            _ => {
                let (start, end) = self.some_time();
                with(&with(&text, "DTSTART", &utc(start)), "DTEND", &utc(end))
            }
        };
        if self.elsewhere.put(&object, Some(&etag), &changed).await {
            self.count("changed there");
        }
    }

    async fn delete_there(&mut self) {
        let Some((object, _, etag)) = self.copy_there().await else { return };
        if self.elsewhere.delete(&object, &etag).await {
            self.count("deleted there");
        }
    }

    async fn private_event(&mut self) {
        let name = format!("privat-{}.ics", self.dice.roll(12));
        let object = format!("{}/{name}", self.privat);
        let etag = self.elsewhere.get(&object).await.map(|(_, etag)| etag);
        if let Some(etag) = etag.as_deref().filter(|_| self.dice.roll(3) == 0) {
            assert!(self.elsewhere.delete(&object, etag).await);
            self.private.remove(&name);
        } else {
            let (start, end) = self.some_time();
            let lines = format!(
                "UID:{name}\r\nDTSTAMP:20220101T000000Z\r\nDTSTART:{}\r\nDTEND:{}\r\nSUMMARY:Privat",
                utc(start),
                utc(end)
            );
            let text = format!(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//privat//\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            );
            assert!(self.elsewhere.put(&object, etag.as_deref(), &text).await);
            self.private.insert(name, (start, end));
        }
        self.count("private event");
    }

    /// Answers the first question, if there is one.
    async fn answer(&mut self) -> bool {
        let sql = "SELECT k.id, k.there_etag, k.conflict, k.there_starts_at, k.there_ends_at, a.key
             FROM calendar_copies k JOIN appointments a ON a.id = k.appointment_id
             WHERE k.conflict IS NOT NULL AND a.blocking = 1 ORDER BY k.id LIMIT 1";
        type Found = (i64, Option<String>, String, Option<i64>, Option<i64>, i64);
        let columns = |row: &rusqlite::Row<'_>| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        };
        let Ok((id, etag, conflict, start, end, key)): rusqlite::Result<Found> =
            self.shop.file().query_row(sql, [], columns)
        else {
            return false;
        };
        let takes_over = conflict != "changed" && self.dice.roll(2) == 0;
        if takes_over {
            let store = self.shop.app.store.clone();
            let done = insisting(async |act| {
                match calendar_copies::resolve(&store, id, etag.clone(), Answer::TakeOver, act).await {
                    Ok(_) => Ok(()),
                    Err(calendar_copies::Error::Booking(error)) => Err(error),
                    Err(error) => panic!("{error}"),
                }
            });
            if done.await.is_some() {
                match (start, end) {
                    (Some(start), Some(end)) => {
                        let wanted = self.model.get_mut(&key).unwrap();
                        (wanted.start, wanted.end) = (start, end);
                    }
                    _ => {
                        self.model.remove(&key);
                    }
                }
                self.count("taken over");
                return true;
            }
        }
        calendar_copies::resolve(&self.shop.app.store, id, etag, Answer::PutBack, act(Vec::new())).await.unwrap();
        self.count("put back");
        true
    }

    /// The program looks and writes; sometimes it dies over it.
    async fn look(&mut self) {
        self.shop.advance(Duration::from_secs(6 * 60));
        let calendars = self.shop.app.calendars.clone();
        let both = async {
            calendars.look_at_due().await.unwrap();
            calendars.send_due().await.unwrap();
        };
        match self.dice.roll(6) {
            0 => {
                let dies_after = Duration::from_millis(self.dice.roll(30));
                if tokio::time::timeout(dies_after, both).await.is_err() {
                    self.count("died");
                }
            }
            _ => both.await,
        }
        self.count("looked");
    }

    /// With a connection that works, until nothing is left to do.
    async fn settle(&mut self) {
        self.proxy.set_faulty(false);
        for _ in 0..20 {
            self.shop.advance(Duration::from_secs(2 * 3600));
            self.shop.app.calendars.look_at_due().await.unwrap();
            self.shop.app.calendars.send_due().await.unwrap();
            let mut answered = false;
            while self.answer().await {
                answered = true;
            }
            let owed = self.shop.count("SELECT count(*) FROM calendar_copies WHERE wanted > brought");
            if owed == 0 && !answered {
                return self.proxy.set_faulty(true);
            }
        }
        panic!("it does not come to rest: {:?}", self.rows());
    }

    fn rows(&self) -> Vec<String> {
        let file = self.shop.file();
        let sql = "SELECT json_array(appointment_id, wanted, brought, etag, written, tried, attempts, fault, conflict) FROM calendar_copies";
        let mut statement = file.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    /// Both sides are what the model says.
    async fn compare(&self, after: &str) {
        let mut here = BTreeMap::new();
        let mut names = BTreeMap::new();
        {
            let file = self.shop.file();
            let sql = "SELECT key, id, starts_at, ends_at, note FROM appointments WHERE blocking = 1";
            let mut statement = file.prepare(sql).unwrap();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let wanted =
                    Wanted { start: row.get(2).unwrap(), end: row.get(3).unwrap(), title: row.get(4).unwrap() };
                here.insert(row.get::<_, i64>(0).unwrap(), wanted.clone());
                names.insert(format!("{}.ics", row.get::<_, String>(1).unwrap()), wanted);
            }
        }
        assert_eq!(here, self.model, "here, {after}");
        let read = |text: &String| Wanted {
            start: minute(&value(text, "DTSTART")),
            end: minute(&value(text, "DTEND")),
            title: value(text, "SUMMARY").replace("\\,", ",").replace("\\;", ";"),
        };
        let there: BTreeMap<String, Wanted> =
            self.elsewhere.all(&self.praxis).await.iter().map(|(name, text)| (name.clone(), read(text))).collect();
        assert_eq!(there, names, "there, {after}");
        let busy = terminplaner::domain::foreign::merged(
            self.private.values().map(|(start, end)| Minute::from_epoch(*start)..Minute::from_epoch(*end)).collect(),
        );
        let foreign = self.shop.app.store.planning().foreign.of("kabine-1").to_vec();
        assert_eq!(foreign, busy, "busy, {after}");
    }
}

fn number(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |text| text.parse().unwrap())
}

#[tokio::test]
async fn random_edits_on_both_sides_end_as_the_model_says() {
    let (seed, edits) = (number("TWO_WAY_SEED", 14), u32::try_from(number("TWO_WAY_EDITS", 300)).unwrap());
    let memory = AccountServer::start().await;
    let login = |password: &str| ("erika".to_owned(), password.to_owned());
    let (elsewhere, calendars) = match env::var("TWO_WAY_SERVER") {
        Ok(url) => {
            let (authority, home) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
            let (authority, home) = (authority.to_owned(), format!("/{home}"));
            let elsewhere = Elsewhere { authority, home, login: login("geheim") };
            (elsewhere, [format!("privat-{seed}"), format!("praxis-{seed}")])
        }
        Err(_) => {
            let (authority, home) = (memory.authority(), "/dav/erika/".to_owned());
            (Elsewhere { authority, home, login: login("streng geheim") }, ["privat".to_owned(), "praxis".to_owned()])
        }
    };
    for calendar in &calendars {
        elsewhere.make(calendar).await;
    }
    let mut both = Both::start(elsewhere, seed, calendars).await;
    both.proxy.set_faulty(true);
    for edit in 1..=edits {
        both.edit().await;
        if edit % UNTIL_COMPARED == 0 || edit == edits {
            both.settle().await;
            both.compare(&format!("seed {seed}, {edit} edits")).await;
        }
    }
    println!("seed {seed}: {edits} edits; {:?}; spoiled: {}", both.counts, both.proxy.spoiled());
}
