# The demonstration's own texts: its pages and what can be done there, and the mailbox.

homepage = Homepage
homepage-about = die Website des Betriebs mit der Terminbuchung darin: hier buchen
booking-page = Buchungsseite
booking-page-about = dasselbe ohne Homepage, auch ohne JavaScript
planner = Terminplaner
planner-about = die Seite des Betriebs: Kalender und Eingang, schon angemeldet
mailbox = Postfach
mailbox-about = alle E-Mails, die verschickt worden wären
telephone = Telefon
telephone-about = die Codes für ein Konto mit zweitem Faktor
bar = Vorführung
skip = Zum Inhalt
title = Postfach
about = Hier liegen alle E-Mails, die der Betrieb und seine Kunden bekommen hätten. Verschickt wird nichts.
nothing-yet = Noch keine E-Mails
do-this = Buchen Sie einen Termin auf der Homepage. Bestätigung und Nachricht an den Betrieb erscheinen dann hier von selbst.
to-homepage = Zur Homepage
list = Eingegangene E-Mails
to-customer = Kunde
to-shop = Betrieb
from = Von
to = An
reply-to = Antwort an
date = Datum
views = Ansicht
as-html = Gestaltet
as-text = Nur Text
source = Quelltext herunterladen
attached = Anhang
missing = Diese E-Mail gibt es nicht (mehr).
all-mails = Alle E-Mails
came-in = Neue E-Mail:
telephone-sentence = Jonas Muster hat einen zweiten Faktor. Das hat er außer dem Computer zur Hand: die App auf seinem Telefon und einen Zettel.
email = E-Mail-Adresse
password = Passwort
code = Code aus der App
recovery-code = Wiederherstellungscode
code-once = Jeder Code gilt einmal. Melden Sie sich im Terminplaner vorher ab, oder nehmen Sie ein privates Fenster.
to-sign-in = Zur Anmeldung

# Trial shops for the open net
trial-title = Terminplaner ausprobieren
trial-about = Sie bekommen einen erfundenen Betrieb für sich allein: Website, Buchungsseite, Terminplaner und Postfach. Nach { $minutes } Minuten wird alles gelöscht.
trial-alone = Niemand sonst sieht, was Sie eintragen, und es geht keine E-Mail hinaus. Bitte geben Sie trotzdem keine echten Daten ein.
trial-begin = Ausprobieren
trial-name = Testbetrieb
# $until is a time of day.
trial-until = Testbetrieb: Alles hier wird um { $until } gelöscht.
trial-places = Übersicht
trial-gone = Diesen Testbetrieb gibt es nicht mehr.
trial-full = Gerade sind alle Plätze belegt. Bitte versuchen Sie es in ein paar Minuten noch einmal.
trial-too-many = Von Ihrem Internetanschluss laufen schon mehrere Testbetriebe. Bitte versuchen Sie es später noch einmal.
trial-failed = Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.
