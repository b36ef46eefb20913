# What the widget's first file says by itself: before, and where, the texts of its language cannot be had.

open = Book an appointment
close = Close
unreachable = The booking service cannot be reached at the moment.
retry = Try again
booking-page = Go to the booking page
call = Call us:
