# Calendars kept elsewhere, whose busy times block a room or a person.

title = Other calendars
why = What is in these calendars is busy online: private appointments, practice software, a shared room plan. Titles and places are not stored.
none = None yet.
add = Connect a calendar
import-file = Import a calendar file
edit = Edit calendar
whose = For
name = Name
name-hint = What to call it here, such as “Private”.
url = Address
url-hint = Google: the calendar’s settings, “Secret address in iCal format”. Outlook and iCloud: publish the calendar, copy the link.
url-kept = Leave empty to keep the address.
tentative = Tentative events
tentative-busy = count as busy
tentative-free = count as free
login = User and password
login-hint = Only if the address asks for them.
user = User
password = Password
both-or-none = Please fill in both fields.
look = Preview
look-again = Preview again
would-block = This would be busy
found = { $count ->
    [0] There is nothing in this calendar.
    [one] There is one entry in this calendar.
   *[other] There are { $count } entries in this calendar.
}
unread = { $count ->
    [one] 1 entry cannot be read.
   *[other] { $count } entries cannot be read.
}
nothing-soon = Nothing in the next two weeks.
more = { $count ->
    [one] And one more in the next two weeks.
   *[other] And { $count } more in the next two weeks.
}
save = Save
delete = Delete
delete-hint = Times that only this calendar blocks become free again.
delete-ask = Delete this calendar?
done-saved = “{ $name }” is saved.
done-deleted = “{ $name }” is deleted.
gone = This calendar no longer exists.

# How the last looks went
off = Switched off
not-yet = Not read yet
read = Read: { $at }
failing = Cannot be read since { $since }
never-read = It blocks nothing yet.
last-state = What it said on { $at } still counts.

# Why one failed
no-address = The address is missing.
locked = The address cannot be read without the key file. Please enter it again.
unreachable = The server is not responding.
timed-out = The server is taking too long.
tls = No secure connection could be made.
private = The address leads to a private network. That must be allowed when the program starts (--allow-private-fetch).
insecure = The address must start with https.
refused = The server wants a user and password, or they are wrong.
not-found = There is no calendar at this address.
redirects = The server leads nowhere.
server = The server reports an error.
too-large = The calendar is too large (more than 10 MB or 100,000 entries).
not-a-calendar = There is no calendar at this address. Use the link to the calendar file (iCal), not to the web page.
incomplete = The answer was incomplete.
on-trial = This trial fetches no calendars.

# An account with several calendars
add-account = Connect an account
server-address = Server
server-hint = iCloud: caldav.icloud.com. Nextcloud, mailbox.org, Posteo and others name it under “CalDAV”.
app-password-hint = Best an app password of its own; iCloud takes nothing else.
login-kept = Leave empty to keep user and password.
login-missing = Please enter user and password.
no-account = There is no calendar account (CalDAV) there.
find-calendars = Find calendars
its-calendars = Calendars of the account
which-block = What is in them is busy online
write-to = Enter appointments in
write-hint = New, moved and cancelled appointments show there shortly afterwards too.
write-nowhere = none
detail = It shows
detail-full = name, phone, service and message
detail-names = the name only
detail-busy = “Busy” only
delete-account-hint = Appointments already entered stay in the other calendar.
not-written = Appointments cannot be entered at the moment.
not-taken = { $count ->
    [one] 1 appointment could not be entered.
   *[other] { $count } appointments could not be entered.
}
