//! `demo --public`: trial shops for the open net. Every visitor begins a shop of their own, below a path that nobody else can guess, with
//! its homepage, its mailbox and its file; after a while all of it is deleted. So nobody reads what strangers typed, and no shop ever
//! asks anything outside: mails stay in its mailbox, no calendar is fetched, and it has no passkeys.
//!
//! [`trials`] knows the shops there are, [`visitor`] runs one, [`page`] is what stands before and above them.

mod page;
mod trials;
mod visitor;

use super::{Args, is_raised, raise_at_signal};
use crate::cli::fd_limit::connections_within_limit;
use crate::clock::Clock;
use crate::http::client_address::ClientAddress;
use crate::http::server::{self, ServerSettings};
use anyhow::Context;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http_body_util::Limited;
use ipnet::IpNet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use trials::{Refused, Trials};

/// Where it listens unless an address is given.
const LISTEN: &str = "127.0.0.1:8080";
/// How often it is looked which shops have ended.
const SWEEP_EVERY: Duration = Duration::from_secs(5);
/// Largest body of a request, in bytes: also of files to import.
const BODY_BYTES: usize = 1024 * 1024;

/// What the handlers share.
#[derive(Clone)]
struct TrialState {
    trials: Arc<Trials>,
    trusted_proxies: Arc<Vec<IpNet>>,
}

/// Runs until Ctrl-C or SIGTERM.
pub async fn run(args: &Args, clock: Clock, folder: &Path) -> anyhow::Result<()> {
    let stop = watch::Sender::new(false);
    tokio::spawn(raise_at_signal(stop.clone()));
    let listener = match args.listen {
        Some(address) => TcpListener::bind(address).await,
        None => TcpListener::bind(LISTEN).await,
    };
    let listener = listener.context("cannot listen there; name another address with --listen")?;
    let url = match &args.public_url {
        Some(url) => url.clone(),
        None => format!("http://{}", listener.local_addr()?),
    };
    // Below a path the shops' own paths could not be told from others.
    anyhow::ensure!(
        url.matches('/').count() == 2,
        "--public-url must have no path here: give the trial shops a host of their own"
    );
    let trials = Arc::new(Trials::new(clock, folder.to_owned(), url.clone(), args.reset_minutes));
    println!("Trial shops at {url}/, each deleted after {} minutes. Ctrl-C ends all of them.", args.reset_minutes);
    let swept = tokio::spawn(sweep(trials.clone(), stop.subscribe()));
    let state = TrialState { trials: trials.clone(), trusted_proxies: Arc::new(args.trusted_proxy.clone()) };
    let settings = ServerSettings { trusted_proxies: args.trusted_proxy.clone(), ..ServerSettings::default() };
    let max_connections = connections_within_limit(settings.max_connections);
    let ended = async {
        is_raised(stop.subscribe()).await;
        // Their event streams end, so that the server can.
        trials.end_all();
    };
    server::serve(listener, routes(state), ServerSettings { max_connections, ..settings }, ended).await;
    swept.await.context("the task that ends shops has failed")
}

fn routes(state: TrialState) -> Router {
    Router::new()
        .route("/", get(show_start).post(begin))
        .route("/trial.css", get(async || ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], page::STYLE)))
        .route("/robots.txt", get(async || "User-agent: *\nDisallow: /\nAllow: /$\n"))
        .route("/healthz", get(async || "ok\n"))
        .fallback(pass_on)
        .with_state(state)
}

async fn sweep(trials: Arc<Trials>, mut stopping: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = tokio::time::sleep(SWEEP_EVERY) => trials.sweep(),
        }
    }
}

/// `GET /`
async fn show_start(State(state): State<TrialState>, headers: HeaderMap) -> Response {
    page::start(StatusCode::OK, &headers, state.trials.minutes(), None)
}

/// `POST /`: begins a shop, and leads to its homepage.
async fn begin(State(state): State<TrialState>, request: Request) -> Response {
    let network = ClientAddress::of_request(&request, &state.trusted_proxies).network();
    match state.trials.begin(network).await {
        Ok(visitor) => Redirect::to(&format!("{}/", visitor.places.homepage)).into_response(),
        Err(refused) => {
            let (status, why) = match refused {
                Refused::Full => (StatusCode::SERVICE_UNAVAILABLE, page::Why::Full),
                Refused::TooMany => (StatusCode::TOO_MANY_REQUESTS, page::Why::TooMany),
                Refused::Failed => (StatusCode::INTERNAL_SERVER_ERROR, page::Why::Failed),
            };
            page::start(status, request.headers(), state.trials.minutes(), Some(why))
        }
    }
}

/// Everything below the path of a shop.
async fn pass_on(State(state): State<TrialState>, request: Request) -> Response {
    let id = request.uri().path().split('/').nth(1).unwrap_or_default();
    let Some(visitor) = state.trials.find(id) else {
        return page::start(StatusCode::NOT_FOUND, request.headers(), state.trials.minutes(), Some(page::Why::Gone));
    };
    let headers = request.headers().clone();
    let request = request.map(|body| Body::new(Limited::new(body, BODY_BYTES)));
    let answer = visitor.answer(request).await;
    page::with_notice(&visitor, &headers, answer).await
}
