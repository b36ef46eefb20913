//! `/planner/settings/mail-texts`: the shop's own words, message by message and language by language.

use super::{Settings, Tab, Texts, begin};
use crate::delivery::mails;
use crate::delivery::message::templates::{About, Preview, preview, standard};
use crate::domain::mail_example::Example;
use crate::domain::mail_template::{MailTemplate, Placeholder};
use crate::domain::notice::NoticeKind;
use crate::http::planner::prelude::*;
use crate::i18n::placeholders::unknown_placeholders;
use crate::operations::settings;

/// One message in one language, in the list.
struct Entry {
    href: String,
    label: &'static str,
    language: &'static str,
    own: bool,
}

#[derive(Template)]
#[template(path = "planner/settings/mail_texts.html")]
struct ListPage {
    frame: Layout,
    settings: Settings,
    to_customers: Vec<Entry>,
    to_shop: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "planner/settings/mail_text.html")]
struct EditPage {
    frame: Layout,
    settings: Settings,
    label: &'static str,
    language: &'static str,
    path: String,
    form: Form,
    /// Whether the shop has words of its own here, and they are what is shown.
    own: bool,
    /// Whether there are any to give up.
    can_reset: bool,
    /// Whether the fields hold the program's words.
    is_standard: bool,
    placeholders: Vec<&'static str>,
    preview: Preview,
}

/// `GET /planner/settings/mail-texts`
pub async fn list_texts(operator: Owner) -> PageResult {
    let (frame, settings) = begin(&operator, Tab::MailTexts).await?;
    let changed = settings::changed_mail_texts(&operator.app.store).await?;
    let planning = operator.app.planning();
    let shop = &planning.calendar.shop;
    let entry = |kind: NoticeKind, language: Language| Entry {
        href: path(kind, language),
        label: mails::name(kind, operator.language),
        language: own_name(language),
        own: changed.iter().any(|(of, tag)| of == kind.word() && tag == language.tag()),
    };
    let entries = |for_shop: bool, languages: &[Language]| {
        let kinds = NoticeKind::ALL.into_iter().filter(|kind| kind.is_for_shop() == for_shop);
        kinds
            .flat_map(|kind| languages.iter().map(move |language| (kind, *language)))
            .map(|(kind, language)| entry(kind, language))
            .collect()
    };
    let page = ListPage {
        frame,
        to_customers: entries(false, &shop.languages),
        to_shop: entries(true, &[shop.language]),
        settings,
    };
    layout::page(StatusCode::OK, &page)
}

fn path(kind: NoticeKind, language: Language) -> String {
    format!("/planner/settings/mail-texts/{}/{}", kind.word(), language.tag())
}

/// The message that a path names.
struct Which {
    kind: NoticeKind,
    language: Language,
}

impl Which {
    fn read((kind, language): (String, String)) -> Result<Self, ApiError> {
        let kind = NoticeKind::from_word(&kind).ok_or_else(ApiError::not_found)?;
        let language = Language::from_tag(&language).ok_or_else(ApiError::not_found)?;
        Ok(Self { kind, language })
    }
}

/// `GET /planner/settings/mail-texts/{kind}/{language}`
pub async fn edit_text(operator: Owner, ApiPath(which): ApiPath<(String, String)>) -> PageResult {
    let Which { kind, language } = Which::read(which)?;
    let own = settings::own_words(&operator.app.store, kind, language).await?;
    let page = edit_page(&operator, &Which { kind, language }, own, Form::new(operator.language)).await?;
    layout::page(StatusCode::OK, &page)
}

async fn edit_page(
    operator: &Operator,
    which: &Which,
    own: MailTemplate,
    mut form: Form,
) -> Result<EditPage, PageError> {
    let planning = operator.app.planning();
    let (kind, language, shop) = (which.kind, which.language, &planning.calendar.shop);
    let now = operator.app.clock.now();
    let example = Example::of(&planning, now);
    let service = example.service.map(|service| service.name_in(language));
    let about = About {
        shop,
        service: service.as_deref().unwrap_or("–"),
        start: example.start,
        minutes: example.service.map_or(60, |service| service.duration_minutes),
        public_url: &operator.app.settings.public_url,
    };
    let preview = preview(kind, language, &own, about, now).map_err(ApiError::internal)?;
    let saved = settings::own_words(&operator.app.store, kind, language).await?;
    let standard = standard(kind, language, shop, operator.language);
    let (frame, settings) = begin(operator, Tab::MailTexts).await?;
    let (own_subject, own_body) = (own.subject.as_deref(), own.body.as_deref());
    for (field, text) in
        [("subject", own_subject.or(standard.subject.as_deref())), ("body", own_body.or(standard.body.as_deref()))]
    {
        if form.value(field).is_empty() {
            form.set(field, text.unwrap_or_default());
        }
    }
    Ok(EditPage {
        frame,
        settings,
        label: mails::name(which.kind, operator.language),
        language: own_name(which.language),
        path: path(which.kind, which.language),
        own: !saved.is_empty() && saved == own,
        can_reset: !saved.is_empty(),
        is_standard: own.is_empty() && form.is_right(),
        form,
        placeholders: Placeholder::ALL.iter().map(|placeholder| placeholder.word(operator.language)).collect(),
        preview,
    })
}

/// `POST /planner/settings/mail-texts/{kind}/{language}`: saves, or with `preview` only shows.
pub async fn save_text(operator: Owner, ApiPath(which): ApiPath<(String, String)>, sent: FormData) -> PageResult {
    let which = Which::read(which)?;
    let Which { kind, language } = which;
    let (reset, preview, t) = (sent.has("reset"), sent.has("preview"), Texts::of(operator.language));
    let mut form = Form::sent(sent, operator.language);
    let own = if reset {
        MailTemplate::default()
    } else {
        let kept = settings::own_words(&operator.app.store, kind, language).await?;
        let standard = standard(kind, language, &operator.app.planning().calendar.shop, operator.language);
        typed(&mut form, &kept, standard, t)
    };
    if !form.is_right() || preview {
        let status = if form.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        return layout::page(status, &edit_page(&operator, &which, own, form).await?);
    }
    settings::save_own_words(&operator.app.store, operator.user.id, kind, language, own).await?;
    Ok(operator.done(&path(kind, language), if reset { t.text_reset() } else { t.saved() }))
}

/// The words that were typed. What was left as the program says it stays the program's.
fn typed(form: &mut Form, kept: &MailTemplate, standard: MailTemplate, t: Texts) -> MailTemplate {
    let subject = form.read_over("subject", kept.subject.as_ref());
    let body = form.read_over("body", kept.body.as_ref());
    for (field, text) in [("subject", subject.as_deref()), ("body", body.as_deref())] {
        if let Some(unknown) = text.and_then(|text| unknown_placeholders(text).first().copied()) {
            form.refuse(field, t.unknown_placeholder(unknown));
        }
    }
    MailTemplate {
        subject: subject.filter(|text| standard.subject.as_ref() != Some(text)),
        body: body.filter(|text| standard.body.as_ref() != Some(text)),
    }
}
