# Pages for customers that cannot show what was asked for: a title, and a sentence that says what to do.

not-found-title = Page not found
not-found = There is nothing at this address. Please check the link.
unknown-service-title = Not available
unknown-service = This appointment is no longer offered here. Please choose another one.
unknown-token-title = Appointment not found
unknown-token = There is no appointment behind this link. Please open the whole link from your e-mail.
slot-taken-title = This time is no longer free
slot-taken = Please go back and choose another time.
too-many-bookings-title = Too many open appointments
too-many-bookings = There are already several open appointments for this e-mail address. Please cancel one of them or call us.
too-late-title = Too late
too-late = This close to the appointment it cannot be done online any more. Please call us.
not-changeable-title = No longer changeable
not-changeable = This appointment can no longer be changed.
rate-limited-title = One moment please
rate-limited = There were very many requests from your connection. Please try again in a moment.
network-limit-title = Booked very often today
network-limit = There have been very many bookings from your internet connection today. Please call us.
internal-title = Something went wrong
internal = This is our fault. Please try again later or call us.
busy-title = Busy right now
busy = Please load the page again in a few seconds.
unreadable-title = That did not work
unreadable = Your details did not arrive properly. Nothing was booked and nothing was changed. Please start again.

home = Go to the booking page
# The id under which the cause was logged stands behind it.
reference = Reference:
