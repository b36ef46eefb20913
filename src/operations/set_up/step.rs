//! The steps of the guided set-up, in order.

use crate::domain::shop::Calendar;

/// A step after the first account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Name, place, zone.
    Shop,
    /// Rooms and persons.
    Resources,
    /// What customers book.
    Services,
    /// When the shop is open.
    Hours,
    /// The mail server.
    Mail,
    /// The tag to paste.
    Finish,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [Self::Shop, Self::Resources, Self::Services, Self::Hours, Self::Mail, Self::Finish];

    /// The word in its address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shop => "shop",
            Self::Resources => "resources",
            Self::Services => "services",
            Self::Hours => "hours",
            Self::Mail => "mail",
            Self::Finish => "finish",
        }
    }

    /// Reads [`Step::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }

    /// The step after it.
    pub fn next(self) -> Self {
        let place = Self::ALL.iter().position(|step| *step == self).unwrap_or_default();
        Self::ALL.get(place + 1).copied().unwrap_or(Self::Finish)
    }

    /// Whether it is done, as far as the calendar tells; `has_mail` and `finished` say it of the last two.
    pub fn is_done(self, calendar: &Calendar, has_mail: bool, finished: bool) -> bool {
        match self {
            Self::Shop => !calendar.shop.name.is_empty(),
            Self::Resources => calendar.resources.iter().any(|resource| !resource.archived),
            Self::Services => calendar.bookable_services().next().is_some(),
            Self::Hours => !calendar.availabilities.is_empty(),
            Self::Mail => has_mail,
            Self::Finish => finished,
        }
    }

    /// The step that has to be done before anybody can book.
    pub fn missing(calendar: &Calendar) -> Self {
        let before = [Self::Resources, Self::Services];
        before.into_iter().find(|step| !step.is_done(calendar, false, false)).unwrap_or(Self::Hours)
    }
}
