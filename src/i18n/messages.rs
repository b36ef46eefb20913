//! The messages of `locales/`, as the build wrote them: `Texts::<planner::Hours>::of(language).save()`.

#![expect(clippy::wrong_self_convention, reason = "methods are named as their messages are")]

use super::texts::{Argument, Key, Number, Part, Texts};
use icu_plurals::PluralCategory;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
