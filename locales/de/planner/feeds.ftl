# Calendars to subscribe to: the account's page, and what stands in the calendars.

calendars = Kalender auf dem Handy
back = Zurück zum Konto
why = Ihre Termine in dem Kalender, den Sie schon haben: zum Ansehen auf Handy, Tablet und Computer.
own = Ihre Abos
none = Noch keins.
new-feed = Neues Abo
label = Name
label-hint = Wo Sie es benutzen, etwa „Mein iPhone“.
whose = Wessen Termine
everybody = Ganzer Betrieb
detail = Was man sieht
detail-full = alles: Name, Telefon, Leistung, Anmerkung
detail-names = nur Namen
detail-busy = nur belegt
buffers = Mit Vor- und Nachbereitung
make = Adresse erzeugen
renew = Neue Adresse
renew-ask = Wirklich eine neue Adresse? Die alte gilt dann nicht mehr.
remove = Beenden
remove-ask = Dieses Abo wirklich beenden?
done-revoked = Das Abo ist beendet. Unter der alten Adresse kommt nichts mehr.
label-taken = So heißt schon ein Abo von Ihnen.
unknown-feed = Dieses Abo gibt es nicht mehr.

made-title = Ihre Adresse
made-once = Sie ist nur jetzt zu sehen. Wer sie hat, sieht diese Termine: Geben Sie sie niemandem.
scan = Mit der Kamera des Handys scannen:
subscribe = Auf diesem Gerät abonnieren
copy = Adresse kopieren
copied = Kopiert.
address = Adresse
finished = Fertig

how = So geht es
apple = iPhone, iPad, Mac
apple-steps = QR-Code scannen oder „Auf diesem Gerät abonnieren“ antippen, dann „Abonnieren“. Wie oft nachgesehen wird, stellen Sie unter Einstellungen → Apps → Kalender → Kalenderaccounts → Datenabgleich ein.
google = Google Kalender
google-steps = Am Computer calendar.google.com öffnen, neben „Weitere Kalender“ auf + und „Per URL“, Adresse einfügen. Google sieht nur alle paar Stunden nach, manchmal erst nach einem Tag.
outlook = Outlook
outlook-steps = „Kalender hinzufügen“, „Aus dem Internet abonnieren“, Adresse einfügen. Outlook sieht etwa alle drei Stunden nach.
android = Android ohne Google
android-steps = Die App ICSx⁵ installieren, Adresse einfügen, Abstand wählen.
only-looking = Ein Abo zeigt Termine nur. Auf die Minute genau ist der Terminplaner selbst, auch im Browser des Handys.

# In the calendars
busy = Belegt
blocked = Gesperrt
private-title = Privat
