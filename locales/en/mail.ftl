# Mails to customers, and the calendar file with them. $when is a date with a time.

greeting = Hello,
greeting-name = Hello { $name },
kind-regards = Kind regards

confirmation-subject = Your appointment on { $when }
confirmation-heading = Your appointment is booked
confirmation = Your appointment is booked. We look forward to seeing you.

please-confirm-subject = Please confirm: your appointment on { $when }
please-confirm-heading = Please confirm your appointment
please-confirm = Your appointment is not booked yet. Please confirm it.

request-received-subject = Your appointment request for { $when }
request-received-heading = Your request has arrived
request-received = Thank you for your request. The time is held for you. We will write to you as soon as we have confirmed the appointment.

confirmed-subject = Confirmed: your appointment on { $when }
confirmed-heading = Your appointment is confirmed
confirmed = We have confirmed your appointment. We look forward to seeing you.

declined-subject = Not possible: your appointment on { $when }
declined-heading = This appointment is not possible
declined = Unfortunately, we cannot offer you an appointment at this time. Please choose another time or get in touch with us.

rescheduled-subject = Moved: your appointment is now on { $when }
rescheduled-heading = Your appointment has been moved
rescheduled = Your appointment has a new time.
rescheduled-requested-heading = Your request has been moved
rescheduled-requested = The new time is held for you. We will write to you as soon as we have confirmed it.

cancelled-subject = Cancelled: your appointment on { $when }
cancelled-heading = Your appointment is cancelled
cancelled = Your appointment is cancelled. There is nothing else you need to do.

series-confirmation-subject = Your appointments from { $when }
series-confirmation-heading = Your appointments are booked
series-confirmation = Your appointments are booked. You can move or cancel each of them by its date. We look forward to seeing you.

series-rescheduled-subject = Moved: your appointments, now from { $when }
series-rescheduled-heading = Your appointments have been moved
series-rescheduled = Your appointments have new times. You can move or cancel each of them by its date.
series-before = before: { $when }

series-cancelled-subject = Cancelled: your appointments from { $when }
series-cancelled-heading = Your appointments are cancelled
series-cancelled = These appointments are cancelled. There is nothing else you need to do.

choose-time-subject = Please choose again: your appointment on { $when }
choose-time-heading = Please choose a new time
choose-time = Unfortunately we cannot be there for you at this time. Please choose another one. Until then your appointment stays.

reminder-subject = Reminder: your appointment on { $when }
reminder-heading = A reminder of your appointment
reminder = We would like to remind you of your appointment. We look forward to seeing you.
reminder-requested-subject = Reminder: your appointment request for { $when }
reminder-requested-heading = Your request is still open
reminder-requested = We would like to remind you of your appointment request. The time is held for you but not confirmed yet. Please get in touch with us if you do not hear from us.

booking-refused-subject = Not booked: another appointment
booking-refused-heading = No further appointment was booked
booking-refused = Somebody wanted to book another appointment with your e-mail address. We have not booked it, because only a few appointments can be booked online with one address. If it was you, please call us. This one was booked last:

row-what = What
row-when = When
row-before = Before
row-where = Where
row-with = With
at-customer = At your place
by-phone = We will call you.
by-phone-at = We will call you: { $number }
by-video = By video

# A service and how long it takes.
service = { $name } ({ $duration })

choose-new-time = Choose a new time
view = View, move or cancel the appointment
change-until = You can move or cancel it online until { $until }.
call-us = If you cannot come, please call us: { $phone }
confirm = Confirm the appointment
confirm-until = The time is held for you until { $until }. If you do not confirm by then, nothing is booked.
book-again = Book another appointment

file-adds = The attached calendar file adds the appointment to your calendar.
file-removes = The attached calendar file removes the appointment from your calendar.
series-file-adds = The attached calendar file adds all appointments to your calendar.
series-file-removes = The attached calendar file marks the appointments in your calendar as cancelled.

# Why the reader gets the mail; $shop is its name.
why-wants = You get this e-mail because somebody wants to book an appointment at { $shop } with this address.
why-booked = You get this e-mail because somebody booked an appointment at { $shop } with this address.
why-entered = You get this e-mail because { $shop } entered an appointment with this address.
not-booked-by-me = I did not book this
not-mine = This is not my appointment

# The shop's data, at the end of every mail and in the calendar file.
phone = Phone { $number }
website = Website
imprint = Imprint
privacy = Privacy
accessibility = Accessibility
calendar-change = Move or cancel: { $url }
calendar-with = With { $name }
# The title in the calendar of an appointment that the shop has not confirmed yet.
calendar-requested = Request: { $title }

# A request of erasure
erasure-received-heading = Your request to delete your data has arrived
erasure-received = You asked us to delete your data. We are checking that and will answer by { $until }.
erasure-done-heading = Your data have been deleted
erasure-done = As you asked, we have deleted your data. We have kept only what we must. Your e-mail address is deleted, too, as soon as this e-mail is sent.
erasure-declined-heading = Your data are kept
erasure-declined = You asked us to delete your data. We have declined that.
erasure-reason = The reason: { $reason }
erasure-complaint = If you do not agree, you can complain to the data protection authority, or go to court.
