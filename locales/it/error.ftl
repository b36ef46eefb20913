# Pages for customers that cannot show what was asked for: a title, and a sentence that says what to do.

not-found-title = Pagina non trovata
not-found = A questo indirizzo non c’è nulla. La preghiamo di controllare il link.
unknown-service-title = Appuntamento non disponibile
unknown-service = Questo appuntamento non è più offerto qui. La preghiamo di sceglierne un altro.
unknown-token-title = Appuntamento non trovato
unknown-token = A questo link non corrisponde nessun appuntamento. La preghiamo di aprire il link completo della Sua e-mail.
slot-taken-title = Questo orario non è più libero
slot-taken = La preghiamo di tornare indietro e di scegliere un altro orario.
too-many-bookings-title = Troppi appuntamenti in sospeso
too-many-bookings = Con questo indirizzo e-mail sono già prenotati più appuntamenti. La preghiamo di annullarne uno o di chiamarci.
too-late-title = Troppo tardi
too-late = Così poco prima dell’appuntamento non è più possibile online. La preghiamo di chiamarci.
not-changeable-title = Non più modificabile
not-changeable = Questo appuntamento non può più essere modificato.
rate-limited-title = Un momento, per favore
rate-limited = Sono arrivate moltissime richieste dalla Sua connessione. La preghiamo di riprovare tra poco.
network-limit-title = Già molte prenotazioni oggi
network-limit = Oggi sono arrivate moltissime prenotazioni dalla Sua connessione internet. La preghiamo di chiamarci.
internal-title = Qualcosa è andato storto
internal = L’errore è nostro. La preghiamo di riprovare più tardi o di chiamarci.
busy-title = Servizio sovraccarico
busy = La preghiamo di ricaricare la pagina tra qualche secondo.
unreadable-title = Non ha funzionato
unreadable = I Suoi dati non sono arrivati correttamente. Non è stato prenotato né modificato nulla. La preghiamo di ricominciare.

home = Alla prenotazione
# The id under which the cause was logged stands behind it.
reference = Numero dell’errore:
