# What the pages of every import from a file say.

go-on = Weiter
cancel = Abbrechen
no-file = Bitte wählen Sie eine Datei.
expired = Die Datei ist nicht mehr da. Bitte wählen Sie sie noch einmal.
look = Vorschau aktualisieren
becomes = Wird zu
as-above = wie oben
skip = auslassen
more = … und { $count } weitere
other-file = Andere Datei
