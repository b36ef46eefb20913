# Mails to those who work in the shop, about their accounts. $planner is one of the two names, $when a date with a time.

planner = Terminplaner
planner-of = Terminplaner von { $shop }
subject = { $heading }: Terminplaner

reset-heading = Neues Passwort wählen
reset = für Ihr Konto im Terminplaner wurde ein neues Passwort angefordert. Mit diesem Link können Sie es wählen:
reset-note = Wenn Sie das nicht waren, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.

invitation-heading = Ihre Einladung
invitation = für Sie gibt es jetzt ein Konto im { $planner }. Wählen Sie mit diesem Link Ihr Passwort; danach melden Sie sich mit { $email } an:
invitation-link = Passwort wählen
invitation-note = Wenn Sie damit nichts anfangen können, müssen Sie nichts tun: Ohne Passwort öffnet das Konto niemandem etwas.
link-until = Der Link gilt einmal, und bis { $until }.

password-changed-heading = Ihr Passwort wurde geändert
password-changed = das Passwort für Ihr Konto im { $planner } wurde geändert: { $when }.
ask-new-password = Neues Passwort anfordern
ask-new-password-note = Waren Sie das nicht? Dann fordern Sie gleich ein neues Passwort an, und sagen Sie einem Inhaber Bescheid.

address-changed-heading = Ihre E-Mail-Adresse wurde geändert
address-added = im { $planner } melden Sie sich jetzt mit dieser E-Mail-Adresse an: { $when }.
address-removed = Ihr Konto im { $planner } hat jetzt eine andere E-Mail-Adresse: { $when }. Mit dieser hier meldet sich dort niemand mehr an.
address-changed-note = Waren Sie das nicht? Dann sagen Sie gleich einem Inhaber Bescheid.

made-owner-heading = Sie sind jetzt Inhaber
made-owner = Ihr Konto im { $planner } darf jetzt alles: { $when }.
made-staff-heading = Ihre Rechte wurden geändert
made-staff = Ihr Konto im { $planner } ist jetzt für Heute, Kalender und Kunden, nicht mehr für die Einstellungen: { $when }.
account-removed-heading = Ihr Konto wurde gelöscht
account-removed = Ihr Konto im { $planner } wurde gelöscht: { $when }.
ask-an-owner = Haben Sie das nicht erwartet? Dann fragen Sie einen Inhaber.

owner-added-heading = Neuer Inhaber
owner-added = { $who } ist jetzt Inhaber im { $planner } und darf dort alles: { $when }.
owner-added-link = Konten ansehen
owner-added-note = War das niemand von Ihnen? Dann löschen Sie das Konto, und wählen Sie ein neues Passwort.

new-device-heading = Neue Anmeldung
new-device = mit Ihrem Konto im { $planner } hat sich jemand auf einem neuen Gerät angemeldet: { $device }, { $when }.
unknown-device = unbekanntes Gerät

sign-ins-failed-heading = Fehlgeschlagene Anmeldungen
sign-ins-failed = jemand hat { $count }-mal vergeblich versucht, sich mit Ihrem Konto im { $planner } anzumelden, zuletzt: { $when }.
sign-ins-failed-note = Ihr Passwort wurde nicht erraten, Sie müssen nichts tun. Nach 100 Versuchen kommt nur noch hinein, wer sich auf dem Gerät schon einmal angemeldet hat; auf jedem anderen hilft dann „Passwort vergessen?“.

factor-added-heading = Neuer zweiter Faktor
factor-added = Ihr Konto im { $planner } hat einen neuen zweiten Faktor: { $factor }, { $when }.
factor-added-note = Waren Sie das nicht? Dann fordern Sie gleich ein neues Passwort an, und lassen Sie den Faktor entfernen: von einem anderen Inhaber, oder am Rechner mit „terminplaner user second-factor“.
factor-removed-heading = Zweiter Faktor entfernt
factor-removed = aus Ihrem Konto im { $planner } wurde ein zweiter Faktor entfernt: { $factor }, { $when }.
factors-removed = jemand anderes hat den zweiten Faktor Ihres Kontos im { $planner } entfernt, mit allen Wiederherstellungscodes: { $when }. Zum Anmelden genügt jetzt das Passwort. Bitte richten Sie einen neuen zweiten Faktor ein.
set-up-factor = Zweiten Faktor einrichten
codes-made-heading = Neue Wiederherstellungscodes
codes-made = für Ihr Konto im { $planner } gibt es neue Wiederherstellungscodes: { $when }. Die alten gelten nicht mehr.
calendar-failing-heading = Kalender nicht lesbar
calendar-failing = der Kalender „{ $calendar }“ lässt sich seit einem Tag nicht lesen. Seine bisherigen Zeiten bleiben belegt, neue kommen nicht an.
calendar-failing-note = Bitte prüfen Sie die Adresse des Kalenders.
calendar-failing-link = Kalender ansehen
code-used-heading = Wiederherstellungscode benutzt
code-used = { $left ->
    [0] jemand hat einen Wiederherstellungscode Ihres Kontos im { $planner } benutzt: { $when }. Es ist keiner mehr übrig.
    [one] jemand hat einen Wiederherstellungscode Ihres Kontos im { $planner } benutzt: { $when }. Noch { $left } ist übrig.
   *[other] jemand hat einen Wiederherstellungscode Ihres Kontos im { $planner } benutzt: { $when }. Noch { $left } sind übrig.
}
app = App für Codes
passkey = Passkey „{ $name }“

# A browser and its system.
device = { $browser } auf { $system }
