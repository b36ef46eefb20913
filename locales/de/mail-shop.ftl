# Mails to the shop about its appointments. $who is the customer's name.

greeting = Guten Tag,
somebody = Jemand
# $facts are who, what and when.
subject = { $heading }: { $facts }

booked-heading = Neuer Termin
booked = { $who } hat online gebucht.
requested-heading = Neue Terminanfrage
requested = { $who } hat online um einen Termin gebeten. Die Zeit ist vorgemerkt und wartet auf Ihre Antwort.
rescheduled-heading = Termin verschoben
rescheduled = { $who } hat den Termin online verschoben.
rescheduled-requested = { $who } hat den Termin online verschoben. Die neue Zeit ist vorgemerkt und wartet auf Ihre Antwort.
cancelled-heading = Termin abgesagt
cancelled = { $who } hat den Termin online abgesagt. Die Zeit ist wieder frei.
# Where the appointment is cancelled for it, and where it stands.
disowned-heading = Termin nicht selbst gebucht
disowned = unter der angegebenen E-Mail-Adresse hat niemand diesen Termin gebucht. Er ist abgesagt, die Zeit ist wieder frei. An die Adresse geht keine E-Mail mehr, bis Sie sie freigeben.
wrong-address-heading = E-Mail-Adresse stimmt nicht
wrong-address = unter der eingetragenen E-Mail-Adresse kennt niemand diesen Termin, sie ist wohl falsch. Der Termin bleibt bestehen. An die Adresse geht keine E-Mail mehr, bis Sie sie freigeben.

erasure-heading = Bitte um Löschung
erasure = ein Kunde bittet darum, seine Daten zu löschen. Wer es ist, steht im Terminplaner auf der Seite „Heute“. Bitte antworten Sie bis { $until }.
erasure-link = Zum Terminplaner

row-resources = Person und Raum
row-customer = Kunde
row-comment = Anmerkung

reply = Mit „Antworten“ schreiben Sie dem Kunden.
