# What the widget's first file says by itself: before, and where, the texts of its language cannot be had.

open = Prendre rendez-vous en ligne
close = Fermer
unreachable = Le service de réservation est injoignable pour le moment.
retry = Réessayer
booking-page = Vers la page de réservation
call = Appelez-nous :
