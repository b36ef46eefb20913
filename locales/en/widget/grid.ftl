# What the widget says until a time is chosen. $start is a day and a time of day.

# How many letters of a day's and of a month's name stand above a column; 0: as many as the browser says.
weekday-letters = 3
month-letters = 3
# The date there.
day-of-month = { $day } { $month }
# A time of day, or from one to another.
clock = { $time }

choose-service = What can we do for you?
other-service = Another service
other-services = Other services
with-whom = With whom?
anyone = Anyone
minutes = { $count } min
# The same for the ear.
minutes-spoken = { $count } minutes

choose-time = Choose a time
unavailable = not available
# Between two dates, where they are heard.
until = to
previous = Earlier days
next = Later days
none-shown = Nothing is free on these days.
none-at-all = No appointments are free at the moment.
next-free = Next free appointment: { $start }

# The list of days. How many times of a day are free.
free-count = { $count } free
nothing-free = nothing free
close = Close
call = Call us:
