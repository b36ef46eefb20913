# What the widget says until a time is chosen. $start is a day and a time of day.

# How many letters of a day's and of a month's name stand above a column; 0: as many as the browser says.
weekday-letters = 3
month-letters = 3
# The date there.
day-of-month = { $day } { $month }
# A time of day, or from one to another.
clock = { $time }

choose-service = What can we do for you?
service = Service
with-whom = With whom?
anyone = Anyone
minutes = { $count } min

choose-time = Free times
unavailable = not available
previous = Earlier days
next = Later days
none-shown = Nothing is free on these days.
none-at-all = No appointment is free at present.
next-free = Next free appointment: { $start }
zone = All times are local to { $place } ({ $zone }).
now-taken = { $start } is taken now.
now-free = { $start } is free now.
# $count is always more than one.
many-changed = { $count } times have changed.
close = Close
call = Call us:
