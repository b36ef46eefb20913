//! What may be wrong at a place of a shop file: one table of all rules, German and English side by side. The command line
//! tells it in English, the planner in the language of who reads it; keys and words of the format stay as in the file.

use crate::domain::shop::Language;

/// Makes [`Wrong`] and [`Wrong::told`]; the sentences name the fields.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $(($($field:ident: $type:ty),+))? => $de:literal, $en:literal;)*) => {
        /// What is wrong at a place. Texts are as they stand in the file.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Wrong {
            $($(#[$doc])* $name $(($($type),+))?,)*
        }

        impl Wrong {
            /// What follows the place in a sentence.
            pub fn told(&self, language: Language) -> String {
                match (self, language) {
                    $(
                        (Self::$name $(($($field),+))?, Language::De) => format!($de),
                        (Self::$name $(($($field),+))?, _) => format!($en),
                    )*
                }
            }
        }
    };
}

rules! {
    /// The parser's own words.
    NotToml(words: String) => "ist kein gültiges TOML: {words}", "is not TOML: {words}";
    /// The parser's own words.
    NotJson(words: String) => "ist kein gültiges JSON einer Betriebsdatei: {words}", "is not JSON of a shop file: {words}";

    /// Nobody's shop is as large.
    TooManyValues(most: usize) =>
        "enthält mehr als {most} Werte; teilen Sie die Datei, oder lesen Sie sie mit `terminplaner import` ein",
        "holds more than {most} values; split it, or read it with `terminplaner import`";
    /// With those there are and those that fit.
    TooManyEntries(count: usize, most: usize) =>
        "hat {count} Einträge; höchstens {most} sind möglich", "has {count} entries; at most {most} are possible";
    /// Enough were told.
    MoreProblems => "enthält noch mehr Fehler", "has still more problems";

    /// What is new needs this key.
    Missing => "fehlt", "is missing";
    /// There is no such key, but these.
    UnknownKey(keys: String) =>
        "gibt es in dieser Tabelle nicht; möglich sind {keys}", "is no key of this table; it may have {keys}";

    /// Another kind of value.
    NotATable => "muss eine Tabelle sein", "must be a table";
    /// Another kind of value.
    NotAList => "muss eine Liste sein", "must be a list";
    /// Another kind of value.
    NotAText => "muss ein Text in Anführungszeichen sein", "must be a text in quotes";
    /// Another kind of value.
    NotABoolean => "muss true oder false sein", "must be true or false";
    /// Another kind of value, with the least and the greatest number.
    NotANumber(least: u32, most: u32) =>
        "muss eine ganze Zahl von {least} bis {most} sein", "must be a whole number from {least} to {most}";
    /// With the least and the greatest number.
    OutOfRange(number: i64, least: u32, most: u32) =>
        "ist {number}; möglich ist {least} bis {most}", "is {number}; it must be from {least} to {most}";
    /// With the words that there are.
    NotAWord(text: String, words: String) =>
        "ist „{text}“; möglich ist nur {words}", "is \"{text}\"; it must be one of {words}";

    /// A text that must be filled.
    Empty => "darf nicht leer sein", "must not be empty";
    /// With the characters there are and those that fit.
    TooLong(length: usize, most: usize) =>
        "ist {length} Zeichen lang; höchstens {most} haben Platz", "is {length} characters long; at most {most} fit";
    /// Characters that nobody sees.
    HiddenCharacters =>
        "enthält Steuerzeichen oder Zeichen für die Schreibrichtung; schreiben Sie reinen Text",
        "holds control or bidirectional characters; write plain text";
    /// No colour.
    NotAColor(text: String) =>
        "ist „{text}“; eine Farbe ist # und sechs Hexadezimalziffern, zum Beispiel #1a6b5c",
        "is \"{text}\"; a colour is # and six hexadecimal digits, such as #1a6b5c";
    /// No date.
    NotADate(text: String) =>
        "ist „{text}“; ein Datum wird JJJJ-MM-TT geschrieben, zum Beispiel 2022-01-17",
        "is \"{text}\"; a date is written YYYY-MM-DD";
    /// No time of day.
    NotATime(text: String) =>
        "ist „{text}“; eine Uhrzeit wird HH:MM geschrieben, von 00:00 bis 23:59",
        "is \"{text}\"; a time is written HH:MM, from 00:00 to 23:59";
    /// No instant.
    NotAnInstant(text: String) =>
        "ist „{text}“; ein Zeitpunkt wird mit seiner Abweichung von UTC geschrieben, zum Beispiel 2022-01-17T09:00:00+01:00",
        "is \"{text}\"; an instant is written with its offset, such as 2022-01-17T09:00:00+01:00";
    /// An instant with seconds.
    NotAWholeMinute =>
        "muss eine volle Minute sein; lassen Sie die Sekunden auf 00", "must be a whole minute; leave seconds at 00";
    /// No time zone.
    NotAZone(text: String) =>
        "ist „{text}“, und das ist keine Zeitzone; schreiben Sie eine wie Europe/Berlin",
        "is \"{text}\", which is no time zone; write one such as Europe/Berlin";
    /// No language of ours.
    NotALanguage => "muss \"de\" oder \"en\" sein", "must be \"de\" or \"en\"";
    /// No id, with the characters that fit.
    NotAnId(text: String, most: usize) =>
        "ist „{text}“; eine Kennung besteht aus 1 bis {most} Buchstaben, Ziffern, '-', '_' und '.'",
        "is \"{text}\"; an id is 1 to {most} letters, digits, '-', '_' and '.'";
    /// No id of an appointment.
    NotAnAppointmentId => "muss eine Kennung ohne Leerzeichen sein", "must be an id without spaces";
    /// No e-mail address.
    NotAnEmail =>
        "muss eine einzige E-Mail-Adresse sein, zum Beispiel name@example.org",
        "must be one e-mail address such as name@example.org";
    /// No page on the web.
    NotAUrl =>
        "muss eine Web-Adresse sein, die mit https:// oder http:// beginnt",
        "must be a web address that begins with https:// or http://";
    /// No origin.
    NotAnOrigin =>
        "muss ein Ursprung sein, wie Browser ihn senden, zum Beispiel https://www.example.org (ohne Pfad und Schrägstrich)",
        "must be an origin as browsers send it, such as https://www.example.org (no path, no slash)";
    /// No hours.
    NotHours =>
        "müssen zwei Uhrzeiten sein, zum Beispiel [\"09:00\", \"13:00\"]",
        "must be two times, such as [\"09:00\", \"13:00\"]";

    /// Another one above has it.
    Repeated(id: String) => "ist „{id}“ wie eine weiter oben", "is \"{id}\", as another one's above";
    /// The shop's own language is not among them.
    LacksLanguage(tag: &'static str) =>
        "in languages fehlt die Sprache des Betriebs, „{tag}“",
        "languages must contain the shop's language, \"{tag}\"";
    /// None, or one twice.
    NoLanguages =>
        "muss mindestens eine Sprache nennen, jede nur einmal", "must name at least one language, each once";
    /// None, or one twice.
    NoDays => "muss mindestens einen Wochentag nennen, jeden nur einmal", "must name at least one day, each once";
    /// None, or one twice.
    NoResources =>
        "muss mindestens eine Ressource nennen, jede nur einmal", "must name at least one resource, each once";
    /// A service that needs nothing.
    NoNeeds => "muss mindestens eine Liste von Ressourcen enthalten", "must hold at least one list of resources";
    /// None of that id.
    UnknownResource(id: String) =>
        "nennt die Ressource „{id}“, die es nicht gibt", "names the resource \"{id}\", which there is none of";
    /// None of that id.
    UnknownService(id: String) =>
        "nennt die Leistung „{id}“, die es nicht gibt", "names the service \"{id}\", which there is none of";

    /// A rule with both.
    WeekdaysAndDate =>
        "steht neben weekdays; eine Regel hat nur eins von beiden", "stands beside weekdays; a rule has one of the two";
    /// A rule with neither.
    NoWeekdays =>
        "fehlt; eine Regel hat weekdays oder date", "is missing; a rule has weekdays or a date";
    /// An exception without, or with both.
    NoDates =>
        "eine Ausnahme hat entweder date, oder from_date und to_date",
        "an exception has either a date, or from_date and to_date";
    /// A date that lies before another key's.
    Before(key: &'static str) => "liegt vor {key}", "is before {key}";
    /// An appointment's.
    EndsTooEarly => "liegt nicht nach start", "is not after start";
    /// A rule of every few weeks.
    NeedsFirstDate =>
        "braucht valid_from: ab dieser Woche wird gezählt", "needs valid_from, whose week is the first to count";
    /// Nobody knows which.
    Overlaps => "überschneidet sich mit einem anderen Termin", "overlaps another appointment";
    /// Another entry of the file, by its place.
    OverlapsEntry(path: String, since: String, resource: String) =>
        "überschneidet sich mit {path} vom {since} auf {resource}", "overlaps {path} of {since} on {resource}";
    /// An appointment of the shop, by its id.
    OverlapsAppointment(id: String, since: String, resource: String) =>
        "überschneidet sich mit dem Termin „{id}“ vom {since} auf {resource}",
        "overlaps the appointment \"{id}\" of {since} on {resource}";
}
