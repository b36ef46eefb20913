//! Generates Rust: a module for every folder, a type for every file, a method for every message. Their common methods
//! are in `src/i18n/texts.rs`.

use super::catalog::{Catalog, File, Key, Message, Part};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The folder whose texts are built into the widget's scripts, not into Rust.
const WIDGET: &str = "widget/";

/// Files whose messages are chosen by id, because rows of tables name them: they get one method that finds a message.
const CHOSEN_BY_ID: [&str; 1] = ["planner/holidays"];

/// The content of `messages.rs`.
pub fn code(catalog: &Catalog) -> String {
    let mut code = String::new();
    code += &constant("TAGS", "The languages' tags, in the order of every table.", &catalog.tags);
    code += &constant("MISSING", "What languages lack, each as `fr/planner/hours/save`.", &catalog.missing);
    let mut folders: BTreeMap<&str, Vec<&File>> = BTreeMap::new();
    for file in catalog.files.iter().filter(|file| !file.path.starts_with(WIDGET)) {
        folders.entry(file.path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default().push(file);
    }
    for (folder, files) in folders {
        let inside: String = files.into_iter().map(file_code).collect();
        let path: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
        let open = path.iter().map(|name| format!("/// The files of `{name}/`.\npub mod {name} {{\nuse super::*;\n"));
        let _ = writeln!(code, "{}{inside}{}", open.collect::<String>(), "}\n".repeat(path.len()));
    }
    code
}

fn constant(name: &str, what: &str, words: &[String]) -> String {
    format!("/// {what}\npub const {name}: &[&str] = &{words:?};\n")
}

fn file_code(file: &File) -> String {
    let name = camel(file.path.rsplit('/').next().unwrap_or(&file.path));
    let methods = match CHOSEN_BY_ID.contains(&file.path.as_str()) {
        true => by_id(&file.messages),
        false => file.messages.iter().map(method).collect(),
    };
    format!(
        "/// `{}.ftl`\n#[derive(Clone, Copy, Debug)]\npub enum {name} {{}}\nimpl Texts<{name}> {{\n{methods}}}\n",
        file.path
    )
}

/// The method that finds a message without arguments.
fn by_id(messages: &[Message]) -> String {
    let arms: String = messages
        .iter()
        .map(|message| format!("{:?} => self.pick(&{:?}),\n", message.id, plain_texts(message)))
        .collect();
    format!(
        "pub(crate) fn by_id(self, id: &str) -> Option<&'static str> {{ Some(match id {{\n{arms}_ => return None }}) }}\n"
    )
}

fn method(message: &Message) -> String {
    let name = message.id.replace('-', "_");
    if message.arguments.is_empty() {
        return format!("pub(crate) fn {name}(self) -> &'static str {{ self.pick(&{:?}) }}\n", plain_texts(message));
    }
    let texts: Vec<String> = message.texts.iter().map(|parts| parts_code(parts, message)).collect();
    let count = texts.len();
    let parameters = message.arguments.iter().map(|(name, is_number)| {
        let kind = if *is_number { "impl Into<Number>" } else { "impl ::std::fmt::Display" };
        format!(", {}: {kind}", name.replace('-', "_"))
    });
    let values = message.arguments.iter().map(|(name, is_number)| {
        let name = name.replace('-', "_");
        if *is_number { format!("Argument::Number({name}.into())") } else { format!("Argument::Text(&{name})") }
    });
    format!(
        "pub(crate) fn {name}(self{}) -> String {{ const T: [&[Part]; {count}] = [{}]; self.fill(&T, &[{}]) }}\n",
        parameters.collect::<String>(),
        texts.join(", "),
        values.collect::<Vec<_>>().join(", ")
    )
}

/// The texts of a message without arguments, by language.
fn plain_texts(message: &Message) -> Vec<String> {
    let text = |part: &Part| if let Part::Text(text) = part { text.clone() } else { String::new() };
    message.texts.iter().map(|parts| parts.iter().map(text).collect()).collect()
}

fn parts_code(parts: &[Part], message: &Message) -> String {
    let place = |name: &str| message.arguments.iter().position(|(other, _)| other == name).unwrap_or_default();
    let part_code = |part: &Part| match part {
        Part::Text(text) => format!("Part::Text({text:?})"),
        Part::Argument(name) => format!("Part::Argument({})", place(name)),
        Part::Selection { argument, variants, other } => {
            let variants =
                variants.iter().map(|(key, parts)| format!("({}, {})", key_code(key), parts_code(parts, message)));
            format!(
                "Part::Selection {{ argument: {}, variants: &[{}], other: {} }}",
                place(argument),
                variants.collect::<Vec<_>>().join(", "),
                parts_code(other, message)
            )
        }
    };
    format!("&[{}]", parts.iter().map(part_code).collect::<Vec<_>>().join(", "))
}

fn key_code(key: &Key) -> String {
    match key {
        Key::Exactly(number) => format!("Key::Exactly({number})"),
        Key::Category(name) => format!("Key::Category(PluralCategory::{name})"),
    }
}

/// Converts `mail_settings` or `mail-settings` to `MailSettings`.
fn camel(name: &str) -> String {
    let capital = |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    name.split(['-', '_']).map(capital).collect::<Vec<String>>().concat()
}
