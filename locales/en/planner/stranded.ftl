# Appointments without somebody to take them, since a closing or other hours were entered.

title = To reschedule
hint = The shop is closed or somebody is away at these times now.
decide = Decide
back = Back to today
back-to-list = Back to the list
none = Everything is decided.
nameless = No name
whole-shop = Whole shop
away = away
closed = closed
other-hours = outside of the hours
asked = Customer asked: { $when }
tell = Tell the customer by e-mail
add-words = Add a message
words-to = Message to { $who }
words-to-all = Message to all
# $names are those who would take the appointment.
same-time = Same time: { $names }
ask = Customer chooses
search = Find another time
leave = Leave as it is
cancel = Cancel
all = All at once
what = What shall be done?
all-colleague = To colleagues at the same time
all-nearest = Move to the next free time after it
all-ask = Customers choose a new time themselves
all-cancel = Cancel
all-leave = Leave as they are
preview = Preview
at = So far
who = Who
becomes = New
will-ask = gets an e-mail and chooses
will-cancel = cancelled
will-stay = stays
impossible = not possible, stays on the list
do-it = { $count ->
    [one] Change one appointment
   *[other] Change { $count } appointments
}
stale = The list has changed meanwhile. Please look at it again.
not-free = This time is no longer free. Please choose another one.
# $how is who it is, when, and the status; may be empty.
decided = This has been decided already. { $how }
# $when is the new time, $who and where.
did-move = Moved: { $when }, { $who }.
did-ask = The customer gets an e-mail and chooses.
did-cancel = Cancelled.
did-leave = The appointment stays as it is.
did-all = { $count ->
    [one] One appointment changed.
   *[other] { $count } appointments changed.
}
did-some = Changed: { $count }. Still to decide: { $left }.
blocks = Blocked times when it is closed now
move-block = Move
unblock = Delete
did-unblock = Blocked time deleted.
