# The customer's pages.

skip = Vai al contenuto
book-title = Prenotare un appuntamento online
choose-service = Che cosa possiamo fare per Lei?
other-service = Altra prestazione
# The heading of services without a group, where others have one.
other-services = Altre prestazioni
unknown-service = Questa prestazione non è offerta qui. La preghiamo di sceglierne un’altra.
nothing-offered = Al momento non è possibile prenotare online. Saremo lieti di fissare un appuntamento di persona.
call-us = Ci chiami:
minutes = { $count } min

with-whom = Con chi?
anyone = Indifferente
choose-time = Scegliere l’orario
time = Ora
unavailable = non disponibile
earlier = Giorni precedenti
later = Giorni successivi
next-free = Prossimo appuntamento libero:
none-shown = In questi giorni non c’è più nulla di libero.
none-at-all = Al momento nessun appuntamento è disponibile online.
# The list of days: how many times of a day are free.
free-count = disponibili: { $count }
nothing-free = nessun orario libero
# The line above the days.
choose-date = Scegliere la data
as-list = Elenco
as-grid = Tabella
previous-month = Mese precedente
next-month = Mese successivo
# Whose clock the times are on.
local-time = Tutti gli orari sono in ora locale ({ $place }).

your-data = I Suoi dati
on-request = Esaminiamo la Sua richiesta e Le risponderemo.
optional = (facoltativo)
first-name = Nome
last-name = Cognome
email = Indirizzo e-mail
phone = Telefono
your-address = Indirizzo
comment = Osservazioni
# $link is the text of consent-link, which leads to the shop's page.
consent = Ho letto l’{ $link } e la accetto.
consent-link = informativa sulla privacy
remind-me = Ricordatemi l’appuntamento via e-mail.
new-tab = (si apre in una nuova finestra)
book = Prenotare l’appuntamento
request = Richiedere l’appuntamento
missing-first-name = Inserisca il Suo nome.
missing-last-name = Inserisca il Suo cognome.
missing-email = Inserisca il Suo indirizzo e-mail.
missing-phone = Inserisca il Suo numero di telefono.
missing-address = Inserisca il Suo indirizzo.
missing-comment = Scriva un’osservazione.
please-correct = { $count ->
    [one] Controlli questo campo:
   *[other] Controlli questi { $count } campi:
}

other-time = Scegliere un altro orario
taken = Questo orario è appena stato occupato.
not-offered = Questo orario non è più disponibile.
keeps-data = I Suoi dati restano salvati.
alternatives = Questi orari sono liberi:
key-reused = Con questo modulo ha già prenotato un appuntamento. Se ne desidera un altro, lo invii di nuovo.
# A form that was not sent from our own page.
send-again = Controlli i Suoi dati e li invii di nuovo.

confirmed = Il Suo appuntamento è prenotato
requested = Abbiamo ricevuto la Sua richiesta
mail-confirmation = Inviamo la conferma a { $email }.
mail-request = Appena avremo confermato l’appuntamento, scriveremo a { $email }.
without-mail = Prenda nota dell’appuntamento: non riceverà nessuna e-mail.
# $until is a time of day, or a date with one.
confirm-by-mail = Confermi con il link nell’e-mail che Le inviamo, al più tardi { $until }.
confirm-here = Confermi al più tardi { $until }.
not-booked-yet = Non ancora prenotato
confirm-it = Confermare l’appuntamento
awaits-confirmation = non ancora prenotato
was-confirmed = Grazie, il Suo appuntamento è confermato.
to-calendar = Aggiungere al calendario
manage = Vedere, spostare o annullare l’appuntamento
again = Prenotare un altro appuntamento

your-appointment = Il Suo appuntamento
status = Stato
status-requested = richiesto – Le risponderemo
status-confirmed = confermato
status-declined = non è stato possibile accettarlo
status-cancelled = annullato
status-done = ha avuto luogo
status-no-show = mancato
service = Prestazione
day = Quando
place = Dove
with-person = Con
at-yours = da Lei
by-phone = La chiamiamo noi
by-video = in video
join-video = Vai alla videochiamata
change-until = Può spostarlo o annullarlo qui fino a { $when }.
too-late = Così poco prima dell’appuntamento non è più possibile spostarlo o annullarlo online.
over = Questo appuntamento è già passato.

move-it = Spostare l’appuntamento
move-sentence = Scelga un nuovo orario. Finché non conferma, il Suo appuntamento resta com’è.
move-confirm-title = Spostare a questo orario?
move-yes = Sì, spostare l’appuntamento
until-now = Finora
from-now = Nuovo
was-moved = Il Suo appuntamento è stato spostato.
cancel-it = Annullare l’appuntamento
cancel-title = Desidera annullare questo appuntamento?
cancel-sentence = L’orario sarà poi libero per altri.
cancel-yes = Sì, annullare l’appuntamento
keep = No, tenere l’appuntamento
was-cancelled = Il Suo appuntamento è annullato.

