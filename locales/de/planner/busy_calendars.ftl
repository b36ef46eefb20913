# Calendars kept elsewhere, whose busy times block a room or a person.

title = Andere Kalender
why = Was hier drinsteht, ist online belegt: private Termine, die Praxissoftware, ein gemeinsamer Raumplan. Betreff und Ort werden nicht gespeichert.
none = Noch keiner.
add = Kalender verbinden
import-file = Kalenderdatei einlesen
edit = Kalender ändern
whose = Für wen
name = Name
name-hint = Wie er hier heißen soll, etwa „Privat“.
url = Adresse
url-hint = Google: Einstellungen des Kalenders, „Privatadresse im iCal-Format“. Outlook und iCloud: Kalender veröffentlichen, Link kopieren.
url-kept = Leer lassen: Die Adresse bleibt.
tentative = Vorläufige Termine
tentative-busy = gelten als belegt
tentative-free = gelten als frei
login = Benutzer und Passwort
login-hint = Nur, wenn die Adresse danach fragt.
user = Benutzer
password = Passwort
both-or-none = Bitte füllen Sie beide Felder aus.
look = Ansehen
look-again = Noch einmal ansehen
would-block = Das wäre belegt
found = { $count ->
    [0] In diesem Kalender steht nichts.
    [one] In diesem Kalender steht ein Eintrag.
   *[other] In diesem Kalender stehen { $count } Einträge.
}
unread = { $count ->
    [one] 1 Eintrag ist nicht lesbar.
   *[other] { $count } Einträge sind nicht lesbar.
}
nothing-soon = In den nächsten zwei Wochen nichts.
more = { $count ->
    [one] Und noch einer in den nächsten zwei Wochen.
   *[other] Und noch { $count } in den nächsten zwei Wochen.
}
save = Speichern
delete = Löschen
delete-hint = Was nur dieser Kalender belegt, wird wieder frei.
delete-ask = Diesen Kalender wirklich löschen?
done-saved = „{ $name }“ ist gespeichert.
done-deleted = „{ $name }“ ist gelöscht.
gone = Diesen Kalender gibt es nicht mehr.

# How the last looks went
off = Ausgeschaltet
not-yet = Noch nicht gelesen
read = Gelesen: { $at }
failing = Nicht lesbar seit { $since }
never-read = Er belegt noch nichts.
last-state = Es gilt der Stand von { $at }.

# Why one failed
no-address = Die Adresse fehlt.
locked = Die Adresse lässt sich ohne die Schlüsseldatei nicht lesen. Bitte geben Sie sie neu ein.
unreachable = Der Server antwortet nicht.
timed-out = Der Server braucht zu lange.
tls = Die sichere Verbindung klappt nicht.
private = Die Adresse führt in ein privates Netz. Das muss beim Start des Programms erlaubt werden (--allow-private-fetch).
insecure = Die Adresse muss mit https beginnen.
refused = Der Server verlangt Benutzer und Passwort, oder sie stimmen nicht.
not-found = Unter dieser Adresse gibt es keinen Kalender.
redirects = Der Server leitet ins Leere.
server = Der Server meldet einen Fehler.
too-large = Der Kalender ist zu groß (mehr als 10 MB oder 100.000 Einträge).
not-a-calendar = Unter dieser Adresse ist kein Kalender. Gebraucht wird der Link zur Kalenderdatei (iCal), nicht der zur Webseite.
incomplete = Die Antwort war unvollständig.
on-trial = In diesem Testbetrieb werden keine Kalender abgerufen.

# An account with several calendars
add-account = Konto verbinden
server-address = Server
server-hint = iCloud: caldav.icloud.com. Nextcloud, mailbox.org, Posteo und andere nennen ihn als „CalDAV“.
app-password-hint = Am besten ein eigenes App-Passwort, bei iCloud geht nur das.
login-kept = Leer lassen: Benutzer und Passwort bleiben.
login-missing = Bitte geben Sie Benutzer und Passwort ein.
no-account = Dort ist kein Kalenderkonto (CalDAV) zu finden.
find-calendars = Kalender suchen
its-calendars = Kalender des Kontos
which-block = Was darin steht, ist online belegt
write-to = Termine eintragen in
write-hint = Neue, verschobene und abgesagte Termine stehen kurz danach auch dort.
write-nowhere = keinen
detail = Dort steht
detail-full = Name, Telefon, Leistung und Nachricht
detail-names = nur der Name
detail-busy = nur „Belegt“
delete-account-hint = Schon eingetragene Termine bleiben im anderen Kalender stehen.
not-written = Termine lassen sich gerade nicht eintragen.
not-taken = { $count ->
    [one] 1 Termin ließ sich nicht eintragen.
   *[other] { $count } Termine ließen sich nicht eintragen.
}
