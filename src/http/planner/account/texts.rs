//! What the pages of accounts say, in German and English.

use crate::accounts::{PasswordProblem, Refusal};
use crate::domain::account::Role;
use crate::domain::shop::Language;

/// What is wrong, by field; empty where nothing is.
#[derive(Default)]
pub struct Refused {
    pub name: String,
    pub email: String,
    pub password: String,
    pub present: String,
    /// What concerns no field.
    pub whole: String,
}

/// The words of one language.
pub struct Texts {
    language: Language,
    pub(super) account: &'static str,
    pub(super) you: &'static str,
    pub(in crate::http::planner) name: &'static str,
    pub(super) name_hint: &'static str,
    pub(super) page_language: &'static str,
    pub(super) as_shop: &'static str,
    pub(super) save: &'static str,
    pub(super) sign_in: &'static str,
    pub(in crate::http::planner) email: &'static str,
    pub(super) new_password: &'static str,
    pub(super) keep_empty: &'static str,
    pub(in crate::http::planner) password_hint: &'static str,
    pub(super) present: &'static str,
    pub(super) present_hint: &'static str,
    pub(super) ends_others: &'static str,
    pub(super) devices: &'static str,
    pub(super) this_device: &'static str,
    pub(super) other_device: &'static str,
    pub(super) since: &'static str,
    pub(super) last_used: &'static str,
    pub(super) end: &'static str,
    pub(super) everywhere: &'static str,
    pub(super) all_accounts: &'static str,
    pub(super) accounts: &'static str,
    pub(super) accounts_sentence: &'static str,
    pub(super) add: &'static str,
    pub(super) new_account: &'static str,
    pub(super) role: &'static str,
    pub(super) role_owner: &'static str,
    pub(super) role_staff: &'static str,
    pub(super) role_owner_may: &'static str,
    pub(super) role_staff_may: &'static str,
    pub(in crate::http::planner) first_password: &'static str,
    pub(super) first_password_hint: &'static str,
    pub(super) is_you: &'static str,
    pub(super) change: &'static str,
    pub(super) forgot: &'static str,
    pub(super) forgot_sentence: &'static str,
    pub(super) send_link: &'static str,
    pub(super) or_set: &'static str,
    pub(super) set_password: &'static str,
    pub(super) remove: &'static str,
    pub(super) remove_sentence: &'static str,
    pub(super) remove_ask: &'static str,
    pub(super) create: &'static str,
    pub(super) back: &'static str,
    pub(super) reset_title: &'static str,
    pub(super) reset_for: &'static str,
    pub(super) reset_do: &'static str,
    pub(super) link_ended: &'static str,
    pub(super) ask_again: &'static str,
    pub(super) forgotten_title: &'static str,
    pub(super) forgotten_sentence: &'static str,
    pub(super) forgotten_do: &'static str,
    pub(super) forgotten_sent: &'static str,
    pub(super) forgotten_no_mail: &'static str,
    pub(super) to_sign_in: &'static str,
}

