# What the widget says until a time is chosen. $start is a day and a time of day.

# How many letters of a day's and of a month's name stand above a column; 0: as many as the browser says.
weekday-letters = 0
month-letters = 0
# The date there.
day-of-month = { $day } { $month }
# A time of day, or from one to another.
clock = { $time }

choose-service = Que pouvons-nous faire pour vous ?
service = Prestation
with-whom = Avec qui ?
anyone = Peu importe
minutes = { $count } min

choose-time = Rendez-vous disponibles
unavailable = non disponible
previous = Jours précédents
next = Jours suivants
none-shown = Plus rien de libre ces jours-là.
none-at-all = Aucun rendez-vous n’est disponible pour le moment.
next-free = Prochain rendez-vous disponible : { $start }
zone = Toutes les heures sont indiquées en heure locale de { $place } ({ $zone }).
now-taken = { $start } vient d’être pris.
now-free = { $start } vient de se libérer.
# $count is always more than one.
many-changed = { $count } horaires ont changé.
close = Fermer
call = Appelez-nous :
