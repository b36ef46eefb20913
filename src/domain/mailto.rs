//! `mailto:` links (RFC 6068).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Characters that are not percent-encoded. A `?` in an address would begin a subject, a text, or further recipients.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_').remove(b'+');

/// A `mailto:` link for one address, percent-encoded.
pub fn mailto(address: &str) -> String {
    format!("mailto:{}", utf8_percent_encode(address, PLAIN))
}

#[cfg(test)]
mod tests {
    use super::mailto;
    use crate::domain::values::Email;
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_a_recipient_and_nothing_else() {
        assert_eq!(mailto("e.m+termin@sub-x.example.org"), "mailto:e.m+termin@sub-x.example.org");
        let trap = "erika?bcc=evil%40evil.example&body=x@example.org";
        assert!(Email::parse(trap).is_ok(), "and yet it is an address");
        assert_eq!(mailto(trap), "mailto:erika%3Fbcc%3Devil%2540evil.example%26body%3Dx@example.org");
    }

    proptest! {
        #[test]
        fn the_address_comes_back_and_ends_nowhere_early(address in "\\PC{0,40}") {
            let link = mailto(&address);
            let written = link.strip_prefix("mailto:").unwrap();
            let read = percent_decode_str(written).decode_utf8().unwrap();
            prop_assert_eq!(read.as_ref(), address.as_str());
            prop_assert!(!written.contains(['?', '&', '#', '"', '<', ' ', ',']));
        }
    }
}
