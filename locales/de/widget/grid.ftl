# What the widget says until a time is chosen. $start is a day and a time of day.

# How many letters of a day's and of a month's name stand above a column; 0: as many as the browser says.
weekday-letters = 2
month-letters = 3
# The date there.
day-of-month = { $day }. { $month }
# A time of day, or from one to another.
clock = { $time } Uhr

choose-service = Was können wir für Sie tun?
service = Leistung
with-whom = Mit wem?
anyone = Egal
minutes = { $count } Min.

choose-time = Freie Termine
unavailable = nicht buchbar
previous = Frühere Tage
next = Spätere Tage
none-shown = An diesen Tagen ist nichts mehr frei.
none-at-all = Zurzeit ist kein Termin frei.
next-free = Nächster freier Termin: { $start }
zone = Alle Uhrzeiten gelten in { $place } ({ $zone }).
now-taken = { $start } ist jetzt vergeben.
now-free = { $start } ist jetzt frei.
# $count is always more than one.
many-changed = { $count } Uhrzeiten haben sich geändert.
close = Schließen
call = Rufen Sie uns an:
