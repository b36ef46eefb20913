//! `/planner/customers/{id}/merge`: first which other record, then which entries stay.

use super::texts::Texts;
use crate::http::planner::prelude::*;
use crate::operations::customers::{Error, Merged, Record, Refusal, TypedDetails};

/// The other record, or what is searched for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MergeQuery {
    with: Option<CustomerId>,
    q: String,
}

#[derive(Template)]
#[template(path = "planner/customers/merge.html")]
struct MergePage {
    frame: Layout,
    t: Texts,
    id: CustomerId,
    name: String,
    query: String,
    records: Vec<Record>,
}

#[derive(Template)]
#[template(path = "planner/customers/merge_choose.html")]
struct ChoosePage {
    frame: Layout,
    t: Texts,
    keep: Record,
    gone: Record,
    fields: Vec<FieldChoice>,
    problem: Option<&'static str>,
}

/// An entry that may come from either record.
struct FieldChoice {
    name: &'static str,
    label: &'static str,
    keep: String,
    gone: String,
    /// Whether the other record's is proposed: where this one has none.
    takes_gone: bool,
    /// Whether both may stay, one below the other.
    both: bool,
}

impl FieldChoice {
    fn differs(&self) -> bool {
        self.keep != self.gone
    }
}

/// `GET /planner/customers/{id}/merge`
pub async fn show_merge(
    operator: Operator,
    ApiPath(id): ApiPath<CustomerId>,
    ApiQuery(query): ApiQuery<MergeQuery>,
) -> PageResult {
    if let Some(with) = query.with {
        return choose(&operator, (id, with), None).await;
    }
    let found = customers::merge_candidates(&operator.app.store, id, query.q.clone()).await?;
    let (record, others) = found.ok_or_else(ApiError::not_found)?;
    let page = MergePage {
        frame: Layout::new(&operator, Area::Customers).await?,
        t: Texts::of(operator.language),
        id,
        name: record.details.person.full_name(),
        query: query.q,
        records: others,
    };
    layout::page(StatusCode::OK, &page)
}

async fn choose(
    operator: &Operator,
    (keep, gone): (CustomerId, CustomerId),
    problem: Option<&'static str>,
) -> PageResult {
    let t = Texts::of(operator.language);
    let found = customers::find_both(&operator.app.store, keep, gone).await?;
    let (keep, gone) = found.filter(|_| keep != gone).ok_or_else(ApiError::not_found)?;
    let page = ChoosePage {
        frame: Layout::new(operator, Area::Customers).await?,
        t,
        fields: choices(&TypedDetails::of(&keep.details), &TypedDetails::of(&gone.details), t),
        keep,
        gone,
        problem,
    };
    let status = if problem.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    layout::page(status, &page)
}

fn choices(keep: &TypedDetails, gone: &TypedDetails, t: Texts) -> Vec<FieldChoice> {
    let labels = [t.first_name(), t.last_name(), t.email(), t.phone(), t.address(), t.born_on(), t.note()].into_iter();
    let fields = keep.fields().into_iter().zip(gone.fields()).zip(labels);
    fields
        .map(|(((name, keep), (_, gone)), label)| FieldChoice {
            name,
            label,
            keep: keep.to_owned(),
            gone: gone.to_owned(),
            takes_gone: keep.is_empty() && !gone.is_empty(),
            both: name == "note" && !keep.is_empty() && !gone.is_empty(),
        })
        .collect()
}

/// `POST /planner/customers/{id}/merge`
pub async fn merge_customers(operator: Operator, ApiPath(id): ApiPath<CustomerId>, form: FormData) -> PageResult {
    let t = Texts::of(operator.language);
    let with: CustomerId = form.text("with").parse().map_err(|_| ApiError::not_found())?;
    let (keep, gone) = customers::find_both(&operator.app.store, id, with).await?.ok_or_else(ApiError::not_found)?;
    // Only two long notes together may be too long.
    let Ok(details) = customers::choose(|name| form.text(name), keep.details, gone.details) else {
        let detail = "Both notes together are too long. Choose one, and shorten the other by hand.";
        return Err(PageError::from(ApiError::new(Code::InvalidBody, detail)).in_language(operator.language));
    };
    let seen = |name: &str| form.text(name).parse().unwrap_or_default();
    let merged = Merged { details, seen_at: (seen("seen_keep"), seen("seen_gone")) };
    match customers::merge(&operator.app.store, id, with, merged, operator.user.id).await {
        Ok(()) => Ok(operator.done(&format!("/planner/customers/{id}"), t.merged())),
        Err(Error::Refused(Refusal::ChangedMeanwhile)) => {
            choose(&operator, (id, with), Some(t.changed_meanwhile())).await
        }
        Err(error) => Err(error.into()),
    }
}
