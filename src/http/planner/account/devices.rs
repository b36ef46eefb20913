//! `/planner/account/devices`: devices that keep the shop's calendars, and their passwords. A password is shown once, in answer
//! to what has made it.

use super::phone::{self, Connection, Offer, Row, Rows, Way};
use super::texts::{Texts as AccountTexts, WHOLE};
use crate::domain::app_password::AppPassword;
use crate::domain::feed::Detail;
use crate::http::dav;
use crate::http::planner::choices::Choice;
use crate::http::planner::prelude::*;
use crate::http::planner::qr_code::QrCode;
use crate::operations::accounts::Error;

/// What these pages say.
type Texts = i18n::Texts<planner::Devices>;

const PATH: &str = "/planner/account/devices";

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
#[template(path = "planner/account/devices.html")]
struct DevicesPage {
    frame: Layout,
    t: Texts,
    p: phone::Texts,
    ways: Vec<Offer>,
    form: Form,
    list: Rows,
    details: Vec<Choice>,
    /// Whether devices of Apple refuse the shop's address.
    lacks_https: bool,
}

impl DevicesPage {
    async fn new(operator: &Operator, form: Form) -> Result<Self, PageError> {
        let t = Texts::of(operator.language);
        let stored = accounts::app_passwords_of(&operator.app.store, operator.user.id).await?;
        let rows = stored.into_iter().map(|one| Row {
            id: one.id,
            shows: t.detail_of(one.password.detail).to_owned(),
            label: one.password.label.into(),
            connection: Connection::new(operator, one.made_at, one.used_at),
        });
        Ok(Self {
            frame: Layout::new(operator, Area::Account).await?,
            t,
            p: phone::Texts::of(operator.language),
            ways: phone::ways(operator, Way::Edit),
            list: Rows(rows.collect()),
            details: Detail::ALL.map(|detail| (detail.word().to_owned(), t.detail_of(detail).to_owned())).into(),
            lacks_https: lacks_https(operator),
            form,
        })
    }

    async fn refuse(operator: &Operator, mut form: Form, error: Error) -> PageResult {
        let Error::Refused(refusal) = error else { return Err(error.into()) };
        AccountTexts::of(operator.language).refuse(&mut form, &refusal);
        layout::page(StatusCode::UNPROCESSABLE_ENTITY, &Self::new(operator, form).await?)
    }
}

fn lacks_https(operator: &Operator) -> bool {
    !operator.app.settings.public_url.starts_with("https://")
}

/// `GET /planner/account/devices`
pub async fn show_devices(operator: Operator) -> PageResult {
    let form = Form::new(operator.language).with("detail", Detail::Full.word());
    layout::page(StatusCode::OK, &DevicesPage::new(&operator, form).await?)
}

/// `POST /planner/account/devices`: makes a password, and shows it.
pub async fn add_device(operator: Proven<Operator>, sent: FormData) -> PageResult {
    let mut form = Form::sent(sent, operator.language);
    let Some((label, detail)) = phone::read(&mut form) else {
        return layout::page(form.status(), &DevicesPage::new(&operator, form).await?);
    };
    let (title, t) = (label.to_string(), Texts::of(operator.language));
    let new = AppPassword { label, detail };
    match accounts::create_app_password(&operator.app.store, operator.user.id, new).await {
        Ok(secret) => {
            let server = dav::address(&operator.app.settings.public_url);
            let page = MadePage {
                frame: Layout::new(&operator, Area::Account).await?,
                t,
                p: phone::Texts::of(operator.language),
                label: title,
                picture: QrCode::of(&server),
                fields: [
                    ("server", t.server(), server),
                    ("user", t.user(), operator.user.email.to_string()),
                    ("password", t.password(), secret.expose().to_owned()),
                ],
                lacks_https: lacks_https(&operator),
                script: asset_url("planner-settings.js"),
            };
            layout::page(StatusCode::OK, &page)
        }
        Err(error) => DevicesPage::refuse(&operator, form, error).await,
    }
}

/// `POST /planner/account/devices/{id}/remove`
pub async fn remove_device(operator: Operator, ApiPath(id): ApiPath<i64>) -> PageResult {
    match accounts::revoke_app_password(&operator.app.store, operator.user.id, id).await {
        Ok(()) => Ok(operator.done(PATH, Texts::of(operator.language).done_removed())),
        Err(error) => DevicesPage::refuse(&operator, Form::new(operator.language), error).await,
    }
}

#[derive(Template)]
#[template(path = "planner/account/device_made.html")]
struct MadePage {
    frame: Layout,
    t: Texts,
    p: phone::Texts,
    label: String,
    /// The server's address.
    picture: Option<QrCode>,
    /// What to enter on the device: id, name, value.
    fields: [(&'static str, &'static str, String); 3],
    lacks_https: bool,
    script: String,
}
