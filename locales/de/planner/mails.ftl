# What the planner calls a mail, and what became of it.

mail = E-Mail
confirmation = Buchungsbestätigung
please-confirm = Bitte um Bestätigung
request-received = Anfrage eingegangen
confirmed = Anfrage bestätigt
declined = Anfrage abgelehnt
rescheduled = Termin verschoben
cancelled = Termin abgesagt
series-confirmation = Serie gebucht
series-rescheduled = Serie verschoben
series-cancelled = Serie abgesagt
choose-time = Bitte um andere Zeit
reminder = Erinnerung
booking-refused = Weitere Buchung abgelehnt
shop-booked = An Sie: neuer Termin
shop-rescheduled = An Sie: Termin verschoben
shop-cancelled = An Sie: Termin abgesagt
shop-disowned = An Sie: nicht selbst gebucht

queued = noch nicht gesendet
held = wartet auf Freigabe
sent = an den Mailserver übergeben
failed = nicht zustellbar
expired = zu spät, nicht gesendet
withdrawn = nicht mehr nötig
