# What the widget says until a time is chosen. $start is a day and a time of day.

# How many letters of a day's and of a month's name stand above a column; 0: as many as the browser says.
weekday-letters = 2
month-letters = 3
# The date there.
day-of-month = { $day }. { $month }
# A time of day, or from one to another.
clock = { $time } Uhr

choose-service = Was können wir für Sie tun?
other-service = Andere Leistung
other-services = Weitere Leistungen
with-whom = Mit wem?
anyone = Egal
minutes = { $count } Min.
# The same for the ear.
minutes-spoken = { $count } Minuten

choose-time = Zeit wählen
unavailable = nicht buchbar
# Between two dates, where they are heard.
until = bis
previous = Frühere Tage
next = Spätere Tage
none-shown = An diesen Tagen ist nichts mehr frei.
none-at-all = Zurzeit ist kein Termin frei.
next-free = Nächster freier Termin: { $start }

# The list of days. How many times of a day are free.
free-count = { $count } frei
nothing-free = nichts frei
close = Schließen
call = Rufen Sie uns an:
