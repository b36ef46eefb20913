# What the planner calls a mail, and what became of it.

mail = E-mail
confirmation = Booking confirmation
please-confirm = Please confirm
request-received = Request received
confirmed = Request confirmed
declined = Request declined
rescheduled = Appointment moved
cancelled = Appointment cancelled
series-confirmation = Series booked
series-rescheduled = Series moved
series-cancelled = Series cancelled
choose-time = Asked to choose another time
reminder = Reminder
booking-refused = Another booking refused
shop-booked = To you: new appointment
shop-rescheduled = To you: appointment moved
shop-cancelled = To you: appointment cancelled
shop-disowned = To you: not booked by the customer

queued = not sent yet
held = waiting for release
sent = handed to the mail server
failed = undeliverable
expired = too late, not sent
withdrawn = no longer needed
