//! The settings of the shop, one row each. From the rows follow the type [`Shop`] with its defaults, the columns of the
//! database, the keys of the shop file, the fields of the pages and what the audit log names; no other list of them exists.
//!
//! A new setting is a row here, a column in `schema.sql` with its step in `store/upgrades`, and its messages in
//! `locales/*/planner/setting.ftl`; the compiler and the tests of upgrades name what is missing.

mod choices;
pub mod value;

pub use choices::{Assignment, FieldMode, ReminderConsent, WidgetView};

use super::language::Language;
use super::limits::{
    CONFIRM_MINUTES, HORIZON_AT_MOST, HOURS_AT_MOST, NEW_ADDRESSES_AT_MOST, OPEN_AT_MOST, ORIGINS_AT_MOST,
    RETENTION_AT_MOST,
};
use super::time::Minute;
use super::values::{Color, Email, Invalid, Origin, Phone, ShopAddress, ShortName, WebUrl};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use value::{Kind, SettingValue, Value};

/// Calls a macro with all rows, in the order in which they are shown. A row has the column's name, which is the key of the shop
/// file and the field's name in forms too, its type and default, what is taken ([`Kind`]), and the ids of its messages in
/// `planner/setting.ftl`: the label, after a slash the hint, and in brackets a message for each word to choose from.
macro_rules! setting_rows {
    ($use:ident) => {
        $use! {
            Identity {
                /// Name of the provider, as known to customers.
                name: ShortName = ShortName::default(), Kind::Name, name / name_hint;
                /// Location in a word, shown above the slots ("Stuttgart"). May be empty.
                location: ShortName = ShortName::default(), Kind::OptionalName, location / location_hint;
                /// Postal address; may have several lines.
                address: Option<ShopAddress> = None, Kind::Address, address;
                /// The shop's telephone number.
                phone: Option<Phone> = None, Kind::Phone, phone;
                /// Where notifications to the shop go; reply address of mails to customers.
                email: Option<Email> = None, Kind::Email, email / email_hint;
                /// Where mails come from, if not from `email`; answers go to `email`.
                sender: Option<Email> = None, Kind::Email, sender / sender_hint;
            }
            Links {
                /// The provider's homepage.
                website: Option<WebUrl> = None, Kind::Url, website;
                /// URL of the privacy policy; if set, customers must consent.
                privacy_url: Option<WebUrl> = None, Kind::Url, privacy / privacy_hint;
                /// URL of the imprint.
                imprint_url: Option<WebUrl> = None, Kind::Url, imprint;
                /// URL of the accessibility statement.
                accessibility_url: Option<WebUrl> = None, Kind::Url, accessibility / accessibility_hint;
            }
            LanguageAndTime {
                /// The default language.
                language: Language = Language::default(), Kind::Language, own_language / own_language_hint;
                /// The languages offered to customers; `language` is one of them.
                languages: Vec<Language> = vec![Language::default(), Language::ENGLISH], Kind::Languages, languages;
                /// The time zone of all rules and of all times shown.
                time_zone: Tz = Tz::Europe__Berlin, Kind::Zone, time_zone / time_zone_hint;
                /// Code of the region whose public holidays count, such as `DE-BW`.
                region: Option<ShortName> = None, Kind::Region, region / region_hint;
            }
            BookingWindow {
                /// Lead time in hours.
                lead_time_hours: u32 = 0, Kind::Number(0..=HOURS_AT_MOST), lead_time / lead_time_hint;
                /// Horizon in days.
                horizon_days: u32 = 90, Kind::Number(0..=HORIZON_AT_MOST), horizon / horizon_hint;
                /// Hours before the start until which a customer may cancel or reschedule.
                cancel_until_hours: u32 = 24, Kind::Number(0..=HOURS_AT_MOST), cancel_until / cancel_until_hint;
                /// Which of several free resources gets an appointment.
                assignment: Assignment = Assignment::InOrder, Kind::Words(Assignment::WORDS),
                    assignment [in_order, balanced];
            }
            Confirmation {
                /// Whether an online booking becomes valid only once the customer has opened the link in a mail.
                confirm_by_mail: bool = false, Kind::YesNo, confirm_by_mail / confirm_by_mail_hint [at_once, when_confirmed];
                /// Minutes the customer has for that.
                confirm_by_minutes: u32 = 60, Kind::Number(CONFIRM_MINUTES), confirm_by_minutes / confirm_by_minutes_hint;
            }
            CustomerFields {
                /// Whether customers are asked for a telephone number.
                phone_field: FieldMode = FieldMode::Optional, Kind::Words(FieldMode::WORDS),
                    phone_field [optional, required, hidden];
                /// Whether customers may leave a comment.
                comment_field: FieldMode = FieldMode::Optional, Kind::Words(FieldMode::WORDS),
                    comment_field [optional, required, hidden];
            }
            Protection {
                /// How many open appointments one e-mail address may have.
                max_open_per_email: u32 = 3, Kind::Number(1..=OPEN_AT_MOST), max_open / max_open_hint;
                /// Bookings an hour from e-mail addresses new to the shop, above which online bookings become
                /// requests.
                new_addresses_per_hour: u32 = 30, Kind::Number(1..=NEW_ADDRESSES_AT_MOST),
                    new_addresses_per_hour / new_addresses_hint;
                /// The same limit for 24 hours.
                new_addresses_per_day: u32 = 100, Kind::Number(1..=NEW_ADDRESSES_AT_MOST), new_addresses_per_day;
            }
            Retention {
                /// Hours before the start at which a reminder is sent.
                reminder_hours: Option<u32> = None, Kind::Number(1..=HOURS_AT_MOST), reminder / reminder_hint;
                /// Who gets one.
                reminder_consent: ReminderConsent = ReminderConsent::Ask, Kind::Words(ReminderConsent::WORDS),
                    reminder_consent / reminder_consent_hint [ask, not_needed];
                /// Days after which past appointments are anonymized.
                retention_days: Option<u32> = None, Kind::Number(1..=RETENTION_AT_MOST), retention / retention_hint;
            }
            SignIn {
                /// Whether owners must have a second factor.
                owners_need_second_factor: bool = false, Kind::YesNo,
                    owners_second_factor / owners_second_factor_hint [factor_optional, factor_needed];
            }
            Look {
                /// The accent colour, `#rrggbb`.
                accent: Option<Color> = None, Kind::Color, accent / accent_hint;
                /// How free times are shown where the page does not say.
                widget_view: WidgetView = WidgetView::Auto, Kind::Words(WidgetView::WORDS),
                    widget_view / widget_view_hint [view_auto, view_grid, view_list];
            }
            Websites {
                /// The web origins that may use the API; `None`: any.
                allowed_origins: Option<Vec<Origin>> = None, Kind::Origins(ORIGINS_AT_MOST),
                    allowed_origins / allowed_origins_hint;
            }
        }
    };
}
pub(crate) use setting_rows;

