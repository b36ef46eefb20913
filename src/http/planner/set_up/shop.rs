//! `/planner/set-up/shop`: who the shop is.

use super::steps::{Guide, Step, go_on};
use super::texts::Texts;
use crate::domain::limits;
use crate::domain::limits::NAME_LENGTH;
use crate::domain::shop::{Language, Shop};
use crate::domain::values::{self, Invalid};
use crate::http::error::page::PageError;
use crate::http::planner::auth::{Operator, Owner, Proven};
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::Layout;
use crate::http::state::App;
use crate::operations::settings::change_shop;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono_tz::{TZ_VARIANTS, Tz};

/// Offered before all others.
const USUAL_ZONES: [Tz; 3] = [Tz::Europe__Berlin, Tz::Europe__Vienna, Tz::Europe__Zurich];

#[derive(Template)]
#[template(path = "planner/set_up/shop.html")]
struct ShopPage {
    frame: Layout,
    guide: Guide,
    t: &'static Texts,
    typed: Typed,
    zones: Vec<&'static str>,
    usual_zones: Vec<&'static str>,
    wrong: Wrong,
    /// The field to begin with.
    focus: &'static str,
}

/// The fields as they stand in the form.
#[derive(Default)]
struct Typed {
    name: String,
    location: String,
    time_zone: String,
    language: String,
    email: String,
    phone: String,
    address: String,
    website: String,
    privacy_url: String,
    imprint_url: String,
}

/// What is wrong, by field.
#[derive(Default)]
struct Wrong {
    name: String,
    location: String,
    email: String,
    phone: String,
    address: String,
    website: String,
    privacy_url: String,
    imprint_url: String,
}

impl Wrong {
    fn all(&self) -> [(&'static str, &str); 8] {
        [
            ("name", &self.name),
            ("location", &self.location),
            ("email", &self.email),
            ("phone", &self.phone),
            ("address", &self.address),
            ("website", &self.website),
            ("privacy_url", &self.privacy_url),
            ("imprint_url", &self.imprint_url),
        ]
    }

    /// The first field that is wrong; else the first of all.
    fn focus(&self) -> &'static str {
        self.all().into_iter().find(|(_, wrong)| !wrong.is_empty()).map_or("name", |(field, _)| field)
    }

    /// Whether something is wrong that is folded away otherwise.
    fn is_further(&self) -> bool {
        self.all()[3..].iter().any(|(_, wrong)| !wrong.is_empty())
    }
}

impl Typed {
    fn of(shop: &Shop, operator: &Operator) -> Self {
        let optional = |value: &Option<String>| value.clone().unwrap_or_default();
        let new = shop.name.is_empty();
        Self {
            name: shop.name.clone(),
            location: shop.location.clone(),
            time_zone: shop.time_zone.name().to_owned(),
            language: if new { operator.language } else { shop.language }.tag().to_owned(),
            email: if new && shop.email.is_none() { operator.user.email.clone() } else { optional(&shop.email) },
            phone: optional(&shop.phone),
            address: optional(&shop.address),
            website: optional(&shop.website),
            privacy_url: optional(&shop.privacy_url),
            imprint_url: optional(&shop.imprint_url),
        }
    }

    fn read(form: &FormData) -> Self {
        let text = |name| form.text(name).to_owned();
        Self {
            name: text("name"),
            location: text("location"),
            time_zone: text("time_zone"),
            language: text("language"),
            email: text("email"),
            phone: text("phone"),
            address: text("address"),
            website: text("website"),
            privacy_url: text("privacy_url"),
            imprint_url: text("imprint_url"),
        }
    }

