# The second factor of an account: signing in with it, adding and removing it.

second-factor = Zweiter Faktor
is-on = an
set-up = Einrichten
change = Ändern
back = Zurück zum Konto
why = Mit einem zweiten Faktor kommt niemand hinein, der nur Ihr Passwort erfahren hat.

# Signing in
second-step = Zweiter Schritt
app-code = Code aus der App
app-code-hint = Die sechs Ziffern, die Ihre App jetzt zeigt.
use-passkey = Passkey benutzen
sign-in-with-passkey = Mit Passkey anmelden
recovery-code = Wiederherstellungscode
recovery-title = Wiederherstellung
recovery-code-sentence = Einer der zehn Codes, die Sie sich aufgehoben haben. Jeder gilt einmal.
no-telephone = Telefon nicht da? Wiederherstellungscode
no-code-left = Kein Code mehr? Ein anderer Inhaber kann Ihren zweiten Faktor unter „Konten“ entfernen, oder jemand am Rechner selbst mit dem Befehl „terminplaner user second-factor --db DATEI --remove { $email }“.
wrong-code = Der Code stimmt nicht oder wurde schon benutzt. Nehmen Sie den, den die App jetzt zeigt.
wrong-recovery-code = Das ist keiner Ihrer unbenutzten Codes.
passkey-failed = Das hat nicht geklappt. Ist auf diesem Gerät kein Passkey, melden Sie sich mit E-Mail-Adresse und Passwort an.
passkey-failed-step = Das hat nicht geklappt. Ist auf diesem Gerät kein Passkey, nehmen Sie einen Wiederherstellungscode.
passkey-not-made = Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.
passkey-refused = Dieser Passkey gilt hier nicht. Versuchen Sie es noch einmal, oder melden Sie sich mit E-Mail-Adresse und Passwort an.
passkey-present = Dieses Gerät hat schon einen Passkey für dieses Konto.
cannot-passkey = Dieser Browser kann keine Passkeys, oder seine Skripte sind ausgeschaltet.
moved = Der Terminplaner hat eine neue Adresse. Passkeys von der alten gelten hier nicht: Bitte melden Sie sich mit E-Mail-Adresse und Passwort an.
moved-step = Der Terminplaner hat eine neue Adresse, Ihr Passkey gilt hier deshalb nicht. Melden Sie sich dieses Mal ohne ihn an, und legen Sie dann einen neuen an.
app-locked-step = Codes aus der App lassen sich nicht mehr prüfen. Bitte nehmen Sie einen Wiederherstellungscode.
password-or-code = Passwort oder Code aus der App
not-yours = Das ist weder Ihr Passwort noch der Code, den Ihre App jetzt zeigt.

# The account's page
demanded = Inhaber brauchen hier einen zweiten Faktor. Richten Sie einen ein, dann geht es weiter.
passkeys = Passkeys
passkeys-sentence = Anmelden mit Fingerabdruck, Gesicht oder PIN Ihres Geräts, ohne Passwort.
add-passkey = Passkey anlegen
passkey-name = Name
passkey-name-hint = Damit Sie ihn wiedererkennen, etwa „Mein Telefon“.
no-host = Passkeys brauchen eine Adresse mit Namen und https, etwa https://termine.example.org.
none-on-trial = In diesem Testbetrieb gibt es keine Passkeys.
works-elsewhere = Gilt nur unter { $host }
app = Code aus einer App
app-sentence = Eine App auf Ihrem Telefon zeigt alle 30 Sekunden einen neuen Code. Jede App für solche Codes passt.
app-locked = Die Codes lassen sich nicht mehr prüfen, weil die Schlüsseldatei fehlt oder eine andere ist. Richten Sie die App neu ein.
add-app = App einrichten
replace-app = Auf neuem Telefon einrichten
renew-app = App neu einrichten
scan = Scannen Sie das Bild mit der App auf Ihrem Telefon.
picture = QR-Code für die App
or-type = Oder tippen Sie diesen Schlüssel in die App:
first-code-hint = Die App zeigt ihn jetzt.
added-and-used = Seit { $added }, zuletzt benutzt { $used }
added-never-used = Seit { $added }, noch nicht benutzt
rename = Umbenennen
save = Speichern
remove = Entfernen
remove-passkey-ask = Den Passkey „{ $name }“ wirklich entfernen? Andere Geräte werden abgemeldet.
remove-app-ask = Die App wirklich entfernen? Andere Geräte werden abgemeldet.
recovery-codes = Wiederherstellungscodes
recovery-codes-sentence = Für den Fall, dass Telefon oder Passkey nicht zur Hand ist.
codes-left = { $left ->
    [0] Es ist keiner mehr übrig.
    [one] Noch { $left } ist übrig.
   *[other] Noch { $left } sind übrig.
}
new-codes = Neue Codes erzeugen
new-codes-ask = Wirklich neue Codes erzeugen? Die alten gelten dann nicht mehr.
codes-title = Ihre zehn Codes
codes-made = Das sind Ihre Wiederherstellungscodes. Sie sind nur jetzt zu sehen.
keep-codes = Drucken Sie sie aus oder schreiben Sie sie ab, und heben Sie sie getrennt vom Telefon auf. Jeder meldet Sie einmal an.
codes-of = { $shop }, { $email }, { $date }
codes-kept = Ich habe sie aufgehoben
go-on = Weiter
add = Hinzufügen
no-factor = Dieses Konto hat keinen zweiten Faktor.
done-added = Hinzugefügt.
done-replaced = Die neue App gilt, die alte nicht mehr. Andere Geräte sind abgemeldet.
done-renamed = Umbenannt.
done-removed = Entfernt. Andere Geräte sind abgemeldet.
done-recovery = { $left ->
    [0] Sie sind angemeldet. Das war Ihr letzter Wiederherstellungscode: Erzeugen Sie neue. Entfernen Sie hier, was verloren ist.
   *[other] Sie sind angemeldet; noch { $left } Wiederherstellungscodes sind übrig. Entfernen Sie hier, was verloren ist, und richten Sie Neues ein.
}
