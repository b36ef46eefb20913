# What the widget's first file says by itself: before, and where, the texts of its language cannot be had.

open = Prendre rendez-vous en ligne
# Whatever the cause: the network, the server, or a fault in the page.
unreachable = Cela n’a malheureusement pas fonctionné.
retry = Réessayer
booking-page = Vers la page de réservation
