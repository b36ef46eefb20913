# What the pages say that take appointments from a calendar file.

title = Import a calendar file
file = Calendar file (.ics)
file-hint = Exported from Google, Outlook, Apple or another program. You see a preview before anything is saved. What is marked as free or cancelled there is left out.
not-a-calendar = This file is not a calendar. Export it from the other program as “iCalendar (.ics)”. Unpack a ZIP file first.
incomplete = This file is incomplete. Please export it again.
too-large = This file is too large: at most 10 MB and 5,000 entries. Please split it.
empty = There is nothing from the last year or the future in this file.
changed-meanwhile = Nothing was saved, as the calendar has changed meanwhile. Please look again.
resources = Who or what is busy?
resources-hint = Everyone ticked is busy during each entry.
by-guest = an appointment if somebody is invited, otherwise blocked time
all-blocks = always blocked time
all-appointments = always an appointment
service = Service of the appointments
no-service = none
with-past = Past entries, too (up to a year ago)
when = When
entry = Entry
block = Blocked time
appointment = Appointment
untitled = untitled
nameless = There is no name here.
count-entered = { $count ->
    [0] Nothing to import
    [one] { $count } entry will be imported
   *[other] { $count } entries will be imported
}
count-left-out = { $count ->
    [one] { $count } entry is left out
   *[other] { $count } entries are left out
}
known = { $count ->
    [one] { $count } entry is in the calendar already.
   *[other] { $count } entries are in the calendar already.
}
unread = { $count ->
    [one] { $count } entry cannot be read, or not completely.
   *[other] { $count } entries cannot be read, or not completely.
}
nobody-told = Nobody gets an email.
do-import = Import
imported = Imported: { $appointments }, { $blocks }.
did-appointments = { $count ->
    [0] no appointments
    [one] { $count } appointment
   *[other] { $count } appointments
}
did-blocks = { $count ->
    [0] no blocked times
    [one] { $count } blocked time
   *[other] { $count } blocked times
}
