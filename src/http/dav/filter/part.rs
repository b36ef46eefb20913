//! The text of an object as components and properties (RFC 5545 section 3.1). It is this program's own, or was parsed before it
//! was kept, so nothing is reported here.

/// A component.
#[derive(Debug, Default)]
pub struct Part {
    /// Its name, in capitals.
    pub name: String,
    /// Its properties.
    pub properties: Vec<Property>,
    /// The components in it.
    pub parts: Vec<Part>,
}

/// A property.
#[derive(Debug)]
pub struct Property {
    /// Its name, in capitals.
    pub name: String,
    /// Its value as written.
    pub value: String,
    parameters: Vec<(String, String)>,
}

impl Part {
    /// The first component of a text.
    pub fn read(text: &str) -> Option<Self> {
        let unfolded = text.replace("\r\n ", "").replace("\r\n\t", "");
        let mut open: Vec<Self> = Vec::new();
        for line in unfolded.split("\r\n").filter(|line| !line.is_empty()) {
            let property = property(line)?;
            match property.name.as_str() {
                "BEGIN" => open.push(Self { name: property.value.to_ascii_uppercase(), ..Self::default() }),
                "END" => {
                    let done = open.pop()?;
                    match open.last_mut() {
                        Some(parent) => parent.parts.push(done),
                        None => return Some(done),
                    }
                }
                _ => open.last_mut()?.properties.push(property),
            }
        }
        None
    }

    /// The first property of that name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }
}

impl Property {
    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Its value as a text, without what escapes signs in it.
    pub fn text(&self) -> String {
        let (mut text, mut signs) = (String::with_capacity(self.value.len()), self.value.chars());
        while let Some(sign) = signs.next() {
            match sign {
                '\\' => match signs.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(other) => text.push(other),
                    None => {}
                },
                sign => text.push(sign),
            }
        }
        text
    }
}

/// A line: name, parameters, value. A colon or semicolon within quotes separates nothing.
fn property(line: &str) -> Option<Property> {
    let mut is_quoted = false;
    let colon = line.find(|sign| {
        is_quoted ^= sign == '"';
        sign == ':' && !is_quoted
    })?;
    let (head, value) = (&line[..colon], &line[colon + 1..]);
    is_quoted = false;
    let mut parts = head.split(|sign| {
        is_quoted ^= sign == '"';
        sign == ';' && !is_quoted
    });
    let name = parts.next()?.to_ascii_uppercase();
    let parameters = parts.filter_map(|part| {
        let (name, value) = part.split_once('=')?;
        Some((name.to_ascii_uppercase(), value.trim_matches('"').to_owned()))
    });
    Some(Property { name, value: value.to_owned(), parameters: parameters.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_with_its_parameters_and_parts() {
        let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY;X-A=\"b;c:d\";language=de:Eins\\, zwei\\nund \r\n drei\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let root = Part::read(text).unwrap();
        let event = &root.parts[0];
        let summary = event.property("SUMMARY").unwrap();
        assert_eq!(summary.text(), "Eins, zwei\nund drei");
        assert_eq!((summary.parameter("X-A"), summary.parameter("LANGUAGE")), (Some("b;c:d"), Some("de")));
        assert_eq!(event.parts[0].name, "VALARM");
        assert!(Part::read("BEGIN:VCALENDAR\r\n").is_none());
    }
}
