//! The mail server's words, made fit to be kept: on one line, short, and without addresses.

use super::sanitize::one_line;

/// How much of a reply is kept.
const LONGEST_REPLY: usize = 240;

/// The reply without anything that looks like an address or names one of `addresses` by its part before the at sign.
pub(super) fn without_addresses(reply: &str, addresses: &[String]) -> String {
    let names: Vec<String> = addresses
        .iter()
        .filter_map(|address| address.rsplit_once('@'))
        .map(|(name, _)| name.to_lowercase())
        .filter(|name| name.len() > 1)
        .collect();
    let tells = |word: &str| word.contains('@') || names.iter().any(|name| word.to_lowercase().contains(name));
    let kept: Vec<&str> = reply.split_whitespace().map(|word| if tells(word) { "(address)" } else { word }).collect();
    one_line(&kept.join(" ")).chars().take(LONGEST_REPLY).collect()
}

#[cfg(test)]
mod tests {
    use super::without_addresses;

    #[test]
    fn addresses_go_and_the_reason_stays() {
        let to = ["Erika@example.org".to_owned()];
        assert_eq!(
            without_addresses("550 5.1.1 <erika@example.org>: no such user erika\r\nhere", &to),
            "550 5.1.1 (address) no such user (address) here"
        );
    }
}