macro_rules! define {
    ($($group:ident { $($(#[$doc:meta])* $name:ident: $type:ty = $default:expr, $kind:expr,
        $label:ident $(/ $hint:ident)? $([$($word:ident),*])?;)* })*) => {
        /// The settings of the shop, the one location that a program serves.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Shop {
            $($($(#[$doc])* pub $name: $type,)*)*
        }

        impl Default for Shop {
            fn default() -> Self {
                Self { $($($name: $default,)*)* }
            }
        }

        /// A group of settings, shown under one heading.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the rows above say what is in each")]
        pub enum Group {
            $($group,)*
        }

        /// Every setting, in display order.
        pub static SETTINGS: &[Setting] = &[$($(Setting {
            name: stringify!($name),
            group: Group::$group,
            kind: $kind,
            is_optional: <$type as SettingValue>::IS_OPTIONAL,
            read: |shop| shop.$name.to_value(),
            write: |shop, value| Ok(shop.$name = SettingValue::from_value(value)?),
        },)*)*];
    };
}
setting_rows!(define);

impl Shop {
    /// Whether customers are asked if they want a reminder.
    pub fn asks_about_reminders(&self) -> bool {
        self.reminder_hours.is_some() && self.reminder_consent == ReminderConsent::Ask
    }

    /// When a reminder of an appointment at `start` is due, where the shop sends any.
    pub fn remind_at(&self, start: Minute) -> Option<DateTime<Utc>> {
        let hours = self.reminder_hours?;
        Some(start.to_utc() - Duration::hours(i64::from(hours)))
    }

    /// Whether who books `start` at `now` is asked: not where it is too near for a reminder.
    pub fn asks_about_reminder_of(&self, start: Minute, now: DateTime<Utc>) -> bool {
        self.asks_about_reminders() && self.remind_at(start).is_some_and(|at| at > now)
    }
}

/// The description of a setting.
pub struct Setting {
    /// Its column, key in the shop file, and form field.
    pub name: &'static str,
    /// Its group.
    pub group: Group,
    /// The accepted values.
    pub kind: Kind,
    /// Whether it may have no value.
    pub is_optional: bool,
    read: fn(&Shop) -> Value,
    write: fn(&mut Shop, Value) -> Result<(), Invalid>,
}

impl Setting {
    /// The setting with that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// Its value in `shop`.
    pub fn get(&self, shop: &Shop) -> Value {
        (self.read)(shop)
    }

    /// Validates and sets a value. The current value is accepted even if it exceeds today's limits.
    ///
    /// # Errors
    /// Why the value is invalid.
    pub fn set(&self, shop: &mut Shop, value: Value) -> Result<(), Invalid> {
        if value.is_empty() || self.get(shop) != value {
            self.kind.check(&value)?;
        }
        self.load(shop, value)
    }

    /// Sets a stored value without checking limits.
    ///
    /// # Errors
    /// If the value has a wrong type.
    pub fn load(&self, shop: &mut Shop, value: Value) -> Result<(), Invalid> {
        (self.write)(shop, value)
    }
}

impl Shop {
    /// Whether the default language is among those offered, as it must be.
    pub fn offers_its_language(&self) -> bool {
        self.languages.contains(&self.language)
    }
}
