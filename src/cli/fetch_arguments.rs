//! How calendars kept elsewhere are looked at: the arguments that `serve` and `tick` share.

use crate::core::FetchSettings;

/// The arguments.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct FetchArguments {
    /// Asks for calendars on private addresses too, and without encryption. Whoever may enter a calendar's address can
    /// then reach what this machine can.
    #[arg(long, env = "TERMINPLANER_ALLOW_PRIVATE_FETCH")]
    pub allow_private_fetch: bool,
    /// The minutes between two looks at a calendar kept elsewhere.
    #[arg(long, env = "TERMINPLANER_FETCH_MINUTES", value_name = "N", default_value = "5",
          value_parser = clap::value_parser!(u16).range(1..=1440))]
    pub fetch_minutes: u16,
}

impl FetchArguments {
    /// What they say.
    pub const fn settings(self) -> FetchSettings {
        FetchSettings { allow_private: self.allow_private_fetch, minutes: self.fetch_minutes }
    }
}
