# What stands around the manual.

title = Handbuch
about = Alles, was Sie für Ihren Betrieb brauchen, auf kurzen Seiten. Oben auf jeder Seite führt das Fragezeichen an die passende Stelle.
search-label = Im Handbuch suchen
search = Suchen
contents = Inhalt
turn = Weiterblättern
nothing-found = Nichts gefunden.
counted = { $count ->
    [one] { $count } Stelle
   *[other] { $count } Stellen
}

# Chapters
requirements = Voraussetzungen
set-up = Einrichtung
options = Optionale Anpassungen
daily-use = Anwendung
alternatives = Alternativen
