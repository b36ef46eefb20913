//! Negotiation of content encodings, and compression of responses that are compressed once.

use axum::http::{HeaderMap, header};
use std::io::Write;

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
        let entries: Vec<_> = lines.flat_map(|line| line.split(',')).map(parse_entry).collect();
        let takes = |name: &str| {
            let own = entries.iter().find(|(entry, _)| entry.eq_ignore_ascii_case(name));
            own.or_else(|| entries.iter().find(|(entry, _)| *entry == "*")).is_some_and(|(_, refused)| !refused)
        };
        match () {
            () if takes("br") => Self::Brotli,
            () if takes("gzip") => Self::Gzip,
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

/// Whether `Accept-Encoding` forbids something explicitly (`identity;q=0`, `*;q=0`).
pub fn refuses_any(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|entry| parse_entry(entry).1)
}

/// The name of an entry and whether its weight is zero.
fn parse_entry(entry: &str) -> (&str, bool) {
    let (name, parameters) = entry.split_once(';').unwrap_or((entry, ""));
    let weight = parameters.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
    (name.trim(), weight.is_some_and(|weight| weight <= 0.0))
}

/// A medium level of Brotli, a fifth of the time of the best.
pub const QUICK: u32 = 5;

/// Brotli at a medium level, for a response that is sent several times within a short time.
pub fn compress_quickly(bytes: &[u8]) -> Option<Vec<u8>> {
    brotli_of(bytes, QUICK, 16)
}

fn brotli_of(bytes: &[u8], quality: u32, window_bits: u32) -> Option<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, quality, window_bits);
    writer.write_all(bytes).ok()?;
    Some(writer.into_inner())
}

/// Best compression, however slow. `None` for `Identity`, and if writing to memory fails.
pub fn compress_well(encoding: Encoding, bytes: &[u8]) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Brotli => brotli_of(bytes, 11, 22),
        Encoding::Gzip => {
            let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
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
