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
url-missing = Please paste the calendar’s address.
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
