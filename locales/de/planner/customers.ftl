# What the pages about customers say.

title = Kunden
add = Neuer Kunde
import = Importieren
search = Kunden suchen
search-hint = Name, Telefon, E-Mail-Adresse oder Geburtsdatum
search-button = Suchen
none-yet = Noch keine Kunden. Aus einer Buchung legen Sie mit einem Klick einen an.
none-found = Kein Kunde gefunden. Prüfen Sie die Schreibweise, oder legen Sie einen neuen Kunden an.
of-nobody = Termine ohne Kundeneintrag
of-nobody-hint = Die neuesten zuerst, auch abgesagte. Öffnen Sie einen, um ihn einem Kunden zuzuordnen.
name = Name
first-name = Vorname
last-name = Nachname
email = E-Mail-Adresse
phone = Telefon
address = Anschrift
born-on = Geburtsdatum
note = Notiz
note-hint = Nur für Sie und Ihr Team. Gehört zur Datenauskunft, wenn der Kunde sie verlangt.
made-on = Angelegt am
save = Speichern
cancel = Abbrechen
edit = Bearbeiten
edit-title = Kunde bearbeiten
wrong = Bitte prüfen Sie die markierten Felder. Es wurde noch nichts gespeichert.
upcoming = Kommende Termine
past = Vergangene Termine
no-appointments = Noch keine Termine.
no-appointments-hint = Ordnen Sie einen Termin auf seiner Seite oder in der Übersicht „Heute“ zu.
blocked = Ohne Leistung
same-email = Termine mit derselben E-Mail-Adresse
same-email-hint = Diese Termine gehören noch zu keinem Kunden.
customer = Kunde
unlink = Zuordnung lösen
unlink-whom = Zuordnung lösen zu
assign = Zuordnen
maybe = Vielleicht schon bekannt
surely = Wahrscheinlich schon bekannt
nobody-similar = Noch kein Kunde zugeordnet.
create = Als Kunden anlegen
create-anyway = Neu anlegen
linked = Der Termin ist dem Kunden zugeordnet.
created-and-linked = Der Kunde ist angelegt, der Termin zugeordnet.
unlinked = Die Zuordnung ist gelöst.
saved = Gespeichert.
created = Der Kunde ist angelegt.
merged = Zusammengeführt: Alle Termine stehen jetzt hier.
merge = Zusammenführen
merge-title = Kunden zusammenführen
merge-explained = Ist dieselbe Person doppelt angelegt? Wählen Sie den anderen Eintrag. Danach bestimmen Sie, welche Angaben bleiben.
merge-choose = Welche Angaben sollen bleiben? Alle Termine beider Einträge stehen danach in einem. Das lässt sich nicht rückgängig machen.
merge-find = Anderen Kunden suchen
merge-with = Auswählen
merge-similar = Ähnliche Kunden
merge-none = Es gibt keinen ähnlichen Kunden. Suchen Sie nach dem Namen.
merge-nothing = Niemand gefunden.
merge-now = Jetzt zusammenführen
merge-both = Beide
merge-empty = (leer)
merge-other = Anderen Kunden wählen
changed-meanwhile = Einer der Kunden wurde gerade geändert. Hier stehen die neuen Angaben, bitte wählen Sie noch einmal.
export = Datenauskunft
export-title = Datenauskunft
export-explained = Alles, was hier zu dieser Person gespeichert ist: ihr Eintrag, ihre Termine und Termine ohne Kundeneintrag mit derselben E-Mail-Adresse. Zum Aushändigen drucken oder als Datei weitergeben.
export-json = Als Datei (JSON)
export-print = Zum Drucken: Strg + P
record = Kundeneintrag
appointments = Termine
mails = E-Mails
named-as = Angegeben als
comment = Anmerkung
shop-note = Interne Notiz
booked-at = Gebucht am
consent = Datenschutz zugestimmt am
reminder-consent = Erinnerung gewünscht am
mail-language = Sprache
erase = Löschen
erase-title = Kunden löschen
erase-now = Endgültig löschen
erase-what = Gelöscht werden der Kundeneintrag und, in allen Terminen dieser Person, Name, E-Mail-Adresse, Telefonnummer, Anschrift, Anmerkung und Notiz sowie die Texte der E-Mails. Das gilt auch für Termine ohne Kundeneintrag mit derselben E-Mail-Adresse. Das lässt sich nicht rückgängig machen.
erase-stays = Die Termine selbst bleiben ohne Namen stehen, damit Ihre Zeiten und Zahlen stimmen.
erase-backups = Sicherungskopien, die es schon gibt, enthalten die Daten noch, bis sie ersetzt werden.
erase-export-first = Möchte die Person vorher eine Datenauskunft?
erase-future = Es stehen noch Termine bevor. Sagen Sie diese vorher ab, wenn sie nicht stattfinden: Nach dem Löschen gehen keine E-Mails mehr hinaus, und der Link des Kunden führt ins Leere.
likely = Vielleicht auch diese Person
likely-erase = Kreuzen Sie an, was auch gelöscht werden soll.
likely-export = Kreuzen Sie an, was auch in die Auskunft gehört.
likely-add = Mit aufnehmen
look-at = Ansehen
back = Zurück

# Why somebody may be a known customer.
reason-email = gleiche E-Mail-Adresse
reason-phone = gleiche Telefonnummer
reason-name = gleicher Name
reason-similar-name = ähnlicher Name
reason-birth-date = gleiches Geburtsdatum
reason-email-domain = gleicher E-Mail-Anbieter

counted = { $count ->
    [one] { $count } Kunde
   *[other] { $count } Kunden
}
# Finding the customer who rings. $when is a day and a time, and a service.
next-appointment = Nächster Termin: { $when }
last-appointment = Letzter Termin: { $when }
born = geb. { $date }
who-rings = Kunde
somebody-else = Anderer Kunde
keep-customer = Als Kunden speichern
new-appointment = Neuer Termin
like-last-time = Wie zuletzt
in-four-weeks = Gleiche Zeit in 4 Wochen
new-customer = Neuer Kunde: { $name }
nobody-found = Niemand gefunden.

# There are more than are shown.
first-of-many = Die ersten { $count } – suchen Sie genauer, um weitere zu finden.

# How many appointments an erasure takes the person out of.
erases = { $appointments ->
    [0] Es gibt keine Termine dieser Person.
    [one] Das betrifft { $appointments } Termin.
   *[other] Das betrifft { $appointments } Termine.
}
erased = { $appointments ->
    [0] Der Kunde ist gelöscht.
    [one] Der Kunde ist gelöscht, auch aus { $appointments } Termin.
   *[other] Der Kunde ist gelöscht, auch aus { $appointments } Terminen.
}

# Declining a request of erasure
decline-erasure = Bitte um Löschung ablehnen
decline-erasure-what = Die Daten bleiben gespeichert. Der Kunde erfährt das per E-Mail und auf seiner Seite, mit dem Grund.
decline-reason = Grund
decline-reason-hint = Das Gesetz verlangt, dass Sie ihn nennen, etwa eine Rechnung, die Sie aufbewahren müssen.
decline-now = Ablehnen
did-decline-erasure = Abgelehnt. { $address } bekommt eine E-Mail.
did-decline-without-mail = Abgelehnt. E-Mail ist nicht eingerichtet: Bitte schreiben Sie { $address } den Grund.
