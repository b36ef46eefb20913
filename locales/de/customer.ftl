# The customer's pages.

skip = Zum Inhalt
book-title = Termin online buchen
choose-service = Was können wir für Sie tun?
other-service = Andere Leistung
# The heading of services without a group, where others have one.
other-services = Weitere Leistungen
unknown-service = Diese Leistung wird hier nicht angeboten. Bitte wählen Sie eine andere.
nothing-offered = Zurzeit können Sie hier keine Termine online buchen. Wir vereinbaren gern persönlich einen mit Ihnen.
call-us = Rufen Sie uns an:
minutes = { $count } Min.

with-whom = Mit wem?
anyone = Egal
choose-time = Zeit wählen
time = Uhrzeit
unavailable = nicht buchbar
earlier = Frühere Tage
later = Spätere Tage
next-free = Nächster freier Termin:
none-shown = An diesen Tagen ist nichts mehr frei.
none-at-all = Zurzeit ist online kein Termin frei.
# The list of days: how many times of a day are free.
free-count = { $count } frei
nothing-free = nichts frei
# The line above the days.
choose-date = Datum wählen
as-list = Als Liste
as-grid = Als Tabelle
previous-month = Voriger Monat
next-month = Nächster Monat
# Whose clock the times are on.
local-time = Alle Uhrzeiten sind Ortszeit in { $place }.

your-data = Ihre Angaben
on-request = Wir prüfen Ihre Anfrage und melden uns bei Ihnen.
optional = (freiwillig)
first-name = Vorname
last-name = Nachname
email = E-Mail-Adresse
phone = Telefon
your-address = Anschrift
comment = Anmerkung
# $link is the text of consent-link, which leads to the shop's page.
consent = Ich habe die { $link } gelesen und bin einverstanden.
consent-link = Datenschutzhinweise
remind-me = Erinnern Sie mich vor dem Termin per E-Mail.
new-tab = (öffnet ein neues Fenster)
book = Termin verbindlich buchen
request = Termin anfragen
missing-first-name = Bitte geben Sie Ihren Vornamen ein.
missing-last-name = Bitte geben Sie Ihren Nachnamen ein.
missing-email = Bitte geben Sie Ihre E-Mail-Adresse ein.
missing-phone = Bitte geben Sie Ihre Telefonnummer ein.
missing-address = Bitte geben Sie Ihre Anschrift ein.
missing-comment = Bitte schreiben Sie eine Anmerkung.
please-correct = { $count ->
    [one] Bitte prüfen Sie noch diese Angabe:
   *[other] Bitte prüfen Sie noch diese { $count } Angaben:
}

other-time = Andere Uhrzeit wählen
taken = Diese Uhrzeit ist gerade vergeben worden.
not-offered = Diese Uhrzeit wird nicht mehr angeboten.
keeps-data = Ihre Angaben bleiben erhalten.
alternatives = Diese Uhrzeiten sind frei:
key-reused = Mit diesem Formular haben Sie schon einen Termin gebucht. Wenn Sie einen weiteren möchten, senden Sie es bitte noch einmal ab.
# A form that was not sent from our own page.
send-again = Bitte prüfen Sie Ihre Angaben und senden Sie sie noch einmal ab.

confirmed = Ihr Termin ist gebucht
requested = Ihre Anfrage ist eingegangen
mail-confirmation = Die Bestätigung schicken wir an { $email }.
mail-request = Sobald wir den Termin bestätigt haben, schreiben wir an { $email }.
without-mail = Bitte notieren Sie sich den Termin; es kommt keine E-Mail.
# $until is a time of day, or a date with one.
confirm-by-mail = Bitte bestätigen Sie bis { $until } mit dem Link in der E-Mail, die wir Ihnen schicken.
confirm-here = Bitte bestätigen Sie bis { $until }.
not-booked-yet = Noch nicht gebucht
confirm-it = Termin bestätigen
awaits-confirmation = noch nicht gebucht
was-confirmed = Danke, Ihr Termin ist bestätigt.
to-calendar = In den Kalender übernehmen
manage = Termin ansehen, verschieben oder absagen
again = Weiteren Termin buchen

your-appointment = Ihr Termin
status = Status
status-requested = angefragt – wir melden uns bei Ihnen
status-confirmed = bestätigt
status-declined = konnte nicht angenommen werden
status-cancelled = abgesagt
status-done = hat stattgefunden
status-no-show = nicht wahrgenommen
service = Leistung
day = Wann
place = Wo
with-person = Mit
at-yours = bei Ihnen
by-phone = wir rufen Sie an
by-video = per Video
join-video = Zum Videogespräch
change-until = Verschieben oder absagen können Sie ihn hier bis { $when }.
too-late = So kurz vor dem Termin geht das Verschieben und Absagen nicht mehr online.
over = Dieser Termin liegt in der Vergangenheit.

move-it = Termin verschieben
move-sentence = Wählen Sie eine neue Uhrzeit. Bis Sie bestätigen, bleibt Ihr Termin, wie er ist.
move-confirm-title = Auf diese Uhrzeit verschieben?
move-yes = Ja, Termin verschieben
until-now = Bisher
from-now = Neu
was-moved = Ihr Termin ist verschoben.
cancel-it = Termin absagen
cancel-title = Möchten Sie diesen Termin absagen?
cancel-sentence = Die Uhrzeit wird dann für andere frei.
cancel-yes = Ja, Termin absagen
keep = Nein, Termin behalten
was-cancelled = Ihr Termin ist abgesagt.

not-booked-title = Haben Sie diesen Termin nicht gebucht?
not-booked = Dann sagen wir ihn ab. An Ihre Adresse schicken wir keine E-Mail mehr.
not-booked-yes = Ja, das war ich nicht
not-mine-title = Ist das nicht Ihr Termin?
not-mine = Dann ist Ihre Adresse wohl aus Versehen eingetragen. Wir schicken Ihnen keine E-Mail mehr.
not-mine-yes = Ja, das ist nicht mein Termin
disowned-title = Danke für Ihre Nachricht
disowned-cancelled = Der Termin ist abgesagt. An Ihre Adresse schicken wir keine E-Mail mehr.
disowned = An Ihre Adresse schicken wir keine E-Mail mehr.
proven-title = Mit Ihrer Adresse wurde schon bestätigt
proven = Über einen Link in unseren E-Mails hat jemand schon einmal etwas bestätigt. Diesen Termin können Sie absagen wie jeden anderen.
not-by-mail-title = Bitte nehmen Sie den Link aus der E-Mail
not-by-mail = Nur er zeigt, dass Ihnen die E-Mail-Adresse gehört.

# What is held on the reader.
own-data = Meine Daten
own-data-of = Das ist zu { $email } gespeichert. Notizen des Betriebs bekommen Sie auf Anfrage.
own-data-file = Als Datei herunterladen
own-data-file-name = meine-daten.json
own-record = Kundeneintrag
name = Name
postal-address = Anschrift
born-on = Geburtsdatum
recorded-at = Angelegt am
booked-at = Gebucht am
accepted-at = Datenschutz akzeptiert am
reminder-accepted-at = Erinnerung gewünscht
mail-language = Sprache
mails-to-you = E-Mails an Sie
own-mail-queued = { $mail } – noch nicht gesendet, vorgesehen: { $when }
own-mail-withdrawn = { $mail } – nicht gesendet
own-mail-failed = { $mail } – nicht angekommen: { $when }
erase-own = Meine Daten löschen
erase-own-title = Sollen wir Ihre Daten löschen?
erase-own-what = Wir prüfen Ihre Bitte und löschen bis { $until }, was wir nicht aufbewahren müssen.
erase-own-future = Kommende Termine bleiben gebucht. Sagen Sie vorher ab, was Sie nicht mehr brauchen: mit dem Link in der E-Mail zum Termin.
erase-own-yes = Ja, bitte löschen
erase-own-no = Nein, behalten
erase-own-asked = Sie haben am { $since } um Löschung gebeten. Wir prüfen das und löschen bis { $until }, was wir nicht aufbewahren müssen.
erase-own-declined = Um Löschung gebeten am { $asked }; am { $declined } abgelehnt.
erase-own-reason = Der Grund: { $reason }

imprint = Impressum
privacy = Datenschutz
accessibility = Barrierefreiheit
homepage = Zur Website
footer = Anschrift und Hinweise

# The reminder, on the page of an appointment
reminder-wanted = Wir erinnern Sie vor dem Termin per E-Mail.
reminder-unwanted = Sie bekommen keine Erinnerung.
want-reminder = Bitte erinnern
no-reminder = Keine Erinnerung

# The accessibility statement

statement-title = Erklärung zur Barrierefreiheit
# $address is that of the booking page.
statement-of = Diese Erklärung gilt für die Online-Buchung unter { $address } von { $shop }.
statement-status-title = Stand
statement-status = Die Online-Buchung ist mit den Web Content Accessibility Guidelines (WCAG) 2.2, Stufe AA, und der Norm EN 301 549 teilweise vereinbar. Geprüft wurde mit Prüfprogrammen und Tastatur, mit vergrößerter Schrift und hohem Kontrast; eine unabhängige Prüfung gab es nicht.
statement-service = Sie wählen eine Leistung und eine freie Uhrzeit und geben Name und E-Mail-Adresse an. Das geht auch ohne JavaScript, ohne Konto und ohne Zeitlimit. Sie können genauso gut anrufen.
statement-gaps-title = Was noch nicht barrierefrei ist
statement-gap-texts = Namen und Beschreibungen von Leistungen schreibt der Betrieb selbst. Sind sie nur in einer Sprache eingetragen, stehen sie auch in den anderen Sprachen so da.
statement-gap-calendar = Die Tabelle der freien Uhrzeiten ist breit. Auf schmalen Bildschirmen und bei starker Vergrößerung ist die Liste der Tage leichter zu bedienen.
statement-contact-title = Barriere melden
statement-contact = Sie stoßen auf eine Barriere oder kommen nicht weiter? Schreiben Sie uns oder rufen Sie an:
statement-authority-title = Aufsicht
statement-authority = Wenn wir nicht helfen, können Sie sich an die gemeinsame Stelle der Länder wenden:
statement-authority-elsewhere = Wenn wir nicht helfen, können Sie sich an die Behörde Ihres Landes wenden, die über die Barrierefreiheit von Dienstleistungen wacht.
