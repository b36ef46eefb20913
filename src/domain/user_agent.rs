//! Browser and system of a `User-Agent` header, for the list of sign-ins. Versions and models
//! are dropped: they do not help to recognise a device, and would tell too much to a stranger who reads the database.

/// The browser and the system of a sign-in, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserAgent {
    /// Such as `Firefox`.
    pub browser: Option<String>,
    /// Such as `Windows`.
    pub system: Option<String>,
}

/// Tokens that identify a browser. The first match counts: most browsers also name others they are compatible with.
const BROWSERS: [(&str, &str); 14] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Safari/", "Safari"),
];

/// Tokens that identify a system. An iPad that requests desktop pages claims to be a Mac.
const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

impl UserAgent {
    /// Parses a `User-Agent` header.
    pub fn of(user_agent: &str) -> Self {
        let known = |list: &[(&str, &str)]| {
            list.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| (*name).to_owned())
        };
        Self { browser: known(&BROWSERS), system: known(&SYSTEMS) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_known_by_browser_and_system() {
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
        let like_chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
        for (user_agent, known) in [
            (&*format!("{windows}; rv:132.0) Gecko/20100101 Firefox/132.0"), (Some("Firefox"), Some("Windows"))),
            (&format!("{windows} {like_chrome}"), (Some("Chrome"), Some("Windows"))),
            (&format!("{windows} {like_chrome} Edg/131.0.0.0"), (Some("Edge"), Some("Windows"))),
            (&format!("Mozilla/5.0 (X11; Linux x86_64) {like_chrome} OPR/114.0"), (Some("Opera"), Some("Linux"))),
            (&format!("Mozilla/5.0 (Linux; Android 14; K) {like_chrome}"), (Some("Chrome"), Some("Android"))),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
                (Some("Safari"), Some("Mac")),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1",
                (Some("Chrome"), Some("iPhone")),
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) FxiOS/132.0 Safari/605.1.15",
                (Some("Firefox"), Some("iPad")),
            ),
            ("curl on Linux", (None, Some("Linux"))),
            ("something else", (None, None)),
        ] {
            let found = UserAgent::of(user_agent);
            assert_eq!((found.browser.as_deref(), found.system.as_deref()), known, "{user_agent}");
        }
    }
}
