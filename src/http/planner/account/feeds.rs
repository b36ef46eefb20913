//! `/planner/account/calendars`: one's own calendars to subscribe to. An address is shown once, in answer to what has made
//! it.

use super::phone::{self, Connection, Offer, Row, Rows, Way};
use super::texts::{Texts as AccountTexts, WHOLE};
use crate::domain::feed::{Detail, Feed};
use crate::http::calendars;
use crate::http::planner::choices::{self, Choice};
use crate::http::planner::prelude::*;
use crate::http::planner::qr_code::QrCode;
use crate::operations::accounts::{Error, MadeFeed};

/// What these pages say.
type Texts = i18n::Texts<planner::Feeds>;

const PATH: &str = "/planner/account/calendars";

impl Texts {
    fn detail_of(self, detail: Detail) -> &'static str {
        match detail {
            Detail::Full => self.detail_full(),
            Detail::Names => self.detail_names(),
            Detail::Busy => self.detail_busy(),
        }
    }
}

#[derive(Template)]
#[template(path = "planner/account/feeds.html")]
struct FeedsPage {
    frame: Layout,
    t: Texts,
    p: phone::Texts,
    ways: Vec<Offer>,
    form: Form,
    list: Rows,
    resources: Vec<Choice>,
    details: Vec<Choice>,
}

impl FeedsPage {
    async fn new(operator: &Operator, form: Form) -> Result<Self, PageError> {
        let (t, calendar) = (Texts::of(operator.language), operator.calendar());
        let stored = accounts::feeds_of(&operator.app.store, operator.user.id).await?;
        let rows = stored.into_iter().map(|one| Row {
            id: one.id,
            shows: format!("{} · {}", whose(&one.feed, &calendar, t), t.detail_of(one.feed.detail)),
            label: one.feed.label.into(),
            connection: Connection::new(operator, one.made_at, one.used_at),
        });
        let details = Detail::ALL.map(|detail| (detail.word().to_owned(), t.detail_of(detail).to_owned()));
        let all = (String::new(), t.everybody().to_owned());
        let listed = choices::resources(&calendar, |id| form.is_chosen("resource", id));
        Ok(Self {
            frame: Layout::new(operator, Area::Account).await?,
            t,
            p: phone::Texts::of(operator.language),
            ways: phone::ways(operator, Way::View),
            list: Rows(rows.collect()),
            resources: std::iter::once(all).chain(listed).collect(),
            details: details.into(),
            form,
        })
    }

    async fn refuse(operator: &Operator, mut form: Form, error: Error) -> PageResult {
        let Error::Refused(refusal) = error else { return Err(error.into()) };
        AccountTexts::of(operator.language).refuse(&mut form, &refusal);
        layout::page(StatusCode::UNPROCESSABLE_ENTITY, &Self::new(operator, form).await?)
    }
}

fn whose(feed: &Feed, calendar: &Calendar, t: Texts) -> String {
    match &feed.resource {
        Some(resource) => calendar.resource_name(resource.as_str()),
        None => t.everybody().to_owned(),
    }
}

/// `GET /planner/account/calendars`
pub async fn show_feeds(operator: Operator) -> PageResult {
    let form = Form::new(operator.language).with("detail", Detail::Names.word());
    layout::page(StatusCode::OK, &FeedsPage::new(&operator, form).await?)
}

/// `POST /planner/account/calendars`: makes an address, and shows it.
pub async fn make_feed(operator: Proven<Operator>, sent: FormData) -> PageResult {
    let mut form = Form::sent(sent, operator.language);
    let Some((label, detail)) = phone::read(&mut form) else {
        return layout::page(form.status(), &FeedsPage::new(&operator, form).await?);
    };
    let resource = Some(form.value("resource")).filter(|id| !id.is_empty()).map(ResourceId::from);
    let feed = Feed { label, resource, detail, buffers: form.has("buffers") };
    match accounts::create_feed(&operator.app.store, operator.user.id, feed).await {
        Ok(made) => show_address(&operator, &made).await,
        Err(error) => FeedsPage::refuse(&operator, form, error).await,
    }
}

/// `POST /planner/account/calendars/{id}/renew`: gives it another address, and shows that.
pub async fn renew_feed(operator: Proven<Operator>, ApiPath(id): ApiPath<i64>) -> PageResult {
    match accounts::renew_feed(&operator.app.store, operator.user.id, id).await {
        Ok(made) => show_address(&operator, &made).await,
        Err(error) => FeedsPage::refuse(&operator, Form::new(operator.language), error).await,
    }
}

/// `POST /planner/account/calendars/{id}/remove`
pub async fn revoke_feed(operator: Operator, ApiPath(id): ApiPath<i64>) -> PageResult {
    match accounts::revoke_feed(&operator.app.store, operator.user.id, id).await {
        Ok(()) => Ok(operator.done(PATH, Texts::of(operator.language).done_revoked())),
        Err(error) => FeedsPage::refuse(&operator, Form::new(operator.language), error).await,
    }
}

#[derive(Template)]
#[template(path = "planner/account/feed_made.html")]
struct MadePage {
    frame: Layout,
    t: Texts,
    p: phone::Texts,
    label: String,
    shows: String,
    address: String,
    /// The same with the scheme by which telephones and Apple's and Microsoft's programs offer to subscribe.
    webcal: String,
    picture: Option<QrCode>,
    script: String,
}

async fn show_address(operator: &Operator, made: &MadeFeed) -> PageResult {
    let (t, calendar) = (Texts::of(operator.language), operator.calendar());
    let address = calendars::address(&operator.app.settings.public_url, &made.secret);
    let webcal = address.split_once("://").map_or_else(String::new, |(_, rest)| format!("webcal://{rest}"));
    let page = MadePage {
        frame: Layout::new(operator, Area::Account).await?,
        t,
        p: phone::Texts::of(operator.language),
        label: made.feed.label.to_string(),
        shows: format!("{} · {}", whose(&made.feed, &calendar, t), t.detail_of(made.feed.detail)),
        picture: QrCode::of(&webcal),
        script: asset_url("planner-settings.js"),
        address,
        webcal,
    };
    layout::page(StatusCode::OK, &page)
}
