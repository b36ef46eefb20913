# What the pages of a series say: appointments, or blocked times, that repeat.

new-series = New series
new-blocks = Block time repeatedly
block-title = Title
first = First appointment
weekdays = Days of the week
weekdays-hint = If none is chosen, always on the day of the first appointment.
every = Every … weeks
count = Number
until = Or until
on-closed = On closed days
closed-skip = leave out
closed-shift = on the next open day
preview = Show dates
dates = Appointments
create = Add
tell = Send one e-mail with all dates
ends-before-first = Please enter a date after the first appointment.
closed = closed
# $why: what the closing is called, or "closed".
skipped = left out: { $why }
shifted = instead of { $date }: { $why }
instead = instead { $when }
choose-one = Please choose at least one date.
taken-meanwhile = Not every date is free. Nothing has been added yet.
# $count is a number.
did-create =
    { $count ->
        [one] The appointment has been entered.
       *[other] { $count } appointments have been entered.
    }
did-block =
    { $count ->
        [one] The time is blocked.
       *[other] The time is blocked { $count } times.
    }

## On the page of an appointment

repeat = Repeat as a series
series = Series
position = Appointment { $number } of { $count }
change = Change the series
change-title = Change the series
which = Which appointments?
scope-this = only this one
scope-following = this one and those after it ({ $count })
scope-all = all to come ({ $count })
new-time = New time of this appointment
new-time-hint = The others move by the same amount.
shift-them = Move
cancel = Cancel appointments
cancel-question = Cancel these appointments? Their times become free again.
unblock = Unblock
unblock-question = Unblock these times?
keep = Keep them
back = Back to the appointment
anyway = Move anyway
not-all-free = Not every new time is free. Nothing has been changed yet.
unusual = This is unusual. Nothing has been changed yet.
none-left = These appointments have been changed in the meantime. Please look at the series again.
did-move =
    { $count ->
        [one] The appointment has been moved.
       *[other] { $count } appointments have been moved.
    }
did-cancel =
    { $count ->
        [one] The appointment is cancelled.
       *[other] { $count } appointments are cancelled.
    }
did-unblock =
    { $count ->
        [one] The time is free again.
       *[other] { $count } times are free again.
    }
