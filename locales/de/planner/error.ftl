# Pages for the people of the shop that cannot show what was asked for: a title, and a sentence that says what to do.

not-found-title = Seite nicht gefunden
not-found = Unter dieser Adresse gibt es im Terminplaner nichts. Vielleicht ist sie unvollständig, oder was hier stand, wurde inzwischen gelöscht.
sign-in-required-title = Bitte melden Sie sich an
sign-in-required = Sie sind nicht oder nicht mehr angemeldet, deshalb wurde nichts gespeichert. Melden Sie sich an und machen Sie es dann noch einmal.
password-required-title = Bitte geben Sie Ihr Passwort ein
password-required = Zur Sicherheit, falls jemand anderes an Ihrem Gerät sitzt. Danach geht es hier weiter.
not-allowed-title = Das darf nur ein Inhaber
not-allowed = Ihr Konto ist für Heute, Kalender und Kunden. Bitten Sie jemanden mit einem Inhaber-Konto, das für Sie zu erledigen.
method-not-allowed-title = So lässt sich diese Adresse nicht öffnen
method-not-allowed = Sie gehört zu einem Knopf. Es wurde nichts geändert: Öffnen Sie die Seite, auf der er steht, und drücken Sie ihn dort.
body-too-large-title = Das ist zu viel auf einmal
body-too-large = Es wurde nichts gespeichert. Gehen Sie im Browser zurück, kürzen Sie den Text und senden Sie ihn noch einmal.
foreign-form-title = Das kam nicht von einer Seite des Terminplaners
foreign-form = Es wurde nichts geändert: Zu Ihrem Schutz gilt nur, was eine Seite des Terminplaners selbst absendet. Öffnen Sie ihn unter seiner üblichen Adresse neu und machen Sie es dort noch einmal. Hilft das nicht, verändert ein Zusatz im Browser oder ein Proxy vor dem Programm die Anfragen (Kopfzeilen Host und Origin).
slot-taken-title = Diese Zeit ist schon belegt
slot-taken = Es wurde nichts geändert. Gehen Sie zurück und wählen Sie eine andere Zeit, oder sehen Sie im Kalender nach.
internal-title = Da ist etwas schiefgegangen
internal = Das ist ein Fehler des Programms. Sehen Sie nach, ob gespeichert wurde, was Sie gerade getan haben. Kommt der Fehler wieder, nennen Sie die Nummer unten dem, der das Programm betreut: Sie steht auch in seinem Protokoll.
rate-limited-title = Einen Moment bitte
rate-limited = Das war zu oft in kurzer Zeit. Es wurde nichts geändert; warten Sie einen Moment und machen Sie es dann noch einmal.
unreadable-title = Das hat nicht geklappt
unreadable = Es wurde nichts geändert. Laden Sie die Seite, von der Sie kommen, neu und machen Sie es noch einmal.

sign-in = Anmelden
home = Zum Terminplaner
