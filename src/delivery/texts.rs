//! What each kind of message says, in German and English. The frame around it is in `assets/templates/mail`.

use super::sanitize::{lines, one_line, web_link};
use super::why::Why;
use crate::domain::mail_secret::MailSecret;
use crate::domain::notice::Notice;
use crate::domain::palette;
use crate::domain::shop::{Language, Shop};
use crate::domain::time::Minute;
use crate::i18n::dates;

/// A message's content, before it becomes text or HTML.
pub struct Content {
    /// The language's tag.
    pub language: &'static str,
    /// The subject.
    pub subject: String,
    /// The same in fewer words, above the HTML.
    pub heading: &'static str,
    /// The shop's name, at the top of the HTML.
    pub sender: String,
    /// The shop's colour, as `#rrggbb`.
    pub fill: String,
    /// What is written on it.
    pub on_fill: String,
    /// How the reader is addressed.
    pub greeting: String,
    /// What has happened.
    pub paragraphs: Vec<String>,
    /// The facts, a label each.
    pub rows: Vec<Fact>,
    /// The one thing to press.
    pub link: Option<Link>,
    /// About the attachment.
    pub note: Option<&'static str>,
    /// Farewell and name.
    pub closing: Vec<String>,
    /// Why the reader gets it.
    pub why: Option<Why>,
    /// Who the shop is.
    pub footer: Vec<FooterLine>,
}

/// A fact with its label.
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// The fact, on as many lines as it needs.
    pub lines: Vec<String>,
    /// Whether it is what the reader looks for.
    pub strong: bool,
}

/// The one thing to press.
pub struct Link {
    /// What it does.
    pub label: &'static str,
    /// Where it leads.
    pub url: String,
    /// What to know about it.
    pub after: Option<String>,
}

/// A line of the shop's data.
pub struct FooterLine {
    /// Its text.
    pub label: String,
    /// Where it leads.
    pub url: Option<String>,
}

/// What `notice` says in its language.
pub fn content(notice: &Notice, shop: &Shop, public_url: &str) -> Content {
    let writing = Writing { notice, shop, public_url, language: notice.language };
    let (heading, sentence) = writing.sentences();
    let (fill, on_fill) = colors(shop);
    Content {
        language: notice.language.tag(),
        subject: writing.subject(),
        heading,
        sender: one_line(&shop.name),
        fill,
        on_fill,
        greeting: writing.greeting(),
        paragraphs: vec![sentence.to_owned()],
        rows: writing.rows(),
        link: writing.link(),
        note: writing.note(),
        closing: writing.closing(),
        why: writing.why(),
        footer: footer(shop, notice.language),
    }
}

/// One message being written.
pub(super) struct Writing<'a> {
    pub(super) notice: &'a Notice,
    pub(super) shop: &'a Shop,
    pub(super) public_url: &'a str,
    pub(super) language: Language,
}

