# Mails to the shop about its appointments. $who is the customer's name.

greeting = Hello,
somebody = Somebody
# $facts are who, what and when.
subject = { $heading }: { $facts }

booked-heading = New appointment
booked = { $who } has booked online.
requested-heading = New appointment request
requested = { $who } has asked for an appointment online. The time is held and waits for your answer.
rescheduled-heading = Appointment moved
rescheduled = { $who } has moved the appointment online.
rescheduled-requested = { $who } has moved the appointment online. The new time is held and waits for your answer.
cancelled-heading = Appointment cancelled
cancelled = { $who } has cancelled the appointment online. The time is free again.
# Where the appointment is cancelled for it, and where it stands.
disowned-heading = Appointment not booked by the customer
disowned = Nobody at the e-mail address given booked this appointment. It is cancelled, and the time is free again. No e-mail goes to the address until you release it.
wrong-address-heading = Wrong e-mail address
wrong-address = Nobody at the e-mail address entered knows this appointment; it is probably wrong. The appointment stands. No e-mail goes to the address until you release it.

erasure-heading = Request to delete data
erasure = A customer asks you to delete their data. Who it is, is shown in the planner on the page “Today”. Please answer by { $until }.
erasure-link = Go to the planner

row-resources = Person and room
row-customer = Customer
row-comment = Comment

reply = Reply to write to the customer.
