# What the widget says until a time is chosen. $start is a day and a time of day.

# How many letters of a day's and of a month's name stand above a column; 0: as many as the browser says.
weekday-letters = 3
month-letters = 3
# The date there.
day-of-month = { $day } { $month }
# A time of day, or from one to another.
clock = ore { $time }

choose-service = Che cosa possiamo fare per Lei?
other-service = Altra prestazione
other-services = Altre prestazioni
with-whom = Con chi?
anyone = Indifferente
minutes = { $count } min
# The same for the ear.
minutes-spoken = { $count } minuti

choose-time = Scegliere l’orario
unavailable = non disponibile
# Between two dates, where they are heard.
until = al
previous = Giorni precedenti
next = Giorni successivi
none-shown = In questi giorni non c’è più nulla di libero.
none-at-all = Al momento non c’è nessun appuntamento libero.
next-free = Prossimo appuntamento libero: { $start }

# The list of days. How many times of a day are free.
free-count = disponibili: { $count }
nothing-free = nessun orario libero
close = Chiudere
call = Ci chiami:
