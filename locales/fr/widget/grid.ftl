# What the widget says until a time is chosen. $start is a day and a time of day.

# How many letters of a day's and of a month's name stand above a column; 0: as many as the browser says.
weekday-letters = 0
month-letters = 0
# The date there.
day-of-month = { $day } { $month }
# A time of day, or from one to another.
clock = { $time }

choose-service = Que pouvons-nous faire pour vous ?
other-service = Autre prestation
other-services = Autres prestations
with-whom = Avec qui ?
anyone = Peu importe
minutes = { $count } min
# The same for the ear.
minutes-spoken = { $count } minutes

choose-time = Choisir un horaire
unavailable = non disponible
# Between two dates, where they are heard.
until = au
previous = Jours précédents
next = Jours suivants
none-shown = Plus rien de libre ces jours-là.
none-at-all = Aucun rendez-vous n’est disponible pour le moment.
next-free = Prochain rendez-vous disponible : { $start }

# The list of days. How many times of a day are free.
free-count = disponibles : { $count }
nothing-free = rien de libre
close = Fermer
call = Appelez-nous :