impl Writing<'_> {
    pub(super) fn say(&self, de: &'static str, en: &'static str) -> &'static str {
        say(self.language, de, en)
    }

    fn greeting(&self) -> String {
        let hello = self.say("Guten Tag", "Hello");
        let name = one_line(&self.notice.facts.customer.full_name());
        if self.notice.kind.is_for_shop() || name.is_empty() {
            return format!("{hello},");
        }
        format!("{hello} {name},")
    }

    fn rows(&self) -> Vec<Fact> {
        let (facts, zone) = (&self.notice.facts, self.shop.time_zone);
        let duration = dates::duration(facts.duration_minutes(), self.language);
        let mut rows = vec![
            Fact {
                label: self.say("Was", "What"),
                lines: vec![format!("{} ({duration})", one_line(&facts.service_name))],
                strong: false,
            },
            Fact {
                label: self.say("Wann", "When"),
                lines: vec![dates::day_and_span(facts.start, facts.end, zone, self.language)],
                strong: true,
            },
        ];
        if let Some(previous) = facts.previous_start {
            let was = dates::day_and_time(previous, zone, self.language);
            rows.push(Fact { label: self.say("Bisher", "Before"), lines: vec![was], strong: false });
        }
        if self.notice.kind.is_for_shop() {
            self.customer_rows(&mut rows)
        } else {
            rows.push(self.place())
        }
        rows
    }

    fn place(&self) -> Fact {
        let mut place = vec![one_line(&self.shop.name)];
        match &self.shop.address {
            Some(address) => place.extend(lines(address)),
            None => place.push(one_line(&self.shop.location)),
        }
        place.retain(|line| !line.is_empty());
        Fact { label: self.say("Wo", "Where"), lines: place, strong: false }
    }

    fn customer_rows(&self, rows: &mut Vec<Fact>) {
        let facts = &self.notice.facts;
        if !facts.resources.is_empty() {
            let names = facts.resources.iter().map(|name| one_line(name)).collect();
            rows.push(Fact { label: self.say("Belegt", "Occupies"), lines: names, strong: false });
        }
        let mut customer = vec![one_line(&facts.customer.full_name()), one_line(&facts.customer.email)];
        customer.extend(facts.customer.phone.as_deref().map(one_line));
        rows.push(Fact { label: self.say("Kunde", "Customer"), lines: customer, strong: false });
        if let Some(comment) = &facts.comment {
            // The marks keep a comment from passing itself off as a fact.
            let quoted = lines(comment).into_iter().map(|line| format!("> {line}")).collect();
            rows.push(Fact { label: self.say("Kommentar", "Comment"), lines: quoted, strong: false });
        }
    }

    fn link(&self) -> Option<Link> {
        let kind = self.notice.kind;
        if kind.is_for_shop() {
            return None;
        }
        if kind.calls_off() {
            let label = self.say("Neuen Termin buchen", "Book another appointment");
            return Some(Link { label, url: format!("{}/", self.public_url), after: None });
        }
        let facts = &self.notice.facts;
        let token = facts.token.as_deref()?;
        if let Some(until) = facts.confirm_by {
            return Some(Link {
                label: self.say("Termin bestätigen", "Confirm the appointment"),
                url: mailed_url(self.public_url, token, "", facts.mail_secret.as_ref()),
                after: Some(self.confirmed_until(until)),
            });
        }
        Some(Link {
            label: self.say("Termin ansehen, verschieben oder absagen", "View, move or cancel the appointment"),
            url: mailed_url(self.public_url, token, "", facts.mail_secret.as_ref()),
            after: self.until_when(),
        })
    }

    fn confirmed_until(&self, until: Minute) -> String {
        let until = dates::day_and_time(until, self.shop.time_zone, self.language);
        self.language.pick(
            format!(
                "Die Zeit ist bis {until} für Sie frei gehalten. Bestätigen Sie bis dahin nicht, wird nichts gebucht."
            ),
            format!("The time is kept for you until {until}. If you do not confirm by then, nothing is booked."),
        )
    }

    /// Until when the customer can still change something, or what to do instead.
    fn until_when(&self) -> Option<String> {
        let limit = self.notice.facts.start.plus(-i64::from(self.shop.cancel_until_hours) * 60);
        if limit.to_utc() > self.notice.due_at {
            let until = dates::day_and_time(limit, self.shop.time_zone, self.language);
            return Some(match self.language {
                Language::De => format!("Verschieben und absagen können Sie online bis {until}."),
                _ => format!("You can move or cancel it online until {until}."),
            });
        }
        let phone = one_line(self.shop.phone.as_deref()?);
        Some(match self.language {
            Language::De => format!("Wenn Sie verhindert sind, rufen Sie uns bitte an: {phone}"),
            _ => format!("If you cannot come, please call us: {phone}"),
        })
    }

    fn note(&self) -> Option<&'static str> {
        if !self.notice.kind.has_calendar_file() {
            return None;
        }
        Some(match (self.notice.kind.is_for_shop(), self.notice.kind.calls_off()) {
            (true, _) => return None,
            (false, true) => self.say(
                "Die Kalenderdatei im Anhang nimmt den Termin aus Ihrem Kalender.",
                "The attached calendar file takes the appointment out of your calendar.",
            ),
            (false, false) => self.say(
                "Mit der Kalenderdatei im Anhang steht der Termin auch in Ihrem Kalender.",
                "The attached calendar file puts the appointment into your calendar.",
            ),
        })
    }

    fn closing(&self) -> Vec<String> {
        if self.notice.kind.is_for_shop() {
            return vec![
                self.say("Mit „Antworten“ schreiben Sie dem Kunden.", "Reply to write to the customer.").into(),
            ];
        }
        vec![self.say("Freundliche Grüße", "Kind regards").into(), one_line(&self.shop.name)]
    }
}

/// The shop's colour and what is written on it, as `#rrggbb`.
pub(super) fn colors(shop: &Shop) -> (String, String) {
    let accent = shop.accent.as_deref().and_then(palette::parse).unwrap_or(palette::DEFAULT);
    let (fill, on_fill) = palette::fill(accent);
    (palette::hex(fill), palette::hex(on_fill))
}

/// The customer's page, or a step of it (such as `/move`), as mails lead there. What is no mail must not hold the secret.
pub fn mailed_url(public_url: &str, token: &str, step: &str, secret: Option<&MailSecret>) -> String {
    let page = format!("{public_url}/t/{token}{step}");
    match secret {
        Some(secret) => format!("{page}?m={}", secret.expose()),
        None => page,
    }
}

pub(super) fn say(language: Language, de: &'static str, en: &'static str) -> &'static str {
    language.pick(de, en)
}

pub(super) fn footer(shop: &Shop, language: Language) -> Vec<FooterLine> {
    let mut texts = vec![one_line(&shop.name)];
    texts.extend(shop.address.as_deref().map(lines).unwrap_or_default());
    if let Some(phone) = &shop.phone {
        texts.push(format!("{} {}", say(language, "Telefon", "Phone"), one_line(phone)));
    }
    texts.extend(shop.email.as_deref().map(one_line));
    texts.retain(|line| !line.is_empty());
    let links = [
        ("Website", "Website", &shop.website),
        ("Impressum", "Imprint", &shop.imprint_url),
        ("Datenschutz", "Privacy", &shop.privacy_url),
    ];
    let links = links.into_iter().filter_map(|(de, en, url)| {
        let url = web_link(url.as_deref()?)?;
        Some(FooterLine { label: say(language, de, en).to_owned(), url: Some(url.to_owned()) })
    });
    texts.into_iter().map(|label| FooterLine { label, url: None }).chain(links).collect()
}