    /// All fields at once: the change, or what is wrong.
    fn parsed(&self, t: &Texts) -> Result<impl FnOnce(&mut Shop) + Send + 'static, Box<Wrong>> {
        let mut wrong = Wrong::default();
        let name = take(limits::line(&self.name, NAME_LENGTH), &mut wrong.name, t);
        let location = take(limits::line(&self.location, NAME_LENGTH), &mut wrong.location, t);
        let email = take(values::email(&self.email), &mut wrong.email, t);
        let phone = take(values::phone(&self.phone), &mut wrong.phone, t);
        let address = take(limits::lines(&self.address, 1_000), &mut wrong.address, t);
        let website = take(web_address(&self.website, t), &mut wrong.website, t);
        let privacy_url = take(web_address(&self.privacy_url, t), &mut wrong.privacy_url, t);
        let imprint_url = take(web_address(&self.imprint_url, t), &mut wrong.imprint_url, t);
        let (time_zone, language) = (self.time_zone.parse::<Tz>().ok(), Language::from_tag(&self.language));
        let (Some(name), Some(location), Some(email)) = (name, location, email) else {
            return Err(Box::new(wrong));
        };
        let further = (phone, address, website, privacy_url, imprint_url);
        let (Some(phone), Some(address), Some(website), Some(privacy_url), Some(imprint_url)) = further else {
            return Err(Box::new(wrong));
        };
        Ok(move |shop: &mut Shop| {
            (shop.name, shop.location, shop.email, shop.phone) = (name, location, Some(email), phone);
            shop.address = Some(address).filter(|address| !address.is_empty());
            (shop.website, shop.privacy_url, shop.imprint_url) = (website, privacy_url, imprint_url);
            shop.time_zone = time_zone.unwrap_or(shop.time_zone);
            shop.language = language.unwrap_or(shop.language);
            if !shop.languages.contains(&shop.language) {
                shop.languages.insert(0, shop.language);
            }
        })
    }
}

/// What is wrong with a field: the domain's words, or the page's own.
enum Why {
    Invalid(Invalid),
    Sentence(&'static str),
}

impl From<Invalid> for Why {
    fn from(problem: Invalid) -> Self {
        Self::Invalid(problem)
    }
}

fn take<T>(parsed: Result<T, impl Into<Why>>, wrong: &mut String, t: &Texts) -> Option<T> {
    match parsed.map_err(Into::into) {
        Ok(value) => return Some(value),
        Err(Why::Invalid(problem)) => *wrong = problem.message(t.language),
        Err(Why::Sentence(sentence)) => sentence.clone_into(wrong),
    }
    None
}

/// An address of a page; `https://` may be left out. `None` where nothing was typed.
fn web_address(typed: &str, t: &Texts) -> Result<Option<String>, Why> {
    if typed.is_empty() {
        return Ok(None);
    }
    let address = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let line = limits::line(&address, 500)?;
    let host = line.strip_prefix("https://").or_else(|| line.strip_prefix("http://"));
    let plain = |host: &str| host.contains('.') && !host.contains([' ', '"', '<', '>', '\\', '@']);
    if host.is_some_and(plain) { Ok(Some(line)) } else { Err(Why::Sentence(t.wrong_address)) }
}

impl ShopPage {
    async fn new(app: &App, operator: &Operator, typed: Typed, wrong: Wrong) -> Result<Self, PageError> {
        let (frame, guide) = Guide::new(app, operator, Step::Shop).await?;
        Ok(Self {
            frame,
            t: guide.t,
            guide,
            typed,
            zones: TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| name.contains('/')).collect(),
            usual_zones: USUAL_ZONES.iter().map(|zone| zone.name()).collect(),
            focus: wrong.focus(),
            wrong,
        })
    }
}

/// `GET /planner/set-up/shop`
pub async fn show_shop(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    let typed = Typed::of(&app.planning().calendar.shop, &operator);
    layout::page(StatusCode::OK, &ShopPage::new(&app, &operator, typed, Wrong::default()).await?)
}

/// `POST /planner/set-up/shop`
pub async fn save_shop(
    State(app): State<App>,
    Proven(Owner(operator)): Proven<Owner>,
    form: FormData,
) -> Result<Response, PageError> {
    let typed = Typed::read(&form);
    match typed.parsed(Texts::of(operator.language)) {
        Ok(change) => {
            change_shop(&app.store, operator.user.id, change).await?;
            go_on(&app, Step::Shop).await
        }
        Err(wrong) => {
            let page = ShopPage::new(&app, &operator, typed, *wrong).await?;
            layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}
