//! `/planner/settings/mail`: the mail server, a test mail with the server's own answer, and what waits in the outbox.

pub mod form;
mod page;
pub mod test_mail;

use crate::domain::server_fault::ServerFault;
use crate::http::planner::prelude::*;

/// What these pages say.
pub type Texts = i18n::Texts<planner::MailSettings>;

impl Texts {
    /// What is wrong, if the kept error is one of the program's own sentences; else that is the mail server's.
    pub fn fault(self, error: &str) -> Option<&'static str> {
        use ServerFault as F;
        Some(match F::from_word(error)? {
            F::UnknownHost => self.unknown_host(),
            F::Closed => self.closed(),
            F::Silent => self.silent(),
            F::WantsTls => self.wants_tls(),
            F::WantsPlain => self.wants_plain(),
            F::NoStartTls => self.no_start_tls(),
            F::NoLogin => self.no_login(),
            F::NoMailServer => self.no_mail_server(),
            F::CertificateExpired => self.certificate_expired(),
            F::CertificateNotYetValid => self.certificate_not_yet_valid(),
            F::CertificateOfOther => self.certificate_of_other(),
            F::CertificateUnknown => self.certificate_unknown(),
            F::CertificateBad => self.certificate_bad(),
            F::OldTls => self.old_tls(),
        })
    }
}

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/settings/mail", get(page::show_mail).post(page::save_mail))
        .route("/planner/settings/mail/test", post(page::send_test))
        .route("/planner/settings/mail/release", post(page::release_address))
        .route("/planner/settings/mail/retry", post(page::try_again))
}
