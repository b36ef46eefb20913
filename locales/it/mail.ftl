# Mails to customers, and the calendar file with them. $when is a date with a time.

greeting = Buongiorno,
greeting-name = Buongiorno { $name },
kind-regards = Cordiali saluti

confirmation-subject = Il Suo appuntamento: { $when }
confirmation-heading = Il Suo appuntamento è prenotato
confirmation = Il Suo appuntamento è prenotato. A presto!

please-confirm-subject = Da confermare: il Suo appuntamento di { $when }
please-confirm-heading = Confermi il Suo appuntamento
please-confirm = Il Suo appuntamento non è ancora prenotato. La preghiamo di confermarlo.

request-received-subject = La Sua richiesta di appuntamento per { $when }
request-received-heading = La Sua richiesta è arrivata
request-received = Grazie per la Sua richiesta. Le teniamo libero questo orario e Le scriveremo appena avremo confermato l’appuntamento.

confirmed-subject = Confermato: il Suo appuntamento di { $when }
confirmed-heading = Il Suo appuntamento è confermato
confirmed = Abbiamo confermato il Suo appuntamento. A presto!

declined-subject = Non possibile: il Suo appuntamento di { $when }
declined-heading = Questo appuntamento non è possibile
declined = Purtroppo a quest’ora non possiamo offrirLe un appuntamento. La preghiamo di scegliere un altro orario o di contattarci.

rescheduled-subject = Spostato: il Suo appuntamento è ora { $when }
rescheduled-heading = Il Suo appuntamento è stato spostato
rescheduled = Il Suo appuntamento ha un nuovo orario.
rescheduled-requested-heading = La Sua richiesta è stata spostata
rescheduled-requested = Le teniamo libero il nuovo orario e Le scriveremo appena lo avremo confermato.

cancelled-subject = Annullato: il Suo appuntamento di { $when }
cancelled-heading = Il Suo appuntamento è annullato
cancelled = Il Suo appuntamento è annullato. Non deve fare altro.

series-confirmation-subject = I Suoi appuntamenti dal { $when }
series-confirmation-heading = I Suoi appuntamenti sono prenotati
series-confirmation = I Suoi appuntamenti sono prenotati. Dalla data di ciascuno può spostarlo o annullarlo. A presto!

series-rescheduled-subject = Spostati: i Suoi appuntamenti, ora dal { $when }
series-rescheduled-heading = I Suoi appuntamenti sono stati spostati
series-rescheduled = I Suoi appuntamenti hanno nuovi orari. Dalla data di ciascuno può spostarlo o annullarlo.
series-before = prima: { $when }

series-cancelled-subject = Annullati: i Suoi appuntamenti dal { $when }
series-cancelled-heading = I Suoi appuntamenti sono annullati
series-cancelled = Questi appuntamenti sono annullati. Non deve fare altro.

choose-time-subject = Da scegliere di nuovo: il Suo appuntamento { $when }
choose-time-heading = Scelga un nuovo orario
choose-time = Purtroppo a quell’ora non possiamo riceverLa. La preghiamo di scegliere un altro orario. Fino ad allora il Suo appuntamento resta valido.

reminder-subject = Promemoria: il Suo appuntamento di { $when }
reminder-heading = Promemoria del Suo appuntamento
reminder = Le ricordiamo il Suo appuntamento. A presto!
reminder-requested-subject = Promemoria: la Sua richiesta di appuntamento per { $when }
reminder-requested-heading = La Sua richiesta è ancora in attesa
reminder-requested = Le ricordiamo la Sua richiesta di appuntamento. Le teniamo libero questo orario, ma non è ancora confermato. Se non riceve nostre notizie, La preghiamo di contattarci.

booking-refused-subject = Non prenotato: un altro appuntamento
booking-refused-heading = Nessun altro appuntamento prenotato
booking-refused = Qualcuno voleva prenotare un altro appuntamento con il Suo indirizzo e-mail. Non lo abbiamo prenotato, perché con un indirizzo si possono prenotare online solo pochi appuntamenti. Se era Lei, La preghiamo di chiamarci. L’ultimo appuntamento prenotato è questo:

row-what = Prestazione
row-when = Quando
row-before = Prima
row-where = Dove
row-with = Con
at-customer = Da Lei
by-phone = La chiamiamo noi.
by-phone-at = La chiamiamo noi: { $number }
by-video = In video

# A service and how long it takes.
service = { $name } ({ $duration })

choose-new-time = Scegliere un nuovo orario
view = Vedere, spostare o annullare l’appuntamento
change-until = Può spostarlo o annullarlo online fino a { $until }.
call-us = Se non può venire, La preghiamo di chiamarci: { $phone }
confirm = Confermare l’appuntamento
confirm-until = Le teniamo libero questo orario fino a { $until }. Senza conferma entro allora, non viene prenotato nulla.
book-again = Prenotare un altro appuntamento

file-adds = Il file allegato inserisce l’appuntamento nel Suo calendario.
file-removes = Il file allegato toglie l’appuntamento dal Suo calendario.
series-file-adds = Il file allegato inserisce tutti gli appuntamenti nel Suo calendario.
series-file-removes = Il file allegato segna gli appuntamenti come annullati nel Suo calendario.

# Why the reader gets the mail; $shop is its name.
why-wants = Riceve questa e-mail perché qualcuno desidera prenotare un appuntamento presso { $shop } con questo indirizzo.
why-booked = Riceve questa e-mail perché qualcuno ha prenotato un appuntamento presso { $shop } con questo indirizzo.
why-entered = Riceve questa e-mail perché { $shop } ha registrato un appuntamento con questo indirizzo.
not-booked-by-me = Non l’ho prenotato io
not-mine = Non è il mio appuntamento

# The shop's data, at the end of every mail and in the calendar file.
phone = Telefono { $number }
website = Sito web
imprint = Note legali
privacy = Protezione dei dati
accessibility = Accessibilità
calendar-change = Spostare o annullare: { $url }
calendar-with = Con { $name }
calendar-requested = Richiesta: { $title }

# A request of erasure
erasure-received-heading = La Sua richiesta di cancellazione è arrivata
erasure-received = Ci ha chiesto di cancellare i Suoi dati. Esaminiamo la richiesta e rispondiamo entro { $until }.
erasure-done-heading = I Suoi dati sono cancellati
erasure-done = Come richiesto, abbiamo cancellato i Suoi dati. Abbiamo conservato solo ciò che dobbiamo conservare. Anche il Suo indirizzo e-mail sarà cancellato appena questa e-mail sarà inviata.
erasure-declined-heading = I Suoi dati restano registrati
erasure-declined = Ci ha chiesto di cancellare i Suoi dati. Abbiamo rifiutato la richiesta.
erasure-reason = Il motivo: { $reason }
erasure-complaint = Se non è d’accordo, può presentare reclamo all’autorità per la protezione dei dati o rivolgersi a un tribunale.
