# What the pages of a series say: appointments, or blocked times, that repeat.

new-series = Neue Serie
new-blocks = Zeit regelmäßig sperren
block-title = Titel
first = Erster Termin
weekdays = Wochentage
weekdays-hint = Ohne Angabe immer am Wochentag des ersten Termins.
every = Alle … Wochen
count = Anzahl
until = Oder bis
on-closed = An Schließtagen
closed-skip = auslassen
closed-shift = auf den nächsten offenen Tag
preview = Termine zeigen
dates = Termine
create = Eintragen
tell = Eine E-Mail mit allen Terminen senden
ends-before-first = Bitte geben Sie ein Datum nach dem ersten Termin an.
closed = geschlossen
# $why: what the closing is called, or "closed".
skipped = entfällt: { $why }
shifted = statt { $date }: { $why }
instead = stattdessen { $when }
choose-one = Bitte wählen Sie mindestens einen Termin.
taken-meanwhile = Nicht alle Termine sind frei. Es wurde noch nichts eingetragen.
# $count is a number.
did-create =
    { $count ->
        [one] Der Termin ist eingetragen.
       *[other] { $count } Termine sind eingetragen.
    }
did-block =
    { $count ->
        [one] Die Zeit ist gesperrt.
       *[other] Die Zeit ist { $count }-mal gesperrt.
    }

## On the page of an appointment

repeat = Als Serie wiederholen
series = Serie
position = Termin { $number } von { $count }
change = Serie ändern
change-title = Serie ändern
which = Welche Termine?
scope-this = nur diesen
scope-following = diesen und folgende ({ $count })
scope-all = alle kommenden ({ $count })
new-time = Neue Zeit dieses Termins
new-time-hint = Die anderen rücken um denselben Abstand.
shift-them = Verschieben
cancel = Absagen
cancel-question = Diese Termine wirklich absagen? Ihre Zeiten werden wieder frei.
unblock = Sperren aufheben
unblock-question = Diese Sperren wirklich aufheben?
keep = Behalten
back = Zurück zum Termin
anyway = Trotzdem verschieben
not-all-free = Nicht alle neuen Zeiten sind frei. Es wurde noch nichts geändert.
unusual = Das ist ungewöhnlich. Es wurde noch nichts geändert.
none-left = Diese Termine wurden inzwischen geändert. Bitte sehen Sie sich die Serie noch einmal an.
did-move =
    { $count ->
        [one] Der Termin ist verschoben.
       *[other] { $count } Termine sind verschoben.
    }
did-cancel =
    { $count ->
        [one] Der Termin ist abgesagt.
       *[other] { $count } Termine sind abgesagt.
    }
did-unblock =
    { $count ->
        [one] Die Sperre ist aufgehoben.
       *[other] { $count } Sperren sind aufgehoben.
    }
