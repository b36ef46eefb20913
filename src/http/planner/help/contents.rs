//! The chapters of the manual, and their pages by the names of their files, in order.

use super::Texts;

/// A chapter.
pub(super) struct Chapter {
    /// Its title.
    pub(super) title: fn(Texts) -> &'static str,
    /// Its pages.
    pub(super) pages: &'static [&'static str],
}

/// The chapters.
pub(super) const CHAPTERS: [Chapter; 5] = [
    Chapter { title: Texts::requirements, pages: &["requirements", "words"] },
    Chapter {
        title: Texts::set_up,
        pages: &["first-steps", "shop", "rooms-and-people", "services", "hours", "email", "website"],
    },
    Chapter {
        title: Texts::options,
        pages: &["booking-rules", "look", "email-texts", "accounts", "phone-calendar", "other-calendars", "data"],
    },
    Chapter {
        title: Texts::daily_use,
        pages: &[
            "today",
            "calendar",
            "appointments",
            "series",
            "closing-times",
            "customers",
            "privacy",
            "search-and-keys",
            "statistics",
            "how-customers-book",
        ],
    },
    Chapter { title: Texts::alternatives, pages: &["without-website", "without-email", "signing-in", "trouble"] },
];

/// The page for those who cannot sign in.
pub const SIGNING_IN: &str = "signing-in";

/// The names of all pages.
pub fn names() -> impl Iterator<Item = &'static str> {
    CHAPTERS.iter().flat_map(|chapter| chapter.pages).copied()
}

/// The pages before and after one.
pub(super) fn neighbours(name: &str) -> [Option<&'static str>; 2] {
    let all: Vec<&str> = names().collect();
    let Some(at) = all.iter().position(|one| *one == name) else { return [None, None] };
    [at.checked_sub(1).and_then(|at| all.get(at).copied()), all.get(at + 1).copied()]
}