not-booked-title = Non ha prenotato Lei questo appuntamento?
not-booked = Allora lo annulliamo. Non invieremo più e-mail al Suo indirizzo.
not-booked-yes = No, non l’ho prenotato io
not-mine-title = Non è il Suo appuntamento?
not-mine = Allora il Suo indirizzo è stato probabilmente inserito per errore. Non Le invieremo più e-mail.
not-mine-yes = No, non è il mio appuntamento
disowned-title = Grazie per averci avvisato
disowned-cancelled = L’appuntamento è annullato. Non invieremo più e-mail al Suo indirizzo.
disowned = Non invieremo più e-mail al Suo indirizzo.
proven-title = Il Suo indirizzo è già stato usato per confermare
proven = Con un link delle nostre e-mail qualcuno ha già confermato qualcosa. Può annullare questo appuntamento come ogni altro.
not-by-mail-title = La preghiamo di usare il link nell’e-mail
not-by-mail = Solo quel link mostra che l’indirizzo e-mail è Suo.

# What is held on the reader.
own-data = I miei dati
own-data-of = Ecco cosa è registrato per { $email }. Le note del nostro personale si ricevono su richiesta.
own-data-file = Scarica come file
own-data-file-name = i-miei-dati.json
own-record = Scheda cliente
name = Nome
postal-address = Indirizzo
born-on = Data di nascita
recorded-at = Creata il
booked-at = Prenotato il
accepted-at = Privacy accettata il
reminder-accepted-at = Promemoria richiesto
mail-language = Lingua
mails-to-you = E-mail inviate
own-mail-queued = { $mail } – non ancora inviata, prevista: { $when }
own-mail-withdrawn = { $mail } – non inviata
own-mail-failed = { $mail } – non recapitata: { $when }
erase-own = Cancella i miei dati
erase-own-title = Dobbiamo cancellare i Suoi dati?
erase-own-what = Esaminiamo la Sua richiesta e cancelliamo entro { $until } ciò che non dobbiamo conservare.
erase-own-future = Gli appuntamenti futuri restano prenotati. Disdica prima quelli che non Le servono più, con il link nella relativa e-mail.
erase-own-yes = Sì, cancellare
erase-own-no = No, mantenere
erase-own-asked = Ha chiesto la cancellazione: { $since }. La esaminiamo e cancelliamo entro { $until } ciò che non dobbiamo conservare.
erase-own-declined = Cancellazione richiesta: { $asked }; rifiutata: { $declined }.
erase-own-reason = Il motivo: { $reason }

imprint = Note legali
privacy = Protezione dei dati
accessibility = Accessibilità
homepage = Al nostro sito
footer = Indirizzo e informazioni

# The reminder, on the page of an appointment
reminder-wanted = Le ricordiamo l’appuntamento via e-mail.
reminder-unwanted = Non riceverà alcun promemoria.
want-reminder = Ricordatemelo
no-reminder = Nessun promemoria

# The accessibility statement

statement-title = Dichiarazione di accessibilità
# $address is that of the booking page.
statement-of = Questa dichiarazione riguarda la prenotazione online di { $shop } all’indirizzo { $address }.
statement-status-title = Stato
statement-status = La prenotazione online è parzialmente conforme alle Web Content Accessibility Guidelines (WCAG) 2.2, livello AA, e alla norma EN 301 549. È stata verificata con controlli automatici e con la tastiera, con testo ingrandito e contrasto elevato; non c’è stata una verifica indipendente.
statement-service = Lei sceglie una prestazione e un orario libero e indica nome e indirizzo e-mail. Funziona senza JavaScript, senza account e senza limiti di tempo. Può anche telefonare.
statement-gaps-title = Che cosa non è ancora accessibile
statement-gap-texts = I nomi e le descrizioni delle prestazioni sono scritti dallo studio. Se ci sono in una sola lingua, appaiono così anche nelle altre.
statement-gap-calendar = La tabella degli orari è larga. Su schermi stretti o con forte ingrandimento l’elenco dei giorni è più facile da usare.
statement-contact-title = Segnalare un ostacolo
statement-contact = Ha trovato un ostacolo? Ci scriva o ci chiami:
statement-authority-title = Autorità di vigilanza
statement-authority = Se non La aiutiamo, può rivolgersi all’autorità comune dei Länder tedeschi:
statement-authority-elsewhere = Se non La aiutiamo, può rivolgersi all’autorità del Suo paese che vigila sull’accessibilità dei servizi.
