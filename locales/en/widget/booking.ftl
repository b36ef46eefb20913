# What the widget says from a chosen time to the appointment booked. What ends in a name is said of that field.

your-clock = On your clock: { $start }
# From one time of day to another, as it is heard.
spoken-span = { $start } to { $end }
# Between hours and minutes where they are heard: “9 Uhr 45”. A colon: times of day are read out well as they are written.
hour-word = :
# From one day with its time of day to another.
from-to = { $start } to { $end }
your-data = Your details
back = Choose another time
on-request = We will check your request and write to you.
optional = (optional)
# Where it takes place, unless that is the shop.
at-customer = at your place
at-phone = we will call you
at-video = by video

label_first_name = First name
label_last_name = Last name
label_email = E-mail address
label_phone = Phone
label_address = Address
label_comment = Comment
label_reminder_accepted = Remind me by e-mail before the appointment.
# $link is the text of consent-link, which leads to the shop's page.
consent = I have read the { $link } and agree to it.
consent-link = privacy notice

missing_first_name = Please enter your first name.
missing_last_name = Please enter your last name.
missing_email = Please enter your e-mail address.
missing_phone = Please enter your phone number.
missing_address = Please enter your address.
missing_comment = Please write a comment.
missing_privacy_accepted = Please agree first.
wrong_email = This e-mail address is incomplete.
wrong_phone = Please enter 5 to 20 digits.
too-long = Please make it shorter, without special characters.

book = Book this appointment
request = Request this appointment
sending = Sending …
please-correct = Please check your details.
taken-title = Sorry, this time is no longer free.
keeps-data = Your details are kept. Please choose again:
too-many = This e-mail address already has several appointments.
network-limit = There have been very many bookings from your internet connection today. Please call us.
not-sent = Sorry, that did not work. Please send your details again.
# $wait: "in 10 seconds", as the browser says it.
busy = We are busy right now. Please send your details again { $wait }.

confirmed = Your appointment is booked
requested = We have received your request
mail-confirmed = The confirmation goes to { $email }.
not-booked = Not booked yet
# $until is a time of day.
mail-confirm = Please confirm by { $until } with the link in the e-mail to { $email }.
without-mail = Please make a note of the appointment; no e-mail will come.
mail-requested = We will check your request and write to { $email }.
calendar = Add to your calendar
manage = Move or cancel the appointment
earlier = What you sent first is booked; your latest changes are not included.
again = Book another appointment

# The calendar that a date is chosen from.
previous-month = Previous month
next-month = Next month

# The line between the days and their times.
as-list = Show as list
as-grid = Show as table
choose-date = Choose a date

# Spoken when other days are shown.
free-times = Free times: { $count }.

# The line below every step: the accessibility statement.
accessibility = Accessibility

# What others changed, spoken.
now-taken = { $start } is now taken.
now-free = { $start } is now free.
# $count is always more than one.
many-changed = { $count } times have changed.

# Whose clock is meant, to visitors elsewhere.
zone = All times are local to { $place } ({ $zone }).
