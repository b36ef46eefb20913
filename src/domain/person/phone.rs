//! Comparison of telephone numbers by their digits, whatever the separators and whether the country code is there.

/// Numbers with fewer digits (without leading zeros) lack the area code and are not compared.
const WHOLE: usize = 7;

/// How many trailing digits are indexed for lookup.
const TAIL: usize = 6;

/// The digits, without leading zeros and a zero in brackets: `+49 (0)711 1-2` is `4971112`.
pub fn digits(phone: &str) -> String {
    let all: String = phone.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    all.trim_start_matches('0').to_owned()
}

/// The trailing digits; equal wherever [`same_phone`] holds. `None` for a number too short to compare.
pub fn tail(phone: &str) -> Option<String> {
    let digits = digits(phone);
    (digits.len() >= WHOLE).then(|| digits[digits.len() - TAIL..].to_owned())
}

/// Whether two numbers are the same: equal digits, or equal except for a country code of one to three digits.
pub fn same_phone(a: &str, b: &str) -> bool {
    let (a, b) = (digits(a), digits(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= WHOLE && long.len() - short.len() <= 3 && long.ends_with(&short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        let spellings = ["+49 711 123456", "0049711123456", "0711/123456", "(0711) 12-34-56", "+49 (0)711 12 34 56"];
        for a in spellings {
            for b in spellings {
                assert!(same_phone(a, b), "{a} {b}");
                assert_eq!(tail(a), tail(b));
            }
        }
    }

    #[test]
    fn other_areas_and_local_numbers_are_other_numbers() {
        assert!(!same_phone("0711 123456", "0721 123456"));
        assert!(!same_phone("0711 123456", "0711 1234567"));
        assert!(!same_phone("123456", "0711 123456"), "without an area code it may be anybody's");
        assert_eq!(tail("0 12345"), None);
    }
}
