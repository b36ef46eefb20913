# Pages for customers that cannot show what was asked for: a title, and a sentence that says what to do.

not-found-title = Seite nicht gefunden
not-found = Unter dieser Adresse gibt es nichts. Bitte prüfen Sie den Link.
unknown-service-title = Termin nicht buchbar
unknown-service = Diesen Termin gibt es hier nicht mehr. Bitte wählen Sie einen anderen.
unknown-token-title = Termin nicht gefunden
unknown-token = Zu diesem Link gibt es keinen Termin. Bitte öffnen Sie den vollständigen Link aus Ihrer E-Mail.
slot-taken-title = Diese Zeit ist nicht mehr frei
slot-taken = Bitte gehen Sie zurück und wählen Sie eine andere Zeit.
too-many-bookings-title = Zu viele offene Termine
too-many-bookings = Für diese E-Mail-Adresse sind schon mehrere Termine offen. Bitte sagen Sie einen davon ab oder rufen Sie uns an.
too-late-title = Zu kurzfristig
too-late = So kurz vor dem Termin geht das nicht mehr online. Bitte rufen Sie uns an.
not-changeable-title = Nicht mehr änderbar
not-changeable = Dieser Termin lässt sich nicht mehr ändern.
rate-limited-title = Einen Moment bitte
rate-limited = Es kamen sehr viele Anfragen von Ihrem Anschluss. Bitte versuchen Sie es gleich noch einmal.
network-limit-title = Heute schon sehr oft gebucht
network-limit = Von Ihrem Internetanschluss wurde heute schon sehr oft gebucht. Bitte rufen Sie uns an.
internal-title = Da ist etwas schiefgegangen
internal = Der Fehler liegt bei uns. Bitte versuchen Sie es später noch einmal oder rufen Sie uns an.
busy-title = Gerade überlastet
busy = Bitte laden Sie die Seite in ein paar Sekunden noch einmal.
unreadable-title = Das hat nicht geklappt
unreadable = Ihre Angaben sind nicht richtig angekommen. Es wurde nichts gebucht und nichts geändert. Bitte beginnen Sie noch einmal.

home = Zur Terminbuchung
# The id under which the cause was logged stands behind it.
reference = Fehlernummer:
