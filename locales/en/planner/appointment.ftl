# What several pages say of appointments: their statuses, how many, and that one now belongs to somebody else.

requested = Requested
confirmed = Confirmed
declined = Declined
cancelled = Cancelled
done = Attended
no-show = No-show
awaits = Waiting for the customer to confirm until { $clock }
appointments = { $count ->
    [one] { $count } appointment
   *[other] { $count } appointments
}

other-person = The appointment is now somebody else’s: the old link no longer works.
other-person-told = The appointment is now somebody else’s: the old link no longer works, and the old address gets a cancellation.
other-address = The e-mail address has changed: the old link no longer works.
other-address-told = The e-mail address has changed: the old link no longer works, and the old address gets a cancellation.