const DE: Texts = Texts {
    language: Language::De,
    account: "Ihr Konto",
    you: "Sie",
    name: "Name",
    name_hint: "So sehen die anderen im Betrieb, wer etwas geändert hat.",
    page_language: "Sprache dieser Seiten",
    as_shop: "wie der Betrieb",
    save: "Speichern",
    sign_in: "Anmeldung",
    email: "E-Mail-Adresse",
    new_password: "Neues Passwort",
    keep_empty: "Leer lassen, wenn es bleiben soll. Sonst mindestens 10 Zeichen; ein paar Wörter sind leichter zu merken als Sonderzeichen.",
    password_hint: "Mindestens 10 Zeichen; ein paar Wörter sind leichter zu merken als Sonderzeichen.",
    present: "Jetziges Passwort",
    present_hint: "Zur Sicherheit, falls jemand anderes an Ihrem Gerät sitzt.",
    ends_others: "Danach sind Sie nur noch auf diesem Gerät angemeldet.",
    devices: "Wo Sie angemeldet sind",
    this_device: "Dieses Gerät",
    other_device: "Ein anderes Gerät",
    since: "angemeldet seit",
    last_used: "zuletzt benutzt",
    end: "Abmelden",
    everywhere: "Überall abmelden",
    all_accounts: "Alle Konten",
    accounts: "Konten",
    accounts_sentence: "Jeder im Betrieb meldet sich mit einem eigenen Konto an. So steht im Protokoll, wer was geändert hat.",
    add: "Konto anlegen",
    new_account: "Neues Konto",
    role: "Rechte",
    role_owner: "Inhaber",
    role_staff: "Mitarbeiter",
    role_owner_may: "Inhaber: darf alles",
    role_staff_may: "Mitarbeiter: Kalender, Heute und Kunden",
    first_password: "Passwort",
    first_password_hint: "Mindestens 10 Zeichen. Sagen Sie es der Person persönlich; sie kann es unter „Konto“ selbst ändern.",
    is_you: "das sind Sie",
    change: "Ändern",
    forgot: "Passwort vergessen?",
    forgot_sentence: "Schicken Sie einen Link, mit dem sich das Passwort eine Stunde lang neu wählen lässt. Bis dahin gilt das alte.",
    send_link: "Link schicken",
    or_set: "Oder legen Sie selbst ein neues fest. Auf allen Geräten wird die Person dann abgemeldet.",
    set_password: "Passwort festlegen",
    remove: "Konto löschen",
    remove_sentence: "Die Person wird sofort abgemeldet. Termine und Kunden bleiben, wie sie sind.",
    remove_ask: "Dieses Konto wirklich löschen?",
    create: "Anlegen",
    back: "Zurück zu den Konten",
    reset_title: "Neues Passwort wählen",
    reset_for: "Für das Konto",
    reset_do: "Passwort festlegen",
    link_ended: "Dieser Link gilt nicht mehr: Er ist älter als eine Stunde, schon benutzt oder unvollständig.",
    ask_again: "Neuen Link anfordern",
    forgotten_title: "Passwort vergessen",
    forgotten_sentence: "Geben Sie die E-Mail-Adresse Ihres Kontos ein. Sie bekommen einen Link, mit dem Sie ein neues Passwort wählen.",
    forgotten_do: "Link anfordern",
    forgotten_sent: "Wenn es ein Konto mit dieser Adresse gibt, ist eine E-Mail dorthin unterwegs. Der Link darin gilt eine Stunde. Kommt nichts an, sehen Sie bitte auch im Spam-Ordner nach.",
    forgotten_no_mail: "Hier ist der Mailversand noch nicht eingerichtet. Ein Inhaber kann Ihr Passwort unter „Konten“ neu festlegen, oder jemand am Rechner selbst mit dem Befehl „terminplaner user password“.",
    to_sign_in: "Zur Anmeldung",
};

const EN: Texts = Texts {
    language: Language::En,
    account: "Your account",
    you: "You",
    name: "Name",
    name_hint: "By this the others in the shop see who has changed something.",
    page_language: "Language of these pages",
    as_shop: "as the shop",
    save: "Save",
    sign_in: "Signing in",
    email: "E-mail address",
    new_password: "New password",
    keep_empty: "Leave empty to keep it. Otherwise 10 characters at least; a few words are easier to remember than signs.",
    password_hint: "10 characters at least; a few words are easier to remember than signs.",
    present: "Present password",
    present_hint: "To be safe, in case somebody else sits at your device.",
    ends_others: "Afterwards you are signed in on this device only.",
    devices: "Where you are signed in",
    this_device: "This device",
    other_device: "Another device",
    since: "signed in since",
    last_used: "last used",
    end: "Sign out",
    everywhere: "Sign out everywhere",
    all_accounts: "All accounts",
    accounts: "Accounts",
    accounts_sentence: "Everybody in the shop signs in with an account of their own. So the log tells who has changed what.",
    add: "Add an account",
    new_account: "New account",
    role: "Rights",
    role_owner: "Owner",
    role_staff: "Staff",
    role_owner_may: "Owner: may do everything",
    role_staff_may: "Staff: calendar, today and customers",
    first_password: "Password",
    first_password_hint: "10 characters at least. Tell the person yourself; they can change it under “Account”.",
    is_you: "this is you",
    change: "Change",
    forgot: "Forgotten password?",
    forgot_sentence: "Send a link by which a new password can be chosen for one hour. Until then the old one holds.",
    send_link: "Send the link",
    or_set: "Or set a new one yourself. The person is then signed out on all devices.",
    set_password: "Set the password",
    remove: "Remove the account",
    remove_sentence: "The person is signed out at once. Appointments and customers stay as they are.",
    remove_ask: "Really remove this account?",
    create: "Add",
    back: "Back to the accounts",
    reset_title: "Choose a new password",
    reset_for: "For the account",
    reset_do: "Set the password",
    link_ended: "This link does not work any more: it is older than an hour, was used, or is not complete.",
    ask_again: "Ask for a new link",
    forgotten_title: "Forgotten password",
    forgotten_sentence: "Enter the e-mail address of your account. You will get a link by which you choose a new password.",
    forgotten_do: "Ask for the link",
    forgotten_sent: "If there is an account with this address, a mail is on its way there. Its link works for an hour. If nothing arrives, please look into the spam folder too.",
    forgotten_no_mail: "Sending mail is not set up here yet. An owner can set your password under “Accounts”, or somebody at the machine itself by the command “terminplaner user password”.",
    to_sign_in: "To the sign-in",
};

