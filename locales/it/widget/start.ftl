# What the widget's first file says by itself: before, and where, the texts of its language cannot be had.

open = Prenotare un appuntamento online
close = Chiudere
unreachable = Il servizio di prenotazione al momento non è raggiungibile.
retry = Riprovare
booking-page = Alla pagina di prenotazione
call = Ci chiami:
