# What the widget says from a chosen time to the appointment booked. What ends in a name is said of that field.

your-clock = Auf Ihrer Uhr: { $start }
# From one time of day to another, as it is heard.
spoken-span = { $start } bis { $end }
# Between hours and minutes where they are heard: “9 Uhr 45”. A colon: times of day are read out well as they are written.
hour-word = Uhr
# From one day with its time of day to another.
from-to = { $start } bis { $end }
your-data = Ihre Angaben
back = Andere Uhrzeit wählen
on-request = Wir prüfen Ihre Anfrage und schreiben Ihnen.
optional = (freiwillig)
# Where it takes place, unless that is the shop.
at-customer = bei Ihnen
at-phone = wir rufen Sie an
at-video = per Video

label_first_name = Vorname
label_last_name = Nachname
label_email = E-Mail-Adresse
label_phone = Telefon
label_address = Anschrift
label_comment = Anmerkung
label_reminder_accepted = Erinnern Sie mich vor dem Termin per E-Mail.
# $link is the text of consent-link, which leads to the shop's page.
consent = Ich habe die { $link } gelesen und bin einverstanden.
consent-link = Datenschutzhinweise

missing_first_name = Bitte geben Sie Ihren Vornamen ein.
missing_last_name = Bitte geben Sie Ihren Nachnamen ein.
missing_email = Bitte geben Sie Ihre E-Mail-Adresse ein.
missing_phone = Bitte geben Sie Ihre Telefonnummer ein.
missing_address = Bitte geben Sie Ihre Anschrift ein.
missing_comment = Bitte schreiben Sie eine Anmerkung.
missing_privacy_accepted = Bitte stimmen Sie zuerst zu.
wrong_email = Diese E-Mail-Adresse ist unvollständig.
wrong_phone = Bitte geben Sie 5 bis 20 Ziffern ein.
too-long = Bitte kürzer und ohne Sonderzeichen.

book = Termin verbindlich buchen
request = Termin anfragen
sending = Wird gesendet …
please-correct = Bitte prüfen Sie Ihre Angaben.
taken-title = Diese Uhrzeit ist leider nicht mehr frei.
keeps-data = Ihre Angaben bleiben erhalten. Bitte wählen Sie neu:
too-many = Für diese E-Mail-Adresse sind schon mehrere Termine gebucht.
network-limit = Von Ihrem Internetanschluss wurde heute schon sehr oft gebucht. Bitte rufen Sie uns an.
not-sent = Das hat leider nicht geklappt. Bitte senden Sie Ihre Angaben noch einmal ab.
# $wait: "in 10 seconds", as the browser says it.
busy = Gerade ist viel los. Bitte senden Sie Ihre Angaben { $wait } noch einmal ab.

confirmed = Ihr Termin ist gebucht
requested = Ihre Anfrage ist eingegangen
mail-confirmed = Die Bestätigung geht an { $email }.
not-booked = Noch nicht gebucht
# $until is a time of day.
mail-confirm = Bitte bestätigen Sie bis { $until } mit dem Link in der E-Mail an { $email }.
without-mail = Bitte notieren Sie sich den Termin; es kommt keine E-Mail.
mail-requested = Wir prüfen Ihre Anfrage und schreiben an { $email }.
calendar = In den Kalender übernehmen
manage = Termin verschieben oder absagen
earlier = Gebucht ist, was Sie zuerst gesendet haben; Ihre letzten Änderungen sind nicht dabei.
again = Weiteren Termin buchen

# The calendar that a date is chosen from.
previous-month = Voriger Monat
next-month = Nächster Monat

# The line between the days and their times.
as-list = Als Liste
as-grid = Als Tabelle
choose-date = Datum wählen

# Spoken when other days are shown.
free-times = Freie Uhrzeiten: { $count }.

# The line below every step: the accessibility statement.
accessibility = Barrierefreiheit

# What others changed, spoken.
now-taken = { $start } ist jetzt vergeben.
now-free = { $start } ist jetzt frei.
# $count is always more than one.
many-changed = { $count } Uhrzeiten haben sich geändert.

# Whose clock is meant, to visitors elsewhere.
zone = Alle Uhrzeiten gelten in { $place } ({ $zone }).