impl Texts {
    /// The table of that language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::De => &DE,
            Language::En => &EN,
        }
    }

    /// What was just done, by the word in the address.
    pub(super) fn done(&self, word: &str) -> Option<&'static str> {
        let (de, en) = match word {
            "saved" => ("Gespeichert.", "Saved."),
            "sign_in" => ("Ihre Anmeldung ist geändert.", "What you sign in with has changed."),
            "session" => ("Das Gerät ist abgemeldet.", "The device is signed out."),
            "created" => ("Das Konto ist angelegt.", "The account is there."),
            "changed" => ("Das Konto ist geändert.", "The account has changed."),
            "removed" => ("Das Konto ist gelöscht.", "The account is removed."),
            "password" => ("Das neue Passwort gilt.", "The new password holds."),
            "link" => ("Der Link ist unterwegs.", "The link is on its way."),
            _ => return None,
        };
        Some(self.say(de, en))
    }

    fn say(&self, de: &'static str, en: &'static str) -> &'static str {
        self.language.pick(de, en)
    }

    /// A role in a word.
    pub(super) fn role_of(&self, role: &Role) -> &'static str {
        match role {
            Role::Owner => self.role_owner,
            Role::Staff => self.role_staff,
        }
    }

    /// What is wrong, in a sentence that says what to do.
    pub(in crate::http::planner) fn refusal(&self, refusal: Refusal) -> String {
        let (de, en) = match refusal {
            Refusal::Name(problem) | Refusal::Email(problem) => return problem.message(self.language),
            Refusal::Password(PasswordProblem::TooShort) => {
                ("Bitte mindestens 10 Zeichen.", "Please use 10 characters at least.")
            }
            Refusal::Password(PasswordProblem::TooLong) => {
                ("Bitte höchstens 200 Zeichen.", "Please use 200 characters at most.")
            }
            Refusal::EmailTaken => (
                "Mit dieser Adresse meldet sich schon jemand an. Bitte nehmen Sie eine andere.",
                "Somebody signs in with this address already. Please use another one.",
            ),
            Refusal::UnknownUser => ("Dieses Konto gibt es nicht mehr.", "This account is no longer there."),
            Refusal::LastOwner => (
                "Das ist das letzte Konto eines Inhabers. Geben Sie zuerst jemand anderem diese Rechte.",
                "This is the last owner's account. Give somebody else these rights first.",
            ),
            Refusal::NotTheFirst => (
                "Es gibt inzwischen ein Konto. Bitte melden Sie sich an.",
                "There is an account by now. Please sign in.",
            ),
            Refusal::WrongPassword => ("Das ist nicht Ihr jetziges Passwort.", "That is not your present password."),
            Refusal::LinkEnded => (self.link_ended, self.link_ended),
        };
        self.say(de, en).to_owned()
    }

    /// The same, at its field.
    pub(in crate::http::planner) fn refused(&self, refusal: Refusal) -> Refused {
        let sentence = self.refusal(refusal);
        let mut refused = Refused::default();
        *match refusal {
            Refusal::Name(_) => &mut refused.name,
            Refusal::Email(_) | Refusal::EmailTaken => &mut refused.email,
            Refusal::Password(_) => &mut refused.password,
            Refusal::WrongPassword => &mut refused.present,
            Refusal::UnknownUser | Refusal::LastOwner | Refusal::NotTheFirst | Refusal::LinkEnded => &mut refused.whole,
        } = sentence;
        refused
    }
}
