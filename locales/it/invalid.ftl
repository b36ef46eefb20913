# What is wrong with a value, beside the field of a form and in the API: a sentence that says what to do.

required = Compili questo campo.
too-long = Al massimo { $most } caratteri.
forbidden-characters = Usi solo caratteri visibili.
invisible-characters = Lo digiti di nuovo: contiene caratteri invisibili.
looks-like-link = Inserisca solo il nome.
not-an-email = Inserisca un indirizzo e-mail come nome@example.org.
not-a-phone = Inserisca un numero di telefono da 5 a 20 cifre.
not-an-instant = Scelga uno degli orari offerti.
unknown = Questa scelta qui non esiste; scelga di nuovo.
not-a-language = Questa lingua non è offerta.
not-accepted = Accetti l’informativa sulla privacy.
not-a-date = Inserisca una data.
not-a-time = Inserisca un’ora come 09:00.
not-a-color = Inserisca un colore come #1a6b5c.
not-a-url = Inserisca un indirizzo come https://www.example.org.
not-an-origin = Scriva un indirizzo per riga, senza percorso, come https://www.example.org.
out-of-range = Inserisca un numero intero da { $least } a { $most }.
before-start = La fine precede l’inizio.
needs-first-date = Inserisca da quando si contano le settimane.
none-chosen = Scelga almeno una possibilità.
