//! Which requests are answered, and what every answer says to the browser.
//!
//! A page of a stranger may make a browser ask this server under a name of its own ("DNS rebinding"); such requests
//! carry that name as their host and are refused. Nothing else is secret here, but all of it is only for reading, and
//! only for pages of this server.

use std::net::IpAddr;

use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, Method};

use super::failure::Failure;

/// Scripts, styles, pictures and questions come from here and from nowhere else, none of them stands within a page, and
/// no page stands within another.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, HeaderValue); 7] = [
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// The names under which this server answers.
#[derive(Debug, Clone)]
pub struct Guard {
    /// The host that it was told to serve on.
    host: String,
    /// Whether that can only be reached from this machine.
    loopback: bool,
}

impl Guard {
    /// For a server that listens on `host`, which is the address `ip`.
    pub fn new(host: &str, ip: IpAddr) -> Guard {
        Guard { host: host.trim_matches(['[', ']']).to_lowercase(), loopback: ip.is_loopback() }
    }

    /// Whether a request is for this server, and only reads.
    pub fn check(&self, method: &Method, headers: &HeaderMap) -> Result<(), Failure> {
        let mut hosts = headers.get_all(HOST).iter();
        let host = match (hosts.next(), hosts.next()) {
            (Some(host), None) => host.to_str().unwrap_or_default(),
            _ => return Err(Failure::Senseless("a request must name its host once".into())),
        };
        if !self.answers_to(host) {
            return Err(Failure::Misdirected(format!(
                "this server does not answer as “{host}”; use the address that newsgraph printed"
            )));
        }
        if !matches!(*method, Method::GET | Method::HEAD) {
            return Err(Failure::Method);
        }
        Ok(())
    }

    /// Names of this machine itself, and where others may reach it, addresses in digits and the name that was given: a
    /// stranger's page can have none of them. The port does not matter, since a tunnel may change it.
    fn answers_to(&self, host: &str) -> bool {
        let name = without_port(host).to_lowercase();
        let digits: Option<IpAddr> = name.parse().ok();
        name == "localhost"
            || name == self.host
            || digits.is_some_and(|ip| !self.loopback || ip.is_loopback())
    }
}

/// `[::1]:80`, `127.0.0.1:80` and `name:80` without port and brackets.
fn without_port(host: &str) -> &str {
    if let Some((ip, _)) = host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return ip;
    }
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !name.contains(':') => name,
        _ => host,
    }
}

/// Adds what every answer says.
pub fn add_headers(failure: Option<&Failure>, headers: &mut HeaderMap) {
    headers.extend(HEADERS);
    if matches!(failure, Some(Failure::Method)) {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(host: &str, ip: &str, asked: &str) -> bool {
        Guard::new(host, ip.parse().unwrap()).answers_to(asked)
    }

    #[test]
    fn on_loopback_only_names_of_this_machine_are_answered() {
        for host in ["localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:8017", "[::1]:8017", "[::1]"] {
            assert!(answers("127.0.0.1", "127.0.0.1", host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8017",
            "localhost.evil.example",
            "192.168.1.5",
            "127.0.0.1.nip.io",
        ] {
            assert!(!answers("127.0.0.1", "127.0.0.1", host), "{host}");
        }
    }

    #[test]
    fn elsewhere_also_addresses_in_digits_and_the_name_that_was_given() {
        for host in ["192.168.1.5:80", "[fe80::1]", "news.lan:80", "localhost"] {
            assert!(answers("news.lan", "192.168.1.5", host), "{host}");
        }
        assert!(!answers("news.lan", "192.168.1.5", "evil.example"));
    }
}
