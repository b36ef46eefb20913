//! What the pages of subscriptions and devices share: the ways to appointments on a telephone, and whether one is in use.

use crate::domain::feed::Detail;
use crate::http::planner::prelude::*;

/// What is said there.
pub type Texts = i18n::Texts<planner::Phone>;

/// A way to appointments on the telephone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    View,
    Private,
    Edit,
}

/// A way as it is offered.
pub struct Offer {
    pub href: &'static str,
    pub name: &'static str,
    pub why: &'static str,
    /// The path of its picture, in a square of 24.
    pub icon: &'static str,
    /// Whether it is the page shown.
    pub current: bool,
}

/// The ways at the head of the page of `current`.
pub fn ways(operator: &Operator, current: Way) -> Vec<Offer> {
    let t = Texts::of(operator.language);
    // The calendars elsewhere are the owners' to connect.
    let open =
        [Way::View, Way::Private, Way::Edit].into_iter().filter(|way| *way != Way::Private || operator.user.is_owner());
    open.map(|way| way.offer(t, current)).collect()
}

impl Way {
    fn offer(self, t: Texts, current: Self) -> Offer {
        let (href, name, why, icon) = match self {
            Self::View => (
                "/planner/account/calendars",
                t.view(),
                t.view_why(),
                "M8 2h8a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zM6 7h12M6 18h12M9 10.5h6M9 14h4",
            ),
            Self::Private => (
                "/planner/resources/calendars",
                t.private(),
                t.private_why(),
                "M5 4h14a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM3 9h18M8 2v4M16 2v4M9 14h6v4H9zM10 14v-1a2 2 0 0 1 4 0v1",
            ),
            Self::Edit => (
                "/planner/account/devices",
                t.edit(),
                t.edit_why(),
                "M18 10V4a2 2 0 0 0-2-2H8a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h3M6 7h12M20 13l-6.5 6.5L13 22l2.5-.5L22 15z",
            ),
        };
        Offer { href, name, why, icon, current: self == current }
    }
}

/// The subscriptions, or the devices, of an account.
pub struct Rows(pub Vec<Row>);

/// One of them.
pub struct Row {
    pub id: i64,
    pub label: String,
    /// Whose calendar, and how much of it.
    pub shows: String,
    pub connection: Connection,
}

impl Rows {
    /// Whether any of them is not connected yet.
    pub fn waits(&self) -> bool {
        self.0.iter().any(|row| !row.connection.connected)
    }
}

/// What a new one is called, and how much it shows.
pub fn read(form: &mut Form) -> Option<(ShortName, Detail)> {
    let label = form.read("label", ShortName::parse);
    label.zip(form.read("detail", |word| Detail::from_word(word).ok_or(Invalid::Unknown)))
}

/// Whether a subscription or device is in use.
pub struct Connection {
    pub connected: bool,
    /// "Verbunden", or not yet.
    pub word: &'static str,
    /// When it was made and last used.
    pub line: String,
}

impl Connection {
    /// Of one made at `made_at` and last used at `used_at`, in seconds since 1970.
    pub fn new(operator: &Operator, made_at: i64, used_at: Option<i64>) -> Self {
        let (t, zone) = (Texts::of(operator.language), operator.calendar().shop.time_zone);
        let day = |seconds: i64| dates::long_day(Minute::of_second(seconds).local_date(zone), operator.language);
        let (word, line) = match used_at {
            Some(used) => (t.connected(), t.made_and_used(day(made_at), day(used))),
            None => (t.not_connected(), t.made(day(made_at))),
        };
        Self { connected: used_at.is_some(), word, line }
    }
}
