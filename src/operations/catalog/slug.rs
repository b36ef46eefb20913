//! Ids made from names: readable in URLs and in the shop file, and unique.

/// Maximum length of an id in characters; a number may be appended.
const LENGTH: usize = 60;

/// An id for that name that is not taken; `otherwise` if the name yields none.
pub fn unique(name: &str, otherwise: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let words = slug(name);
    let base = if words.is_empty() { otherwise } else { &words };
    if !is_taken(base) {
        return base.to_owned();
    }
    let numbers = 2_u32..;
    numbers.map(|number| format!("{base}-{number}")).find(|id| !is_taken(id)).unwrap_or_default()
}

/// Lower-case letters and digits, separated by single hyphens.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        let plain = plain(c);
        let text: &str = if plain.is_empty() { "-" } else { &plain };
        if text != "-" || !(slug.is_empty() || slug.ends_with('-')) {
            slug.push_str(text);
        }
        if slug.len() >= LENGTH {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A letter without diacritics; empty if it is not a letter or digit.
fn plain(c: char) -> String {
    match c {
        'ä' | 'æ' => "ae".into(),
        'ö' | 'œ' => "oe".into(),
        'ü' => "ue".into(),
        'ß' => "ss".into(),
        'à' | 'á' | 'â' | 'ã' | 'å' => "a".into(),
        'ç' => "c".into(),
        'è' | 'é' | 'ê' | 'ë' => "e".into(),
        'ì' | 'í' | 'î' | 'ï' => "i".into(),
        'ñ' => "n".into(),
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' => "o".into(),
        'ù' | 'ú' | 'û' => "u".into(),
        c if c.is_ascii_alphanumeric() => c.to_string(),
        // Letters of other scripts are kept: an id may contain any letters.
        c if c.is_alphanumeric() => c.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_like_the_name() {
        let free = |name: &str| unique(name, "leistung", |_| false);
        assert_eq!(free("Hörgeräte-Anpassung (60 Min.)"), "hoergeraete-anpassung-60-min");
        assert_eq!(free("  Größe & Maß "), "groesse-mass");
        assert_eq!(free("!!!"), "leistung");
        assert_eq!(free("Прием"), "прием");
        assert!(free(&"x ".repeat(200)).len() <= LENGTH + 1);
    }

    #[test]
    fn an_id_is_nobody_elses() {
        let taken = ["kabine", "kabine-2"];
        assert_eq!(unique("Kabine", "raum", |id| taken.contains(&id)), "kabine-3");
    }
}
