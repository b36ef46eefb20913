# The start page.

open-calendar = Calendar
requests = Requests
confirm = Confirm
decline = Decline
unanswered = Not answered in time
unanswered-hint = The time of these requests has passed. Filing them sends no e-mail.
file-away = File as declined
news = New
seen = Seen
seen-all = Mark all as seen
seen-before = Seen before
before = before
quiet = All done.
quiet-hint = New bookings appear here by themselves.
booked-at = Your booking page:
not-bookable = Nobody can book online yet.
not-bookable-hint = There are no services or no opening hours.
add-missing = Add them
mails = Please call
mails-hint = These e-mails did not arrive. The customer does not know yet.
erasures = Requests for erasure
erasures-hint = Requested by the link in an e-mail. The person gets an e-mail as soon as you erase or decline.
erase-until = by { $date }
erase = Erase data
call = Call
no-phone = No telephone number
message = E-mail
mail-server = The mail server said
settle = Done
send-again = Send again
send-all-again = Send all again
check-mail = Mail settings
never-tried = Not sent: e-mail was not set up.
own-mails = E-mails to your own address do not arrive.
own-mails-hint = Check the shop's e-mail address in the settings.
backup-failed = The backup has failed.
no-backup = There is none yet.
last-backup = The last one is of { $when }.
backup-failed-hint = The program’s log on the machine says why.
mail-missing = E-mail is not set up yet.
mail-missing-hint = Customers get no confirmations. Waiting e-mails are dropped after 48 hours.
mail-locked = The password of the mail server must be entered again.
mail-locked-hint = The key file is missing, or a different one. If there is a copy, put it back first.
enter-password = Enter the password
app-locked = The codes from your app can no longer be checked.
app-locked-hint = The key file is missing, or a different one. If there is a copy, put it back. Otherwise set up the app anew; until then use a passkey or a recovery code.
set-up-app = Set up the app anew
lost-invitation = The invitation to { $name } was not sent.
lost-invitation-hint = The key file is missing or another one. The link in it can no longer be read.
invite-again = Invite again
confirms-in-vain = Customers cannot confirm by e-mail at present, so online bookings are confirmed instantly.
mail-missing-staff = Please ask somebody with an owner account.
set-up-mail = Set up e-mail
no-sender = The shop has no e-mail address.
no-sender-hint = Without a sender no e-mail can be sent.
set-up-shop = Enter the address
retention = How long may customers' data stay?
retention-hint = So far they are never deleted.
choose-retention = Choose
reminders = Who should be reminded?
reminders-hint = Until now every customer. Since June 2025 the German data protection authorities want customers to agree.
choose-reminders = Choose
today = Appointments today
today-small = today
free-day = No appointments today.
blocked = Blocked
nameless = No name
now = now
next = next
came = Attended
did-not-come = No-show
take-back = Undo
time-passed = No longer possible: the time of this request has passed. Please call the customer.
changed-meanwhile = No longer possible: the appointment has been changed or cancelled. Please look at it again.
taken-meanwhile = No longer possible: the time has been taken.
held = Unusually many new addresses
held-hint = These requests and the e-mails to their senders wait until you release them. Declining sends no e-mail.
held-names = Who and when
held-together = All together
release = Release
release-all = Release all
decline-all = Decline all
look-through = Look through
arrived = New
did-confirm = Confirmed. The customer gets an e-mail if they gave an address.
did-decline = Declined. The time is free again.
did-note = Noted.
did-see = Marked as seen.
did-settle = Done.
did-send-again = Being sent again.
did-not-send-again = Not possible any more: the e-mail is out of date.
did-release = Released: the e-mails go out now, the requests wait for your answer.
did-decline-held = Declined without e-mail. The times are free again.
did-cancel-source = Cancelled. The times are free again.
did-set-password = Your password is set and you are signed in.
booked = Booked
requested = Requested
rescheduled = Moved
cancelled = Cancelled
disowned = Not booked by the customer
held-requests = { $count ->
    [one] { $count } request
   *[other] { $count } requests
}
held-from-same = { $count ->
    [one] { $count } request
   *[other] { $count } requests from the same internet connection
}
held-from-unknown = { $requests }, connection unknown
and-more = and { $more } more
crowd = { $count } appointments booked from the same internet connection within 24 hours.
mail-outage = The mail server has accepted no e-mails since: { $since }. Next try: { $next }.
mails-wait = { $mails ->
    [one] One e-mail is waiting, since: { $since }.
   *[other] { $mails } e-mails are waiting, the oldest since: { $since }.
}
