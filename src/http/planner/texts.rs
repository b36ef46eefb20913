//! What the frame of the planner's pages says, and the page for signing in. Each area has a table of its own.

use crate::http::planner::text_table::text_table;

text_table! {
    with language;
    planner: "Terminplaner", "Planner";
    skip: "Zum Inhalt", "Skip to content";
    navigation: "Bereiche", "Areas";
    inbox: "Heute", "Today";
    calendar: "Kalender", "Calendar";
    customers: "Kunden", "Customers";
    hours: "Öffnungszeiten", "Opening hours";
    offer: "Leistungen", "Services";
    settings: "Einstellungen", "Settings";
    booking_page: "Buchungsseite", "Booking page";
    account: "Konto", "Account";
    sign_in: "Anmelden", "Sign in";
    sign_out: "Abmelden", "Sign out";
    email: "E-Mail-Adresse", "E-mail address";
    password: "Passwort", "Password";
    forgotten: "Passwort vergessen?", "Forgotten your password?";
    nobody_yet:
        "Hier gibt es noch kein Konto. Das erste legen Sie mit der Adresse an, die das Programm beim Start ausgibt.",
        "There is no account here yet. Make the first one at the address that the program prints when it starts.";
    wrong_password:
        "E-Mail-Adresse und Passwort passen nicht zusammen.",
        "E-mail address and password do not belong together.";
    set_up_open: "Die Einrichtung ist noch nicht fertig.", "The set-up is not finished yet.";
    set_up_go_on: "Weiter einrichten", "Go on with it";
    wants_attention: "offen", "open";
    offline: "Keine Verbindung: Was Sie sehen, kann veraltet sein.", "No connection: what you see may be out of date.";
    back: "Zurück", "Back";
    go_on: "Weiter", "Continue";
    not_your_password: "Das ist nicht Ihr Passwort.", "That is not your password.";
    enter_again:
        "Passwörter und Dateien behält diese Seite nicht. Geben Sie danach bitte noch einmal ein, was Sie senden wollten.",
        "This page keeps no passwords and no files. Please enter once more afterwards what you wanted to send.";
}
