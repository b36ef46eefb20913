//! What the pages of accounts say, in German and English.

use crate::domain::account::Role;
use crate::http::planner::text_table::text_table;
use crate::operations::accounts::{PasswordProblem, Refusal};

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

text_table! {
    with language;
    account: "Ihr Konto", "Your account";
    you: "Sie", "You";
    name: "Name", "Name";
    name_hint:
        "So sehen die anderen im Betrieb, wer etwas geändert hat.",
        "By this the others in the shop see who has changed something.";
    page_language: "Sprache dieser Seiten", "Language of these pages";
    as_shop: "wie der Betrieb", "as the shop";
    save: "Speichern", "Save";
    sign_in: "Anmeldung", "Signing in";
    email: "E-Mail-Adresse", "E-mail address";
    new_password: "Neues Passwort", "New password";
    keep_empty:
        "Leer lassen, wenn es bleiben soll. Sonst mindestens 10 Zeichen; ein paar Wörter sind leichter zu merken als Sonderzeichen.",
        "Leave empty to keep it. Otherwise 10 characters at least; a few words are easier to remember than signs.";
    password_hint:
        "Mindestens 10 Zeichen; ein paar Wörter sind leichter zu merken als Sonderzeichen.",
        "10 characters at least; a few words are easier to remember than signs.";
    present: "Jetziges Passwort", "Present password";
    present_hint:
        "Zur Sicherheit, falls jemand anderes an Ihrem Gerät sitzt.",
        "To be safe, in case somebody else sits at your device.";
    ends_others:
        "Danach sind Sie nur noch auf diesem Gerät angemeldet.",
        "Afterwards you are signed in on this device only.";
    devices: "Wo Sie angemeldet sind", "Where you are signed in";
    this_device: "Dieses Gerät", "This device";
    other_device: "Unbekanntes Gerät", "Unknown device";
    since: "angemeldet seit", "signed in since";
    last_used: "zuletzt benutzt", "last used";
    end: "Abmelden", "Sign out";
    everywhere: "Überall abmelden", "Sign out everywhere";
    all_accounts: "Alle Konten", "All accounts";
    accounts: "Konten", "Accounts";
    accounts_sentence:
        "Jeder im Betrieb meldet sich mit einem eigenen Konto an. So steht im Protokoll, wer was geändert hat.",
        "Everybody in the shop signs in with an account of their own. So the log tells who has changed what.";
    add: "Konto anlegen", "Add an account";
    new_account: "Neues Konto", "New account";
    role: "Rechte", "Rights";
    role_owner: "Inhaber", "Owner";
    role_staff: "Mitarbeiter", "Staff";
    role_owner_may: "Inhaber: darf alles", "Owner: may do everything";
    role_staff_may: "Mitarbeiter: Kalender, Heute und Kunden", "Staff: calendar, today and customers";
    first_password: "Passwort", "Password";
    first_password_hint:
        "Mindestens 10 Zeichen. Sagen Sie es der Person persönlich; sie kann es unter „Konto“ selbst ändern.",
        "10 characters at least. Tell the person yourself; they can change it under “Account”.";
    is_you: "das sind Sie", "this is you";
    change: "Ändern", "Change";
    forgot: "Passwort vergessen?", "Forgotten password?";
    forgot_sentence:
        "Schicken Sie einen Link, mit dem sich das Passwort eine Stunde lang neu wählen lässt. Bis dahin gilt das alte.",
        "Send a link by which a new password can be chosen for one hour. Until then the old one holds.";
    send_link: "Link schicken", "Send the link";
    or_set:
        "Oder legen Sie selbst ein neues fest. Auf allen Geräten wird die Person dann abgemeldet.",
        "Or set a new one yourself. The person is then signed out on all devices.";
    set_password: "Passwort festlegen", "Set the password";
    remove: "Konto löschen", "Remove the account";
    remove_sentence:
        "Die Person wird sofort abgemeldet. Termine und Kunden bleiben, wie sie sind.",
        "The person is signed out at once. Appointments and customers stay as they are.";
    remove_ask: "Dieses Konto wirklich löschen?", "Really remove this account?";
    create: "Anlegen", "Add";
    back: "Zurück zu den Konten", "Back to the accounts";
    welcome_title: "Willkommen", "Welcome";
    welcome_sentence:
        "Für Sie gibt es ein Konto im Terminplaner. Wählen Sie ein Passwort; danach melden Sie sich an mit",
        "There is an account for you in the planner. Choose a password; after that you sign in with";
    own_password: "Ihr Passwort", "Your password";
    invited: "eingeladen", "invited";
    not_chosen: "Noch kein Passwort gewählt", "No password chosen yet";
    not_chosen_sentence:
        "Diese Person ist per E-Mail eingeladen, hat aber noch kein Passwort gewählt. Der Link darin gilt sieben Tage.",
        "This person is invited by mail, but has not chosen a password yet. The link in it works for seven days.";
    invite_again: "Einladung noch einmal schicken", "Send the invitation again";
    or_first:
        "Oder legen Sie selbst eines fest und sagen Sie es der Person.",
        "Or set one yourself, and tell it to the person.";
    invite_hint:
        "Leer lassen, dann kommt eine Einladung per E-Mail, und die Person wählt ihr Passwort selbst. Sonst mindestens 10 Zeichen.",
        "Leave empty to send an invitation by mail: the person then chooses the password. Otherwise 10 characters at least.";
    reset_title: "Neues Passwort wählen", "Choose a new password";
    reset_for: "Für das Konto", "For the account";
    reset_do: "Passwort festlegen", "Set the password";
    link_ended:
        "Dieser Link gilt nicht mehr: Er ist zu alt, schon benutzt oder unvollständig.",
        "This link does not work any more: it is too old, was used, or is not complete.";
    ask_again: "Neuen Link anfordern", "Ask for a new link";
    forgotten_title: "Passwort vergessen", "Forgotten password";
    forgotten_sentence:
        "Geben Sie die E-Mail-Adresse Ihres Kontos ein. Sie bekommen einen Link, mit dem Sie ein neues Passwort wählen.",
        "Enter the e-mail address of your account. You will get a link by which you choose a new password.";
    forgotten_do: "Link anfordern", "Ask for the link";
    forgotten_sent:
        "Wenn es ein Konto mit dieser Adresse gibt, ist eine E-Mail dorthin unterwegs. Der Link darin gilt eine Stunde. Kommt nichts an, sehen Sie bitte auch im Spam-Ordner nach.",
        "If there is an account with this address, a mail is on its way there. Its link works for an hour. If nothing arrives, please look into the spam folder too.";
    forgotten_no_mail:
        "Hier ist der Mailversand noch nicht eingerichtet. Ein Inhaber kann Ihr Passwort unter „Konten“ neu festlegen, oder jemand am Rechner selbst mit dem Befehl „terminplaner user password“.",
        "Sending mail is not set up here yet. An owner can set your password under “Accounts”, or somebody at the machine itself by the command “terminplaner user password”.";
    to_sign_in: "Zur Anmeldung", "To the sign-in";
}

impl Texts {
    /// What was just done, by the word in the address.
    pub(super) fn done(&self, word: &str) -> Option<&'static str> {
        let (de, en) = match word {
            "saved" => ("Gespeichert.", "Saved."),
            "sign_in" => ("Ihre Anmeldung ist geändert.", "What you sign in with has changed."),
            "session" => ("Das Gerät ist abgemeldet.", "The device is signed out."),
            "invited" => {
                ("Das Konto ist angelegt, die Einladung unterwegs.", "The account is there, the invitation on its way.")
            }
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
            Refusal::Password(PasswordProblem::Guessable) => (
                "Dieses Passwort ist zu leicht zu erraten. Nehmen Sie zum Beispiel vier zufällige Wörter.",
                "This password is too easy to guess. Use four random words, for example.",
            ),
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
            Refusal::OwnAccount => (
                "Das ist Ihr eigenes Konto. E-Mail-Adresse und Passwort ändern Sie hier; Ihre Rechte ändert ein anderer Inhaber.",
                "This is your own account. Change address and password here; your rights are changed by another owner.",
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
            Refusal::UnknownUser
            | Refusal::LastOwner
            | Refusal::NotTheFirst
            | Refusal::LinkEnded
            | Refusal::OwnAccount => &mut refused.whole,
        } = sentence;
        refused
    }
}
