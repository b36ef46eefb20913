//! What there is to see, and where: the one list that the greeting and the bar above every page are made of.

use super::listeners::Listeners;
use super::texts::Texts;
use crate::clock::Clock;
use crate::domain::shop::Language;
use std::fmt::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use tokio::net::TcpListener;

/// The origins of the demonstration; no slash at the end.
#[derive(Clone, Debug)]
pub struct Endpoints {
    /// The provider's homepage.
    pub homepage: String,
    /// The shop's own server.
    pub shop: String,
    /// What would have been sent.
    pub mailbox: String,
}

/// Where on the homepage's origin one is signed in to the planner.
pub const PLANNER_DOOR: &str = "/planer";

/// One thing to see.
#[derive(Debug)]
pub struct Endpoint {
    /// Its name.
    pub name: &'static str,
    /// What one sees or does there.
    pub says: &'static str,
    /// Its address.
    pub url: String,
    /// Whether it is where one is.
    pub here: bool,
}

impl Endpoints {
    /// Where these listen, as a browser reaches them.
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

    /// Everything there is to see, in the order to look at it; `here` is the origin one is on.
    pub fn all(&self, language: Language, here: &str) -> Vec<Endpoint> {
        let t = Texts::of(language);
        [
            (t.homepage, &self.homepage, "/"),
            (t.booking_page, &self.shop, "/"),
            (t.planner, &self.homepage, PLANNER_DOOR),
            (t.mailbox, &self.mailbox, "/"),
        ]
        .into_iter()
        .map(|((name, says), origin, path)| {
            let here = origin == here && path == "/";
            Endpoint { name, says, url: format!("{origin}{path}"), here }
        })
        .collect()
    }

    /// What the terminal says when all is ready.
    pub fn greeting(&self, clock: &Clock, preferred_is_taken: bool) -> String {
        let mut text =
            "Terminplaner shows you a shop that does not exist: Hörakustik Muster in Stuttgart.\n\n".to_owned();
        for place in self.all(Language::En, "") {
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

/// The address at which a browser reaches a server that listens on `ip`: for "all addresses", the one by which this
/// machine would reach others, so that a telephone in the same network can look too.
fn reachable(ip: IpAddr) -> IpAddr {
    if !ip.is_unspecified() {
        return ip;
    }
    // Connecting a datagram socket only chooses a way; nothing is sent. The address is one of those for documentation.
    let outward = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))
        .and_then(|socket| socket.connect(("192.0.2.1", 9)).and_then(|()| socket.local_addr()));
    outward.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip())
}
