# What the widget says from a chosen time to the appointment booked. What ends in a name is said of that field.

your-clock = Alla Sua ora: { $start }
# From one time of day to another, as it is heard.
spoken-span = dalle { $start } alle { $end }
# Between hours and minutes where they are heard: “9 Uhr 45”. A colon: times of day are read out well as they are written.
hour-word = :
# From one day with its time of day to another.
from-to = da { $start } a { $end }
your-data = I Suoi dati
back = Scegliere un altro orario
on-request = Esaminiamo la Sua richiesta e Le scriveremo.
optional = (facoltativo)
# Where it takes place, unless that is the shop.
at-customer = da Lei
at-phone = La chiamiamo noi
at-video = in video

label_first_name = Nome
label_last_name = Cognome
label_email = Indirizzo e-mail
label_phone = Telefono
label_address = Indirizzo
label_comment = Osservazioni
label_reminder_accepted = Ricordatemi l’appuntamento via e-mail.
# $link is the text of consent-link, which leads to the shop's page.
consent = Ho letto l’{ $link } e la accetto.
consent-link = informativa sulla privacy

missing_first_name = Inserisca il Suo nome.
missing_last_name = Inserisca il Suo cognome.
missing_email = Inserisca il Suo indirizzo e-mail.
missing_phone = Inserisca il Suo numero di telefono.
missing_address = Inserisca il Suo indirizzo.
missing_comment = Scriva un’osservazione.
missing_privacy_accepted = Dia prima il Suo consenso.
wrong_email = Questo indirizzo e-mail è incompleto.
wrong_phone = Inserisca da 5 a 20 cifre.
too-long = Più corto e senza caratteri speciali, per favore.

book = Prenotare l’appuntamento
request = Richiedere l’appuntamento
sending = Invio in corso…
please-correct = Controlli i Suoi dati.
taken-title = Purtroppo questo orario non è più libero.
keeps-data = I Suoi dati restano salvati. Scelga di nuovo:
too-many = Con questo indirizzo e-mail sono già prenotati più appuntamenti.
network-limit = Oggi sono arrivate moltissime prenotazioni dalla Sua connessione internet. La preghiamo di chiamarci.
not-sent = Purtroppo non ha funzionato. La preghiamo di inviare i Suoi dati ancora una volta.
# $wait: "in 10 seconds", as the browser says it.
busy = In questo momento ci sono molte richieste. La preghiamo di inviare di nuovo i Suoi dati { $wait }.

confirmed = Il Suo appuntamento è prenotato
requested = Abbiamo ricevuto la Sua richiesta
mail-confirmed = La conferma viene inviata a { $email }.
not-booked = Non ancora prenotato
# $until is a time of day.
mail-confirm = Confermi entro le { $until } con il link nell’e-mail inviata a { $email }.
without-mail = Prenda nota dell’appuntamento: non riceverà nessuna e-mail.
mail-requested = Esaminiamo la Sua richiesta e scriveremo a { $email }.
calendar = Aggiungere al calendario
manage = Spostare o annullare l’appuntamento
earlier = È prenotato ciò che ha inviato per primo; le Sue ultime modifiche non sono comprese.
again = Prenotare un altro appuntamento

# The calendar that a date is chosen from.
previous-month = Mese precedente
next-month = Mese successivo

# The line between the days and their times.
as-list = Elenco
as-grid = Tabella
choose-date = Scegliere la data

# Spoken when other days are shown.
free-times = Orari liberi: { $count }.

# The line below every step: the accessibility statement.
accessibility = Accessibilità

# What others changed, spoken.
now-taken = { $start } è ora occupato.
now-free = { $start } è ora libero.
# $count is always more than one.
many-changed = { $count } orari sono cambiati.

# Whose clock is meant, to visitors elsewhere.
zone = Tutti gli orari sono in ora locale di { $place } ({ $zone }).
