//! `GET /planner/services` and `GET /planner/resources`: everything in display order, with its switch and its arrows.

use super::hint::{self, Hint};
use super::{Listed, Texts};
use crate::domain::values::Color;
use crate::http::planner::prelude::*;

#[derive(Template)]
#[template(path = "planner/offer/list.html")]
struct ListPage {
    frame: Layout,
    t: Texts,
    /// Whether it lists services.
    services: bool,
    path: &'static str,
    shown: Vec<Line>,
    archived: Vec<Line>,
}

struct Line {
    id: String,
    name: ShortName,
    /// What it is, in a few words.
    about: String,
    /// What an appointment occupies.
    needs: String,
    color: Option<Color>,
    online: bool,
    /// What keeps customers from booking it, though it is online.
    hint: Option<Hint>,
}

/// `GET /planner/services`
pub async fn list_services(operator: Owner) -> PageResult {
    show::<Service>(&operator, true, service_line).await
}

/// `GET /planner/resources`
pub async fn list_resources(operator: Owner) -> PageResult {
    show::<Resource>(&operator, false, resource_line).await
}

async fn show<T: Listed>(
    operator: &Operator,
    services: bool,
    line: fn(&T, &Calendar, NaiveDate, Language) -> Line,
) -> PageResult {
    let frame = Layout::new(operator, Area::Offer).await?;
    let (t, language) = (Texts::of(frame.language), frame.language);
    let calendar = operator.calendar();
    let today = operator.today();
    let lines = |archived: bool| -> Vec<Line> {
        let kept = T::all(&calendar).iter().filter(|item| *(*item).clone().archived() == archived);
        kept.map(|item| line(item, &calendar, today, language)).collect()
    };
    let page = ListPage { t, services, path: T::LIST, shown: lines(false), archived: lines(true), frame };
    layout::page(StatusCode::OK, &page)
}

fn service_line(service: &Service, calendar: &Calendar, today: NaiveDate, language: Language) -> Line {
    let t = Texts::of(language);
    let mut about = vec![t.minutes(service.duration_minutes)];
    about.extend(service.texts.group.clone().map(String::from));
    if service.status_on_booking == Status::Requested {
        about.push(t.on_request().to_owned());
    }
    Line {
        id: service.id.to_string(),
        name: service.texts.name.clone(),
        about: about.join(" · "),
        needs: hint::needs(service, calendar, language),
        color: service.color.clone(),
        online: service.online,
        hint: service.hint(calendar, today, language),
    }
}

fn resource_line(resource: &Resource, calendar: &Calendar, today: NaiveDate, language: Language) -> Line {
    let t = Texts::of(language);
    Line {
        id: resource.id.to_string(),
        name: resource.name.clone(),
        about: if resource.kind == ResourceKind::Room { t.room() } else { t.person() }.to_owned(),
        needs: String::new(),
        color: None,
        online: resource.online,
        hint: resource.hint(calendar, today, language),
    }
}
