# The start page.

open-calendar = Zum Kalender
requests = Anfragen
confirm = Bestätigen
decline = Ablehnen
unanswered = Nicht rechtzeitig beantwortet
unanswered-hint = Die Zeit dieser Anfragen ist vorbei. Beim Ablegen geht keine E-Mail hinaus.
file-away = Als abgelehnt ablegen
news = Neu
seen = Gesehen
seen-all = Alle als gesehen markieren
seen-before = Schon gesehen
before = bisher
quiet = Alles erledigt.
quiet-hint = Neue Buchungen erscheinen hier von selbst.
booked-at = Ihre Buchungsseite:
not-bookable = Noch kann niemand online buchen.
not-bookable-hint = Es fehlen Leistungen oder Öffnungszeiten.
add-missing = Ergänzen
mails = Bitte anrufen
mails-hint = Diese E-Mails kamen nicht an. Der Kunde weiß noch nicht Bescheid.
erasures = Bitten um Löschung
erasures-hint = Mit dem Link aus einer E-Mail erbeten. Die Person bekommt eine E-Mail, sobald Sie löschen oder ablehnen.
erase-until = bis { $date }
erase = Daten löschen
call = Anrufen
no-phone = Keine Telefonnummer bekannt
message = E-Mail
mail-server = Antwort des Mailservers
settle = Erledigt
send-again = Noch einmal senden
send-all-again = Alle noch einmal senden
check-mail = Zum E-Mail-Versand
never-tried = Nicht gesendet: E-Mail war nicht eingerichtet.
own-mails = E-Mails an Ihre eigene Adresse kommen nicht an.
own-mails-hint = Prüfen Sie die E-Mail-Adresse des Betriebs in den Einstellungen.
backup-failed = Die Sicherung ist nicht gelungen.
no-backup = Noch gibt es keine.
last-backup = Die letzte ist von { $when }.
backup-failed-hint = Warum, steht im Protokoll des Programms auf dem Rechner.
mail-missing = E-Mail ist noch nicht eingerichtet.
mail-missing-hint = Kunden bekommen keine Bestätigungen. Wartende E-Mails verfallen nach 48 Stunden.
mail-locked = Das Passwort des Mailservers muss neu eingegeben werden.
mail-locked-hint = Die Schlüsseldatei fehlt oder ist eine andere. Gibt es eine Kopie, legen Sie sie vorher zurück.
enter-password = Passwort eingeben
app-locked = Die Codes aus Ihrer App lassen sich nicht mehr prüfen.
app-locked-hint = Die Schlüsseldatei fehlt oder ist eine andere. Gibt es eine Kopie, legen Sie sie zurück. Sonst richten Sie die App neu ein; bis dahin gelten Passkey und Wiederherstellungscodes.
set-up-app = App neu einrichten
lost-invitation = Die Einladung an { $name } ist nicht hinausgegangen.
lost-invitation-hint = Die Schlüsseldatei fehlt oder ist eine andere. Der Link darin lässt sich nicht mehr lesen.
invite-again = Noch einmal einladen
confirms-in-vain = Kunden können zurzeit nicht per E-Mail bestätigen. Online-Buchungen gelten deshalb sofort.
mail-missing-staff = Bitte wenden Sie sich an jemanden mit einem Inhaber-Konto.
set-up-mail = E-Mail einrichten
no-sender = Der Betrieb hat keine E-Mail-Adresse.
no-sender-hint = Ohne Absender kann keine E-Mail hinausgehen.
set-up-shop = Adresse eintragen
retention = Wie lange dürfen Kundendaten bleiben?
retention-hint = Bisher werden sie nie gelöscht.
choose-retention = Frist wählen
reminders = Wer soll erinnert werden?
reminders-hint = Bisher jeder Kunde. Die deutschen Datenschutzbehörden verlangen seit Juni 2025, dass Kunden zustimmen.
choose-reminders = Wählen
today = Termine heute
today-small = heute
free-day = Heute stehen keine Termine an.
blocked = Gesperrt
nameless = Ohne Namen
now = jetzt
next = als Nächstes
came = Erschienen
did-not-come = Nicht erschienen
take-back = Zurücknehmen
time-passed = Das geht nicht mehr: Die Zeit dieser Anfrage ist vorbei. Bitte rufen Sie den Kunden an.
changed-meanwhile = Das geht nicht mehr: Der Termin wurde inzwischen geändert oder abgesagt. Bitte sehen Sie ihn sich noch einmal an.
taken-meanwhile = Das geht nicht mehr: Die Zeit ist inzwischen vergeben.
held = Ungewöhnlich viele neue Adressen
held-hint = Diese Anfragen und die E-Mails an ihre Absender warten, bis Sie sie freigeben. Beim Ablehnen geht keine E-Mail hinaus.
held-names = Wer und wann
held-together = Alle zusammen
release = Freigeben
release-all = Alle freigeben
decline-all = Alle ablehnen
look-through = Durchsehen
arrived = Neu eingetroffen
did-confirm = Bestätigt. Der Kunde bekommt eine E-Mail, wenn er eine Adresse angegeben hat.
did-decline = Abgelehnt. Die Zeit ist wieder frei.
did-note = Notiert.
did-see = Als gesehen markiert.
did-settle = Erledigt.
did-send-again = Wird noch einmal gesendet.
did-not-send-again = Das geht nicht mehr: Die E-Mail ist überholt.
did-release = Freigegeben: Die E-Mails gehen jetzt hinaus, die Anfragen warten auf Ihre Antwort.
did-decline-held = Abgelehnt, ohne E-Mail. Die Zeiten sind wieder frei.
did-cancel-source = Abgesagt. Die Zeiten sind wieder frei.
did-set-password = Ihr Passwort gilt, und Sie sind angemeldet.
booked = Gebucht
requested = Angefragt
rescheduled = Verschoben
cancelled = Abgesagt
disowned = Nicht selbst gebucht
held-requests = { $count ->
    [one] { $count } Anfrage
   *[other] { $count } Anfragen
}
held-from-same = { $count ->
    [one] { $count } Anfrage
   *[other] { $count } Anfragen vom selben Internetanschluss
}
held-from-unknown = { $requests }, Anschluss nicht bekannt
and-more = und { $more } weitere
crowd = { $count } Termine in 24 Stunden vom selben Internetanschluss gebucht.
mail-outage = Der Mailserver nimmt keine E-Mails an, seit: { $since }. Nächster Versuch: { $next }.
mails-wait = { $mails ->
    [one] Eine E-Mail wartet, seit: { $since }.
   *[other] { $mails } E-Mails warten, die älteste seit: { $since }.
}
