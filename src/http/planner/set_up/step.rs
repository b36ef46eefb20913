//! The steps of the guided set-up, in order.

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
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }

    /// The step after it.
    pub(super) fn next(self) -> Self {
        let place = Self::ALL.iter().position(|step| *step == self).unwrap_or_default();
        Self::ALL.get(place + 1).copied().unwrap_or(Self::Finish)
    }

    /// Its address.
    pub fn address(self) -> String {
        format!("/planner/set-up/{}", self.word())
    }
}
