//! The pages of the demo and their URLs, used by the greeting and the bar above every page.

use super::listeners::Listeners;
use crate::clock::Clock;
use crate::domain::shop::Language;
use crate::i18n::Texts;
use crate::i18n::messages::Demo;
use std::fmt::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use tokio::net::TcpListener;

/// The origins of the demo; no slash at the end.
#[derive(Clone, Debug)]
pub struct Endpoints {
    /// The provider's homepage.
    pub homepage: String,
    /// The shop's own server.
    pub shop: String,
    /// The mailbox of all mails.
    pub mailbox: String,
}

/// Path on the homepage's origin that signs in to the planner.
pub const PLANNER_DOOR: &str = "/planer";

/// Path on the mailbox's origin: the codes of the account with a second factor.
pub const TELEPHONE: &str = "/telefon";

/// A page of the demo.
#[derive(Debug)]
pub struct Endpoint {
    /// Its name.
    pub name: &'static str,
    /// What can be done there.
    pub says: &'static str,
    /// Its URL.
    pub url: String,
    /// Whether it is the current page.
    pub here: bool,
}

impl Endpoints {
    /// The origins of these listeners, as a browser reaches them.
    pub fn of(listeners: &Listeners) -> anyhow::Result<Self> {
        let origin = |listener: &TcpListener| -> anyhow::Result<String> {
            let address = listener.local_addr()?;
            Ok(format!("http://{}", SocketAddr::new(reachable(address.ip()), address.port())))
        };
        Ok(Self {
            homepage: origin(&listeners.homepage)?,
            shop: origin(&listeners.shop)?,
            mailbox: origin(&listeners.mailbox)?,
        })
    }

    /// All pages, in the order to visit them; `here` is the current page, without a slash at its end.
    pub fn all(&self, language: Language, here: &str) -> Vec<Endpoint> {
        let t = Texts::<Demo>::of(language);
        [
            (t.homepage(), t.homepage_about(), &self.homepage, "/"),
            (t.booking_page(), t.booking_page_about(), &self.shop, "/"),
            (t.planner(), t.planner_about(), &self.homepage, PLANNER_DOOR),
            (t.mailbox(), t.mailbox_about(), &self.mailbox, "/"),
            (t.telephone(), t.telephone_about(), &self.mailbox, TELEPHONE),
        ]
        .into_iter()
        .map(|(name, says, origin, path)| {
            let url = format!("{origin}{path}");
            Endpoint { name, says, here: url.trim_end_matches('/') == here, url }
        })
        .collect()
    }

    /// The text printed on the terminal at start-up.
    pub fn greeting(&self, clock: &Clock, preferred_is_taken: bool) -> String {
        let mut text =
            "Terminplaner shows you a shop that does not exist: Hörakustik Muster in Stuttgart.\n\n".to_owned();
        for place in self.all(Language::ENGLISH, "") {
            let _ = writeln!(text, "  {:<14}{:<33}{}", place.name, place.url, place.says);
        }
        text.push('\n');
        if preferred_is_taken {
            text.push_str(
                "Another program has port 8080, so free ones were taken; --listen names one of your choice.\n",
            );
        }
        if clock.is_shifted() {
            let _ = writeln!(text, "Its clock began at {} (--now).", clock.now().format("%Y-%m-%d %H:%M UTC"));
        }
        text.push_str("All of it lies in a throw-away file. Ctrl-C ends the demonstration.\n");
        text
    }
}

/// The address by which a browser reaches a server listening on `ip`. For "all addresses": the one this machine uses
/// to reach other networks, so that a telephone in the same network can connect.
fn reachable(ip: IpAddr) -> IpAddr {
    if !ip.is_unspecified() {
        return ip;
    }
    // Connecting a UDP socket only selects a route; nothing is sent. The target is a documentation address.
    let outward = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))
        .and_then(|socket| socket.connect(("192.0.2.1", 9)).and_then(|()| socket.local_addr()));
    outward.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip())
}
