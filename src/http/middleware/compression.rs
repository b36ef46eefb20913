//! Negotiation of content encodings, and compression of responses.

use axum::body::{Body, HttpBody};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use http_body_util::BodyExt;
use std::io::Write;

/// A smaller response would hardly become smaller; the data of a shop with one service are compressed. In bytes.
const WORTH_COMPRESSING: u64 = 500;

/// A content encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli, the smallest.
    Brotli,
    /// Gzip, for older clients and proxies.
    Gzip,
    /// Not compressed.
    Identity,
}

impl Encoding {
    /// The best encoding that `Accept-Encoding` allows; one with `q=0` is not allowed.
    pub fn accepted(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        let (mut brotli, mut gzip, mut any) = (None, None, false);
        for (name, taken) in lines.flat_map(|line| line.split(',')).map(parse_entry) {
            match name {
                "*" => any = taken,
                _ if name.eq_ignore_ascii_case("br") => brotli = Some(taken),
                _ if name.eq_ignore_ascii_case("gzip") => gzip = Some(taken),
                _ => {}
            }
        }
        match () {
            () if brotli.unwrap_or(any) => Self::Brotli,
            () if gzip.unwrap_or(any) => Self::Gzip,
            () => Self::Identity,
        }
    }

    /// Its name in `Content-Encoding`.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }
}

/// The name of an entry and whether it is taken: its weight is not zero.
fn parse_entry(entry: &str) -> (&str, bool) {
    let (name, parameters) = entry.split_once(';').unwrap_or((entry, ""));
    let weight = parameters.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
    (name.trim(), weight.is_none_or(|weight| weight > 0.0))
}

/// The response in the encoding that the client takes. Unchanged: what is small, compressed already, no text, or of unknown size,
/// since a stream must not wait for its end. A client that refuses every encoding gets the text as it is: its request has been
/// carried out already, and RFC 9110 section 12.5.3 allows it.
pub async fn encode(response: Response, encoding: Encoding) -> Response {
    let size = response.body().size_hint().exact().unwrap_or_default();
    let headers = response.headers();
    if size < WORTH_COMPRESSING || headers.contains_key(header::CONTENT_ENCODING) || !is_text(headers) {
        return response;
    }
    let (mut parts, mut body) = response.into_parts();
    parts.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(name) = encoding.name()
        && let Ok(plain) = std::mem::take(&mut body).collect().await
    {
        let plain = plain.to_bytes();
        body = match compress(encoding, &plain, QUICK, 22) {
            Some(compressed) => {
                parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
                parts.headers.remove(header::CONTENT_LENGTH);
                Body::from(compressed)
            }
            None => Body::from(plain),
        };
    }
    Response::from_parts(parts, body)
}

/// Whether it is text produced by a handler; assets are compressed already.
fn is_text(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    matches!(essence, "application/json" | "application/problem+json" | "text/html" | "text/calendar")
}

/// A medium level, for a response that is sent once or for a short time; with Brotli a fifth of the time of the best.
const QUICK: u32 = 5;
/// The smallest result, however slow. Gzip ends at 9.
const BEST: u32 = 11;

/// Brotli at a medium level, for a response that is sent several times within a short time.
pub fn compress_quickly(bytes: &[u8]) -> Option<Vec<u8>> {
    compress(Encoding::Brotli, bytes, QUICK, 16)
}

/// Best compression, however slow.
pub fn compress_well(encoding: Encoding, bytes: &[u8]) -> Option<Vec<u8>> {
    compress(encoding, bytes, BEST, 22)
}

/// `window_bits` are Brotli's. `None` for `Identity`, and if writing to memory fails.
fn compress(encoding: Encoding, bytes: &[u8], level: u32, window_bits: u32) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Brotli => {
            let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, level, window_bits);
            writer.write_all(bytes).ok()?;
            Some(writer.into_inner())
        }
        Encoding::Gzip => {
            let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level.min(9)));
            writer.write_all(bytes).ok()?;
            writer.finish().ok()
        }
        Encoding::Identity => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_best_encoding_that_is_taken_is_chosen() {
        let accepted = |value: &str| {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, value.parse().unwrap())]);
            Encoding::accepted(&headers)
        };
        assert_eq!(accepted("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(accepted("gzip, deflate"), Encoding::Gzip);
        assert_eq!(accepted("br;q=0, gzip;q=0.5"), Encoding::Gzip);
        assert_eq!(accepted("*"), Encoding::Brotli);
        assert_eq!(accepted("br;q=0, *"), Encoding::Gzip);
        assert_eq!(accepted("*;q=0"), Encoding::Identity);
        assert_eq!(accepted("identity"), Encoding::Identity);
        assert_eq!(accepted("brotli"), Encoding::Identity);
        assert_eq!(Encoding::accepted(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn what_is_compressed_reads_back() {
        let text = "Terminplaner ".repeat(500);
        let brotli = compress_well(Encoding::Brotli, text.as_bytes()).unwrap();
        let gzip = compress_well(Encoding::Gzip, text.as_bytes()).unwrap();
        let mut read = String::new();
        brotli::Decompressor::new(&brotli[..], 4096).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        read.clear();
        flate2::read::GzDecoder::new(&gzip[..]).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
    }
}
