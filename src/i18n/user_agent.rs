//! A browser and its system in words: "Firefox auf Windows".

use super::messages::MailAccount;
use super::texts::Texts;
use crate::domain::language::Language;
use crate::domain::user_agent::UserAgent;

impl UserAgent {
    /// "Firefox auf Windows"; `None` where nothing is known.
    pub fn in_words(&self, language: Language) -> Option<String> {
        match (&self.browser, &self.system) {
            (Some(browser), Some(system)) => Some(Texts::<MailAccount>::of(language).device(browser, system)),
            (Some(one), None) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_called_by_what_is_known_of_it() {
        let words = |user_agent, language| UserAgent::of(user_agent).in_words(language);
        assert_eq!(words("Firefox/1 Windows", Language::GERMAN).as_deref(), Some("Firefox auf Windows"));
        assert_eq!(words("Firefox/1 Windows", Language::ENGLISH).as_deref(), Some("Firefox on Windows"));
        assert_eq!(words("curl on Linux", Language::GERMAN).as_deref(), Some("Linux"));
        assert_eq!(words("something else", Language::GERMAN), None);
    }
}
