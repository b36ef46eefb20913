//! Which fault of the set-up an error of a connection shows.

use super::verdict::Cause;
use crate::domain::server_fault::ServerFault;
use lettre::transport::smtp::Error;
use rustls::{CertificateError, Error as TlsError};
use std::error::Error as _;
use std::io;

/// What the library says where a server does not offer what is set.
const NO_STARTTLS: &str = "STARTTLS is not supported on this server";
const NO_LOGIN: &str = "No compatible authentication mechanism was found";

/// The cause of an error before there was a mail: a fault that is known, or the error itself.
pub(super) fn cause(error: Error) -> Cause {
    match fault(&error) {
        Some(fault) => Cause::Fault(fault),
        None => Cause::Smtp(error),
    }
}

fn fault(error: &Error) -> Option<ServerFault> {
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    if error.is_client() {
        return match said.as_str() {
            NO_STARTTLS => Some(ServerFault::NoStartTls),
            NO_LOGIN => Some(ServerFault::NoLogin),
            _ => None,
        };
    }
    // An answer that breaks off is none of another kind of server.
    if error.is_response() && said != "incomplete response" {
        return Some(ServerFault::NoMailServer);
    }
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<io::Error>() {
            return of_io(io);
        }
        source = inner.source();
    }
    None
}

fn of_io(error: &io::Error) -> Option<ServerFault> {
    if let Some(tls) = error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) {
        return of_tls(tls);
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Some(ServerFault::Closed),
        io::ErrorKind::TimedOut => Some(ServerFault::Silent),
        // The standard library has no kind of its own for it.
        _ if error.to_string().starts_with("failed to lookup address") => Some(ServerFault::UnknownHost),
        _ => None,
    }
}

fn of_tls(error: &TlsError) -> Option<ServerFault> {
    Some(match error {
        TlsError::InvalidMessage(_) => ServerFault::WantsPlain,
        TlsError::PeerIncompatible(_) | TlsError::AlertReceived(_) => ServerFault::OldTls,
        TlsError::InvalidCertificate(wrong) => match wrong {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => ServerFault::CertificateExpired,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                ServerFault::CertificateNotYetValid
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                ServerFault::CertificateOfOther
            }
            // A certificate that vouches for itself is reported as an authority out of place.
            CertificateError::UnknownIssuer | CertificateError::Other(_) => ServerFault::CertificateUnknown,
            _ => ServerFault::CertificateBad,
        },
        _ => return None,
    })
}
