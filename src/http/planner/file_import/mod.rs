//! Importing a file, whatever it holds: it is sent on a first page, kept in memory for half an hour under a random token,
//! shown in a preview, and written when asked to. What a file of one kind is, says its [`FileImport`]; its preview is its
//! own.

pub mod drafts;

use crate::http::planner::prelude::*;
use crate::operations::accounts::Secret;
use axum::extract::DefaultBodyLimit;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use drafts::Drafts;
use std::sync::Arc;

/// What the pages of every import say.
pub type FileTexts = i18n::Texts<planner::FileImport>;

/// The largest file that is taken from a browser, in bytes.
const FILE_BYTES: usize = 16 * 1024 * 1024;

/// What was read from a file of a kind, and is imported from it.
pub trait FileImport: Sized + Send + Sync + 'static {
    /// The address of the first page; that of the preview is below it.
    const PATH: &'static str;
    /// The page that it is reached from.
    const FROM: &'static str;
    /// Where that is in the navigation.
    const AREA: Area;
    /// The files that a browser offers to choose.
    const ACCEPT: &'static str;

    /// What the first page says in a language.
    fn words(language: Language) -> Words;

    /// Those that wait for their import.
    fn drafts(app: &App) -> &Drafts<Self>;

    /// Reads a file; the inner error is a sentence about it.
    fn read(
        operator: &Operator,
        bytes: Vec<u8>,
    ) -> impl Future<Output = Result<Result<Self, &'static str>, PageError>> + Send;
}

/// What the first page of an import says.
pub struct Words {
    /// Its heading.
    pub title: &'static str,
    /// The label of the file's field, and what stands below it.
    pub file: &'static str,
    /// See `file`.
    pub hint: &'static str,
    /// The file has more bytes than are taken.
    pub too_large: &'static str,
}

/// The first page of an import, below its path.
pub fn routes<I: FileImport>() -> Router<App> {
    Router::new().route(I::PATH, get(show_upload::<I>).post(upload::<I>).layer(DefaultBodyLimit::max(FILE_BYTES)))
}

/// The file of that token, if it is still there and theirs.
pub fn draft<I: FileImport>(operator: &Operator, token: &str) -> Option<Arc<I>> {
    I::drafts(&operator.app).find(token, operator.user.id, operator.app.clock.now().timestamp())
}

/// Leads back to the first page, where a file is gone.
pub fn expired<I: FileImport>(operator: &Operator) -> Response {
    operator.not_done(I::PATH, FileTexts::of(operator.language).expired())
}

/// Forgets a file that was imported.
pub fn forget<I: FileImport>(operator: &Operator, token: &str) {
    I::drafts(&operator.app).forget(token, operator.app.clock.now().timestamp());
}

/// Entries of a file of which the same becomes, as far as they are shown.
pub struct Part<L> {
    /// What becomes of them, and of how many.
    pub title: String,
    /// Those that are shown.
    pub lines: Vec<L>,
    /// How many more there are; empty where all are shown.
    pub more: String,
}

impl<L> Part<L> {
    /// The first of `all` entries.
    pub fn new(title: String, all: usize, lines: Vec<L>, language: Language) -> Self {
        let left = all.saturating_sub(lines.len());
        let more = if left > 0 { FileTexts::of(language).more(left) } else { String::new() };
        Self { title, lines, more }
    }
}

#[derive(Template)]
#[template(path = "planner/file_import.html")]
struct UploadPage {
    frame: Layout,
    s: FileTexts,
    words: Words,
    path: &'static str,
    from: &'static str,
    accept: &'static str,
    problem: Option<&'static str>,
}

async fn answer<I: FileImport>(operator: &Operator, problem: Option<&'static str>) -> PageResult {
    let frame = Layout::new(operator, I::AREA).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (s, words) = (FileTexts::of(frame.language), I::words(frame.language));
    let page = UploadPage { frame, s, words, path: I::PATH, from: I::FROM, accept: I::ACCEPT, problem };
    layout::page(status, &page)
}

/// `GET` of the first page.
async fn show_upload<I: FileImport>(operator: Owner) -> PageResult {
    answer::<I>(&operator, None).await
}

/// `POST` of the first page: keeps the file, and leads to its preview.
async fn upload<I: FileImport>(operator: Owner, parts: Result<Multipart, MultipartRejection>) -> PageResult {
    let sent = match sent_file(parts).await {
        Ok(bytes) => I::read(&operator, bytes).await?,
        Err(NoFile::TooLarge) => Err(I::words(operator.language).too_large),
        Err(NoFile::Missing) => Err(FileTexts::of(operator.language).no_file()),
    };
    let file = match sent {
        Ok(file) => file,
        Err(problem) => return answer::<I>(&operator, Some(problem)).await,
    };
    let (token, now) = (Secret::random()?, operator.app.clock.now().timestamp());
    I::drafts(&operator.app).keep(&token, operator.user.id, file, now);
    Ok(Redirect::to(&url(&format!("{}/preview", I::PATH), &[("draft", token.expose())])).into_response())
}

/// Why there is no file.
enum NoFile {
    /// None was chosen, or it is empty.
    Missing,
    /// It is larger than [`FILE_BYTES`].
    TooLarge,
}

impl From<MultipartError> for NoFile {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::Missing }
    }
}

/// The file in the form's field `file`.
async fn sent_file(parts: Result<Multipart, MultipartRejection>) -> Result<Vec<u8>, NoFile> {
    let mut parts = parts.map_err(|_| NoFile::Missing)?;
    while let Some(part) = parts.next_field().await? {
        if part.name() == Some("file") {
            let bytes = part.bytes().await?;
            return if bytes.is_empty() { Err(NoFile::Missing) } else { Ok(bytes.into()) };
        }
    }
    Err(NoFile::Missing)
}
