# Appointments without somebody to take them, since a closing or other hours were entered.

title = Umzuplanen
hint = Zu diesen Terminen ist inzwischen geschlossen oder jemand abwesend.
decide = Entscheiden
back = Zurück zu Heute
back-to-list = Zurück zur Liste
none = Alles entschieden.
nameless = Ohne Namen
whole-shop = Ganzer Betrieb
away = abwesend
closed = geschlossen
other-hours = außerhalb der Zeiten
asked = Kunde gefragt: { $when }
tell = Kunde per E-Mail informieren
add-words = Mit Nachricht
words-to = Nachricht an { $who }
words-to-all = Nachricht an alle
# $names are those who would take the appointment.
same-time = Gleiche Zeit: { $names }
ask = Kunde wählt selbst
search = Andere Zeit suchen
leave = Bleibt so
cancel = Absagen
all = Alle auf einmal
what = Was soll geschehen?
all-colleague = Zur gleichen Zeit zu Kollegen
all-nearest = Auf die nächste freie Zeit danach verschieben
all-ask = Kunden wählen selbst eine neue Zeit
all-cancel = Absagen
all-leave = Bleiben, wie sie sind
preview = Vorschau
at = Bisher
who = Wer
becomes = Neu
will-ask = bekommt eine E-Mail und wählt selbst
will-cancel = abgesagt
will-stay = bleibt so
impossible = geht nicht, bleibt in der Liste
do-it = { $count ->
    [one] Einen Termin ändern
   *[other] { $count } Termine ändern
}
stale = Die Liste hat sich inzwischen geändert. Bitte sehen Sie sie noch einmal an.
not-free = Diese Zeit ist nicht mehr frei. Bitte wählen Sie eine andere.
# $how is who it is, when, and the status; may be empty.
decided = Darüber ist schon entschieden. { $how }
# $when is the new time, $who and where.
did-move = Verschoben: { $when }, { $who }.
did-ask = Der Kunde bekommt eine E-Mail und wählt selbst.
did-cancel = Abgesagt.
did-leave = Der Termin bleibt, wie er ist.
did-all = { $count ->
    [one] Ein Termin geändert.
   *[other] { $count } Termine geändert.
}
did-some = Geändert: { $count }. Noch zu entscheiden: { $left }.
blocks = Gesperrte Zeiten, zu denen jetzt geschlossen ist
move-block = Verschieben
unblock = Löschen
did-unblock = Gesperrte Zeit gelöscht.
