# Mails to customers, and the calendar file with them. $when is a date with a time.

greeting = Guten Tag,
greeting-name = Guten Tag { $name },
kind-regards = Freundliche Grüße

confirmation-subject = Ihr Termin am { $when }
confirmation-heading = Ihr Termin ist gebucht
confirmation = Ihr Termin ist fest gebucht. Wir freuen uns auf Sie.

please-confirm-subject = Bitte bestätigen: Ihr Termin am { $when }
please-confirm-heading = Bitte bestätigen Sie Ihren Termin
please-confirm = Ihr Termin ist noch nicht gebucht. Bitte bestätigen Sie ihn.

request-received-subject = Ihre Terminanfrage für { $when }
request-received-heading = Ihre Anfrage ist angekommen
request-received = vielen Dank für Ihre Terminanfrage. Die Zeit ist für Sie vorgemerkt. Wir schreiben Ihnen, sobald wir den Termin bestätigt haben.

confirmed-subject = Bestätigt: Ihr Termin am { $when }
confirmed-heading = Ihr Termin ist bestätigt
confirmed = wir haben Ihren Termin bestätigt. Wir freuen uns auf Sie.

declined-subject = Leider nicht möglich: Ihr Termin am { $when }
declined-heading = Dieser Termin ist leider nicht möglich
declined = zu dieser Zeit können wir Ihnen leider keinen Termin anbieten. Bitte suchen Sie sich eine andere Zeit aus oder melden Sie sich bei uns.

rescheduled-subject = Verschoben: Ihr Termin ist jetzt am { $when }
rescheduled-heading = Ihr Termin ist verschoben
rescheduled = Ihr Termin hat eine neue Zeit.
rescheduled-requested-heading = Ihre Terminanfrage ist verschoben
rescheduled-requested = die neue Zeit ist für Sie vorgemerkt. Wir schreiben Ihnen, sobald wir sie bestätigt haben.

cancelled-subject = Abgesagt: Ihr Termin am { $when }
cancelled-heading = Ihr Termin ist abgesagt
cancelled = Ihr Termin ist abgesagt. Sie müssen nichts weiter tun.

series-confirmation-subject = Ihre Termine ab { $when }
series-confirmation-heading = Ihre Termine sind gebucht
series-confirmation = Ihre Termine sind fest gebucht. Über ihr Datum können Sie jeden einzeln verschieben oder absagen. Wir freuen uns auf Sie.

series-rescheduled-subject = Verschoben: Ihre Termine, jetzt ab { $when }
series-rescheduled-heading = Ihre Termine sind verschoben
series-rescheduled = Ihre Termine haben neue Zeiten. Über ihr Datum können Sie jeden einzeln verschieben oder absagen.
series-before = bisher: { $when }

series-cancelled-subject = Abgesagt: Ihre Termine ab { $when }
series-cancelled-heading = Ihre Termine sind abgesagt
series-cancelled = Diese Termine sind abgesagt. Sie müssen nichts weiter tun.

choose-time-subject = Bitte neu wählen: Ihr Termin am { $when }
choose-time-heading = Bitte wählen Sie eine neue Zeit
choose-time = zu dieser Zeit sind wir leider nicht für Sie da. Bitte wählen Sie eine andere. Bis dahin bleibt Ihr Termin bestehen.

reminder-subject = Erinnerung: Ihr Termin am { $when }
reminder-heading = Erinnerung an Ihren Termin
reminder = wir möchten Sie an Ihren Termin erinnern. Wir freuen uns auf Sie.
reminder-requested-subject = Erinnerung: Ihre Terminanfrage für { $when }
reminder-requested-heading = Ihre Terminanfrage ist noch offen
reminder-requested = wir möchten Sie an Ihre Terminanfrage erinnern. Die Zeit ist für Sie vorgemerkt, aber noch nicht bestätigt. Bitte melden Sie sich bei uns, wenn Sie nichts mehr von uns hören.

booking-refused-subject = Nicht gebucht: noch ein Termin
booking-refused-heading = Kein weiterer Termin gebucht
booking-refused = jemand wollte mit Ihrer E-Mail-Adresse noch einen Termin buchen. Wir haben ihn nicht gebucht, denn mit einer Adresse lassen sich online nur wenige Termine buchen. Waren Sie es selbst, rufen Sie uns bitte an. Zuletzt gebucht wurde dieser Termin:

row-what = Was
row-when = Wann
row-before = Bisher
row-where = Wo
row-with = Mit
at-customer = Bei Ihnen
by-phone = Wir rufen Sie an.
by-phone-at = Wir rufen Sie an: { $number }
by-video = Per Video

# A service and how long it takes.
service = { $name } ({ $duration })

choose-new-time = Neue Zeit wählen
view = Termin ansehen, verschieben oder absagen
change-until = Verschieben und absagen können Sie online bis { $until }.
call-us = Wenn Sie verhindert sind, rufen Sie uns bitte an: { $phone }
confirm = Termin bestätigen
confirm-until = Die Zeit ist bis { $until } für Sie frei gehalten. Bestätigen Sie bis dahin nicht, wird nichts gebucht.
book-again = Neuen Termin buchen

file-adds = Mit der Kalenderdatei im Anhang steht der Termin auch in Ihrem Kalender.
file-removes = Die Kalenderdatei im Anhang nimmt den Termin aus Ihrem Kalender.
series-file-adds = Mit der Kalenderdatei im Anhang stehen alle Termine auch in Ihrem Kalender.
series-file-removes = Die Kalenderdatei im Anhang kennzeichnet die Termine in Ihrem Kalender als abgesagt.

# Why the reader gets the mail; $shop is its name.
why-wants = Sie bekommen diese E-Mail, weil jemand mit dieser Adresse bei { $shop } einen Termin buchen möchte.
why-booked = Sie bekommen diese E-Mail, weil jemand mit dieser Adresse bei { $shop } einen Termin gebucht hat.
why-entered = Sie bekommen diese E-Mail, weil { $shop } mit dieser Adresse einen Termin eingetragen hat.
not-booked-by-me = Das war ich nicht
not-mine = Das ist nicht mein Termin

# The shop's data, at the end of every mail and in the calendar file.
phone = Telefon { $number }
website = Website
imprint = Impressum
privacy = Datenschutz
accessibility = Barrierefreiheit
calendar-change = Verschieben oder absagen: { $url }
calendar-with = Mit { $name }
calendar-requested = Anfrage: { $title }

# A request of erasure
erasure-received-heading = Ihre Bitte um Löschung ist angekommen
erasure-received = Sie haben uns gebeten, Ihre Daten zu löschen. Wir prüfen das und antworten bis { $until }.
erasure-done-heading = Ihre Daten sind gelöscht
erasure-done = wie erbeten haben wir Ihre Daten gelöscht. Behalten haben wir nur, was wir aufbewahren müssen. Auch Ihre E-Mail-Adresse ist gelöscht, sobald diese E-Mail gesendet ist.
erasure-declined-heading = Ihre Daten bleiben gespeichert
erasure-declined = Sie haben uns gebeten, Ihre Daten zu löschen. Das haben wir abgelehnt.
erasure-reason = Der Grund: { $reason }
erasure-complaint = Sind Sie nicht einverstanden, können Sie sich bei der Datenschutzbehörde beschweren oder klagen.
