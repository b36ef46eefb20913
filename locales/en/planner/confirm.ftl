# Before a change that leaves appointments behind: which ones, and whether to make it anyway.

change-again = Back to the form
back = Back
appointment = Appointment
who = Who
at = When
resource = Room or person
