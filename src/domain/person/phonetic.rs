//! Cologne phonetics (Postel, 1969): a code for how a German name sounds. Vowels count only at the front, repeated
//! sounds once, so "Meier", "Maier" and "Meyr" share a code. For finding candidates; names with the same code need
//! not be similar.

use super::folded;

/// The code of a name: digits; empty where it has no letter of the Latin alphabet.
pub fn phonetic_code(name: &str) -> String {
    let letters: Vec<char> = folded(name).chars().filter(char::is_ascii_alphabetic).collect();
    let mut code = String::new();
    let mut last = None;
    for (place, &letter) in letters.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| letters[before]);
        for digit in digits_of(letter, before, letters.get(place + 1).copied()).chars() {
            if last != Some(digit) && (digit != '0' || code.is_empty()) {
                code.push(digit);
            }
            last = Some(digit);
        }
    }
    code
}

/// The digits of a letter between its neighbours. `h` has none and does not separate equal sounds.
fn digits_of(letter: char, before: Option<char>, after: Option<char>) -> &'static str {
    let followed_by = |letters: &str| after.is_some_and(|after| letters.contains(after));
    let after_s_or_z = matches!(before, Some('s' | 'z'));
    match letter {
        'a' | 'e' | 'i' | 'j' | 'o' | 'u' | 'y' => "0",
        'b' => "1",
        'p' if !followed_by("h") => "1",
        'd' | 't' if !followed_by("csz") => "2",
        'f' | 'v' | 'w' | 'p' => "3",
        'g' | 'k' | 'q' => "4",
        'c' if before.is_none() && followed_by("ahkloqrux") => "4",
        'c' if before.is_some() && !after_s_or_z && followed_by("ahkoqux") => "4",
        'x' if matches!(before, Some('c' | 'k' | 'q')) => "8",
        'x' => "48",
        'l' => "5",
        'm' | 'n' => "6",
        'r' => "7",
        's' | 'z' | 'c' | 'd' | 't' => "8",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::phonetic_code;

    #[test]
    fn names_have_the_codes_of_the_published_table() {
        for (name, code) in [
            ("Müller-Lüdenscheidt", "65752682"),
            ("Wikipedia", "3412"),
            ("Breschnew", "17863"),
            ("Xaver", "4837"),
            ("Philipp", "351"),
        ] {
            assert_eq!(phonetic_code(name), code, "{name}");
        }
    }

    #[test]
    fn names_heard_alike_share_a_code() {
        for alike in [["Meier", "Maier", "Meyr"], ["Schmidt", "Schmitt", "Schmid"], ["Weiss", "Weiß", "Weis"]] {
            assert!(alike.iter().all(|name| phonetic_code(name) == phonetic_code(alike[0])), "{alike:?}");
        }
        assert_ne!(phonetic_code("Müller"), phonetic_code("Meier"));
        assert_eq!(phonetic_code("李"), "");
    }
}
