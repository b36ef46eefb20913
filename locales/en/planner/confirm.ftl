# Before a change that leaves appointments behind: which ones, and whether to make it anyway.

change-again = Back to what I entered
back = Back
appointment = Appointment
who = Who
at = When
resource = Room or person
