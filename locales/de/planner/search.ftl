# The search on every page, and the keys that work on every page.

title = Suche
label = Kunde, Termin, Datum, Leistung oder Einstellung
search = Suchen
nothing-found = Nichts gefunden.
counted = { $count ->
    [one] { $count } Treffer
   *[other] { $count } Treffer
}
customer = Kunde
appointment = Termin
day = Kalender
service = Leistung
resource = Raum oder Person
setting = Einstellung
help = Hilfe
