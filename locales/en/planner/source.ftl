# Open appointments booked from the same internet connection, with one button that cancels all of them.

title = Booked from the same internet connection
hint = Booked in the last two days. It may also be a company or a care home: please look through the names.
told = Everybody who already had an e-mail gets a cancellation.
at = When
who = Who
what = Appointment
back = Back
cancel-all = Cancel all { $count }
