# What the widget's first file says by itself: before, and where, the texts of its language cannot be had.

open = Prenotare un appuntamento online
# Whatever the cause: the network, the server, or a fault in the page.
unreachable = Purtroppo non ha funzionato.
retry = Riprovare
booking-page = Alla pagina di prenotazione
