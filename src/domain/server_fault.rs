//! What keeps the program from using a mail server at all, as far as it can be told from what happened.

use super::words::words;

words! {
    /// A fault between the program and its mail server. The word is the sentence that is kept as the error.
    pub enum ServerFault {
        /// Its name does not lead to an address.
        UnknownHost = "no mail server of that name can be found; check the host",
        /// The connection was refused.
        Closed = "nothing answers at that port of the mail server; check the port",
        /// No answer in time.
        Silent = "the mail server did not answer in time",
        /// STARTTLS or none is set for a port that wants TLS at once.
        WantsTls = "this port wants TLS from the first byte; choose SSL/TLS (smtps://), or the port for STARTTLS (587)",
        /// TLS is set for a port that begins in clear text.
        WantsPlain = "this port does not begin with TLS; choose STARTTLS (smtp://), or the port for SSL/TLS (465)",
        /// STARTTLS is set, and not offered.
        NoStartTls = "the mail server offers no STARTTLS at this port; choose another port or SSL/TLS",
        /// A login is set, and none is offered that the program knows.
        NoLogin = "the mail server offers no login at this port; choose another port or another encryption",
        /// Something else answers.
        NoMailServer = "what answers at that port is no mail server; check the port",
        /// The certificate's time is over.
        CertificateExpired = "the mail server's certificate has expired; have it renewed",
        /// The certificate's time has not begun.
        CertificateNotYetValid = "the mail server's certificate is not valid yet; check the clock of this machine",
        /// The certificate is for other names.
        CertificateOfOther = "the mail server's certificate is for another name; check the host",
        /// Nobody known vouches for it.
        CertificateUnknown = "nobody known vouches for the mail server's certificate; if it is your own server, name its certificate (?ca=FILE, or in the settings)",
        /// Something else is wrong with it.
        CertificateBad = "the mail server's certificate cannot be used; have it renewed",
        /// No version or cipher in common.
        OldTls = "the mail server speaks no TLS that is safe today (1.2 or newer)",
    }
}

impl ServerFault {
    /// Whether the server's certificate is at fault.
    pub const fn is_of_certificate(self) -> bool {
        matches!(
            self,
            Self::CertificateExpired
                | Self::CertificateNotYetValid
                | Self::CertificateOfOther
                | Self::CertificateUnknown
                | Self::CertificateBad
        )
    }
}
