# Calendars on the telephone: what the pages of subscriptions and devices share.

ways = Was möchten Sie?
view = Auf dem Handy ansehen
view-why = Termine nur lesen, auch in Google und Outlook.
private = Private Termine berücksichtigen
private-why = Was in einem anderen Kalender steht, ist online belegt.
edit = Auf dem Handy bearbeiten
edit-why = Termine verschieben, absagen, Zeiten sperren.
connected = Verbunden
not-connected = Noch nicht verbunden
made = Angelegt { $day }
made-and-used = Angelegt { $made }, zuletzt benutzt { $used }
look-again = Öffnen Sie den Kalender auf dem Handy und laden Sie diese Seite neu: Hier steht dann „Verbunden“.
check = Ob es klappt, sehen Sie so: Öffnen Sie danach den Kalender auf dem Handy und drücken Sie hier „Fertig“. In der Liste steht dann „Verbunden“.
picture = QR-Code der Adresse
