# What the pages for opening hours say.

title = Opening hours
week = Week
closings = Closing times and special openings
closings-short = Closing times
holidays = Public holidays
earlier = Week before
later = Week after
this-week = This week
room = Room
person = Person
offline = not bookable online
add = Add hours
no-resources = Add a room or a person first.
to-resources = Rooms and people
picture-hint = Each bar is an opening period. Tap it to change it.
drag-hint = Or drag: a bar or its ends to change this day of the week only, an empty place to add hours.
closed = closed
special = special opening
once = once
other-rules = Other hours that do not apply this week
past = over
copy = Copy hours to other days or rooms
copy-from = Hours of
whole-week = the whole week
copy-days = to these days
copy-resources = of
copy-do = Copy hours
copy-hint = They replace the weekly hours there.
copy-nothing = Please choose another day or another room to copy to.
new-rule = New opening hours
edit-rule = Change opening hours
resource = Room or person
repeats = When?
weekly = Every week on these days
on-date = On one date only
date = Date
from = From
to = To
to-hint = 00:00 is midnight. An end before the start is on the next day.
step = Appointments start every … minutes
step-hint = Leave empty to use the room’s or person’s.
gap-step = in gaps every
step-of = Appointments start every
minutes = minutes
change-steps = change
validity = Validity and repetition
valid-from = Valid from
valid-until = Valid until
open-end = Without “Valid until” it goes on.
every-weeks = Repeats
every-weeks-hint = The week of “Valid from” is the first.
change-since = From when does the change apply?
since-today = From now on
since-later = From a date
first-date = First day
last-date = Applies until
since-hint = Until then everything stays as it is.
until-hint = Leave empty for good. Afterwards what applies now applies again.
choose-since = From now on, or from this date? Please choose one.
nothing-changes = It would be the same before and after. Please also change days or times.
delete-title = Delete opening hours
delete-since = Delete from when?
deleted-since = Deleted from { $date }: { $hours }. Until then they stay.
save = Save
delete = Delete
scope = Which days should change?
scope-hint = These hours apply on several days.
no-hours = No opening hours yet: nothing can be booked online here.
hours-of = Same hours as
adopt = Use these hours
back = Back
preview = Preview
preview-of = Preview for
preview-hint = This is how the booking page would look. Nothing is saved yet.
no-service = No service needs this room or person yet.
warning-title = These appointments would be outside opening hours
warning = The change is not saved yet. If you save it anyway, the appointments stay; nobody is notified.
save-anyway = Save anyway
stale = Somebody else has changed or deleted this in the meantime. You now see the current state. Please check it and change it again.
stale-typed = Somebody else has changed or deleted this in the meantime. Nothing was saved. What you entered is still here; open the entry again to see its current state.
open-anew = Open current state
unknown-resource = This room or person no longer exists. Please choose again.
nothing-new = That is already there.
please-correct = Please check the marked fields.
saved = Saved.
saved-what = Saved:
deleted = Deleted.
deleted-what = Deleted:
copied = Hours copied.
new-exception = Add time off or closing day
edit-exception = Change entry
for-whom = For
whole-shop = The whole shop
whole-shop-short = Whole shop
first-day = First day
last-day = Last day
last-day-hint = Leave empty for one day.
kind = On these days
is-closed = Closed
is-special = Special opening hours
hours-number = Opening hours
hours-hint = They replace the weekly hours on these days.
hours-missing = Please enter at least one opening period.
more-hours = More hours
note = Note
note-hint = For you and your team only, for example “Summer holidays”.
no-exceptions = Nothing is entered.
upcoming = Today and later
former = Past
add-holidays = Add public holidays
region = State or canton
year = Year
show = Show
holidays-hint = Ticked days are entered as closing times for the whole shop. If you open anyway, change the entry afterwards.
holidays-source = Calculated from the holiday acts; municipalities may differ. Please check days that apply only in parts.
taken-over = already entered
by-custom = not a public holiday, but mostly off
afternoon = in the afternoon only
# $region is "Bavaria 2027".
take-over = Add holidays for { $region }
choose-days = Please tick at least one day.
holidays-added = { $count ->
    [one] { $count } public holiday
   *[other] { $count } public holidays
} for { $region } entered.
no-year = No public holidays are known for this year.
free = free
not-free = not free
time = Time
none-offered = With these details no time is offered in the next weeks.

## How hours are said: "Fridays 10:00–13:00, every week"

mondays = Mondays
tuesdays = Tuesdays
wednesdays = Wednesdays
thursdays = Thursdays
fridays = Fridays
saturdays = Saturdays
sundays = Sundays
daily = daily
# From the first to the last of three days or more.
days-from-to = { $first } to { $last }
# $from and $to are "09:00", $brief-from and $brief-to are "9".
span = { $from }–{ $to }
hours-on-days = { $days } { $hours }
hours-on-date = { $date }, { $hours }
rhythm-weekly = every week
rhythm-weeks = every { $count } weeks
# More about hours, behind them.
hours-and-more = { $hours }, { $more }
since = from { $date }
until = until { $date }
from-until = { $from } to { $to }
on-both-days = on both days ({ $days })
on-all-days = on all { $count ->
    [3] three
    [4] four
    [5] five
    [6] six
   *[other] seven
} days ({ $days })
only-on = on { $days } only
