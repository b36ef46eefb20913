//! Addresses with a query.

/// The path of the accessibility statement that is made from a template.
pub const STATEMENT: &str = "/accessibility";

/// An address with a query; empty values are left out.
pub fn url(path: &str, query: &[(&str, &str)]) -> String {
    let filled: Vec<_> = query.iter().filter(|(_, value)| !value.is_empty()).collect();
    if filled.is_empty() {
        return path.to_owned();
    }
    let mut text = form_urlencoded::Serializer::new(format!("{path}?"));
    for (name, value) in filled {
        text.append_pair(name, value);
    }
    text.finish().replacen("?&", "?", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_what_is_filled_and_escapes_it() {
        assert_eq!(url("/", &[("service", ""), ("lang", "")]), "/");
        let start = "2022-01-17T09:00:00+01:00";
        assert_eq!(
            url("/", &[("service", "a&b"), ("start", start)]),
            "/?service=a%26b&start=2022-01-17T09%3A00%3A00%2B01%3A00"
        );
    }
}
