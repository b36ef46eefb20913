# What the widget's first file says by itself: before, and where, the texts of its language cannot be had.

open = Book an appointment
# Whatever the cause: the network, the server, or a fault in the page.
unreachable = Sorry, that did not work.
retry = Try again
booking-page = Go to the booking page
