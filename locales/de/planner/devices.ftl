# Devices that keep the shop's calendars: the account's page.

title = Kalender auf dem Handy
back = Zurück zum Konto
why = Termine im Kalender von Handy oder Computer verschieben, absagen und Zeiten sperren.
needs-https = iPhone, iPad und Mac verlangen eine Adresse mit https. Dafür steht ein Webserver mit Zertifikat vor dem Terminplaner, etwa Caddy, der es selbst besorgt.
new-device = Neues Gerät
label = Name
label-hint = Etwa „Mein iPhone“.
detail = Was man sieht
detail-full = alles: Name, Telefon, Leistung, Nachricht
detail-names = nur Namen
detail-busy = nur belegt, ohne zu ändern
make = Passwort erzeugen
own = Ihre Geräte
none = Noch keins.
remove = Trennen
remove-ask = Dieses Gerät wirklich trennen? Sein Passwort gilt dann nicht mehr.
done-removed = Das Gerät ist getrennt.
device-taken = So heißt schon ein Gerät von Ihnen.
unknown-device = Dieses Gerät gibt es nicht mehr.

know = Gut zu wissen
know-move = Verschieben Sie einen Termin, bekommt der Kunde eine E-Mail, nach zwei Minuten. Verschieben Sie ihn bis dahin noch einmal, nur eine.
know-delete = Löschen Sie einen Termin, ist er abgesagt; der Kunde bekommt eine E-Mail. Unter „Heute“ machen Sie es rückgängig.
know-new = Ein neuer Eintrag sperrt die Zeit. Den Titel sieht kein Kunde.
know-taken = Ist dort schon ein Termin, springt der Eintrag zurück, und unter „Heute“ steht warum.

made-title = Ihr Passwort
made-once = Es ist nur jetzt zu sehen. Es gilt nur für den Kalender dieses Geräts.
server = Server
user = Benutzername
password = Passwort
scan = Die Adresse des Servers brauchen Sie nicht abzutippen: mit der Kamera des Handys scannen und kopieren.
copy = Kopieren
copied = Kopiert.
finished = Fertig

how = So geht es
iphone = iPhone und iPad
iphone-steps = Einstellungen → Apps → Kalender → Kalenderaccounts → Account hinzufügen → Andere → CalDAV-Account hinzufügen. Server, Benutzername und Passwort eintragen, dann „Weiter“.
mac = Mac
mac-steps = Kalender → Accounts … → + → Anderer CalDAV-Account, Accounttyp „Manuell“. Benutzername, Passwort und Server eintragen.
android = Android
android-steps = Die App DAVx⁵ installieren, + antippen, „Mit URL und Benutzername anmelden“. Server als Basis-URL eintragen, danach die Kalender ankreuzen.
thunderbird = Thunderbird
thunderbird-steps = Kalender → Neuer Kalender → Im Netzwerk. Benutzername und Server eintragen, „Kalender suchen“, dann das Passwort.
others = Die Apps von Google und Outlook können das nicht. Dort sehen Sie die Termine mit einem Abo.
