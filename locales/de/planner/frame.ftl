# What surrounds every page of the planner, signing in, and asking for the password again.

planner = Terminplaner
skip = Zum Inhalt
navigation = Bereiche
inbox = Heute
calendar = Kalender
customers = Kunden
hours = Öffnungszeiten
offer = Leistungen
settings = Einstellungen
search = Suchen
search-label = Kunde, Termin, Datum, Leistung oder Einstellung
new-appointment = Neuer Termin
new-tab = Neu
more = Mehr
keys = Tastenkürzel
keys-on = Tastenkürzel verwenden
close = Schließen
booking-page = Buchungsseite
account = Konto
sign-in = Anmelden
sign-out = Abmelden
email = E-Mail-Adresse
password = Passwort
forgotten = Passwort vergessen?
nobody-yet = Hier gibt es noch kein Konto. Das erste legen Sie mit der Adresse an, die das Programm beim Start ausgibt.
wrong-password = E-Mail-Adresse und Passwort passen nicht zusammen.
set-up-open = Die Einrichtung ist noch nicht fertig.
set-up-go-on = Weiter einrichten
wants-attention = offen
offline = Keine Verbindung: Was Sie sehen, kann veraltet sein.
back = Zurück
go-on = Weiter
not-your-password = Das ist nicht Ihr Passwort.
enter-again = Passwörter und Dateien behält diese Seite nicht. Geben Sie danach bitte noch einmal ein, was Sie senden wollten.
wait-seconds = { $seconds ->
    [one] Zu viele Versuche. Bitte warten Sie { $seconds } Sekunde und versuchen Sie es dann noch einmal.
   *[other] Zu viele Versuche. Bitte warten Sie { $seconds } Sekunden und versuchen Sie es dann noch einmal.
}
wait-minutes = Zu viele Versuche. Bitte warten Sie { $minutes } Minuten und versuchen Sie es dann noch einmal.
undo = Rückgängig
undone = Rückgängig gemacht.
undone-unmailed = Rückgängig gemacht. Es geht keine E-Mail hinaus.
undo-told = Die E-Mail dazu ist schon unterwegs. Es bleibt, wie es jetzt ist.
# $what is the appointment that is there now.
undo-taken = Die Zeit ist inzwischen vergeben ({ $what }). Es bleibt, wie es jetzt ist.
undo-expired = Das lässt sich nicht mehr rückgängig machen.
undo-refused = Inzwischen hat jemand dasselbe noch einmal geändert. Es bleibt, wie es jetzt ist.
undo-question = Rückgängig machen?
undo-leaves = Noch ist nichts geändert. Diese Termine bleiben bestehen, lägen dann aber außerhalb der Öffnungszeiten oder des Angebots; niemand wird benachrichtigt.
undo-anyway = Trotzdem rückgängig machen
cancel = Abbrechen
statistics = Auswertung
help = Hilfe
