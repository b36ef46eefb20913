//! Reads a body. Bounded in depth and number of elements; a document type is refused, so there are no entities
//! but the five of XML.

use super::{Element, Name};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// The deepest nesting; filters reach seven.
const DEPTH_MAX: usize = 24;
/// Elements of one body: some thousands of addresses are asked for at once.
const ELEMENTS_MAX: usize = 20_000;
/// Attributes of one element.
const ATTRIBUTES_MAX: usize = 32;

/// The body is no XML that is read here.
#[derive(Debug)]
pub struct NotXml;

/// The root element of a body; `None`: it is empty.
///
/// # Errors
/// [`NotXml`] if it is malformed, has a document type, or is too deep or long.
pub fn parse(body: &[u8]) -> Result<Option<Element>, NotXml> {
    parse_up_to(body, ELEMENTS_MAX)
}

/// The same with another bound for the number of elements.
///
/// # Errors
/// As there.
pub fn parse_up_to(body: &[u8], elements_max: usize) -> Result<Option<Element>, NotXml> {
    let text = std::str::from_utf8(body).map_err(|_| NotXml)?.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mut reader = NsReader::from_str(text);
    let (mut open, mut root, mut count) = (Vec::<Element>::new(), None, 0);
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|_| NotXml)?;
        match event {
            Event::Start(start) => {
                count += 1;
                if open.len() >= DEPTH_MAX || count > elements_max || root.is_some() {
                    return Err(NotXml);
                }
                open.push(element(&space, &start)?);
            }
            Event::Empty(start) => {
                count += 1;
                if count > elements_max || root.is_some() {
                    return Err(NotXml);
                }
                close(element(&space, &start)?, &mut open, &mut root);
            }
            Event::End(_) => {
                let done = open.pop().ok_or(NotXml)?;
                close(done, &mut open, &mut root);
            }
            Event::Text(text) => add(&mut open, &text.decode().map_err(|_| NotXml)?),
            Event::CData(text) => add(&mut open, &text.decode().map_err(|_| NotXml)?),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().map_err(|_| NotXml)? {
                    Some(character) => character,
                    None => predefined(&reference.decode().map_err(|_| NotXml)?)?,
                };
                add(&mut open, character.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(NotXml),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if open.is_empty() { root.map(Some).ok_or(NotXml) } else { Err(NotXml) }
}

fn close(done: Element, open: &mut [Element], root: &mut Option<Element>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(done),
        None => *root = Some(done),
    }
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn predefined(name: &str) -> Result<char, NotXml> {
    match name {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => Err(NotXml),
    }
}

fn element(space: &ResolveResult<'_>, start: &BytesStart<'_>) -> Result<Element, NotXml> {
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| NotXml);
    let space = match space {
        ResolveResult::Bound(namespace) => {
            let raw = text(namespace.0)?;
            quick_xml::escape::unescape(&raw).map_err(|_| NotXml)?.into_owned()
        }
        ResolveResult::Unbound => String::new(),
        ResolveResult::Unknown(_) => return Err(NotXml),
    };
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| NotXml)?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| NotXml)?;
        attributes.push((text(attribute.key.local_name().as_ref())?, value.into_owned()));
        if attributes.len() > ATTRIBUTES_MAX {
            return Err(NotXml);
        }
    }
    let name = Name { space, local: text(start.local_name().as_ref())? };
    // The reader lets any sign pass; a name is written back into answers.
    let is_plain = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.');
    if name.local.is_empty()
        || !name.local.chars().all(is_plain)
        || name.local.starts_with(|sign: char| !sign.is_alphabetic() && sign != '_')
    {
        return Err(NotXml);
    }
    Ok(Element { name, attributes, children: Vec::new(), text: String::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_with_their_namespaces_whatever_the_prefixes() {
        let root = parse(br#"<?xml version="1.0"?><a:propfind xmlns:a="DAV:"><prop xmlns="DAV:"><x xmlns="u:x" b='1 &amp; "2"'>a&lt;b&#33;</x></prop></a:propfind>"#);
        let root = root.unwrap().unwrap();
        assert!(root.is("DAV:", "propfind"));
        let x = &root.child("DAV:", "prop").unwrap().children[0];
        assert_eq!((x.name.parts(), x.text.as_str()), (("u:x", "x"), "a<b!"));
        assert_eq!(x.attribute("b"), Some("1 & \"2\""));
        assert!(parse(b"  ").unwrap().is_none());
    }

    #[test]
    fn what_is_no_plain_xml_is_refused() {
        let deep = "<a>".repeat(100) + &"</a>".repeat(100);
        let long = format!("<a>{}</a>", "<b/>".repeat(30_000));
        for body in [
            r#"<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>"#,
            "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
            "<a>&b;</a>",
            "<a b=\"&c;\"/>",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<p:a/>",
            "text",
            &deep,
            &long,
        ] {
            assert!(parse(body.as_bytes()).is_err(), "{}", &body[..body.len().min(60)]);
        }
        assert!(parse(b"<a>\xff</a>").is_err());
    }
}
