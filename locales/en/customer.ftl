# The customer's pages.

skip = Skip to content
book-title = Book an appointment
choose-service = What can we do for you?
other-service = Another service
# The heading of services without a group, where others have one.
other-services = Other services
unknown-service = This service is not offered here. Please choose another one.
nothing-offered = No appointments can be booked online at the moment. We are happy to arrange one with you in person.
call-us = Call us:
minutes = { $count } min

with-whom = With whom?
anyone = Anyone
choose-time = Choose a time
time = Time
unavailable = not available
earlier = Earlier days
later = Later days
next-free = Next free appointment:
none-shown = Nothing is free on these days.
none-at-all = No appointments can be booked online at the moment.
# The list of days: how many times of a day are free.
free-count = { $count } free
nothing-free = nothing free
# The line above the days.
choose-date = Choose a date
as-list = Show as list
as-grid = Show as table
previous-month = Previous month
next-month = Next month
# Whose clock the times are on.
local-time = All times are local to { $place }.

your-data = Your details
on-request = We will check your request and get back to you.
optional = (optional)
first-name = First name
last-name = Last name
email = E-mail address
phone = Phone
your-address = Address
comment = Comment
# $link is the text of consent-link, which leads to the shop's page.
consent = I have read the { $link } and agree to it.
consent-link = privacy notice
remind-me = Remind me by e-mail before the appointment.
new-tab = (opens a new window)
book = Book this appointment
request = Request this appointment
missing-first-name = Please enter your first name.
missing-last-name = Please enter your last name.
missing-email = Please enter your e-mail address.
missing-phone = Please enter your phone number.
missing-address = Please enter your address.
missing-comment = Please write a comment.
please-correct = { $count ->
    [one] Please check this entry:
   *[other] Please check these { $count } entries:
}

other-time = Choose another time
taken = This time has just been taken.
not-offered = This time is no longer offered.
keeps-data = Your details are kept.
alternatives = These times are free:
key-reused = You have already booked an appointment with this form. If you would like another one, please send it again.
# A form that was not sent from our own page.
send-again = Please check your details and send them again.

confirmed = Your appointment is booked
requested = We have received your request
mail-confirmation = We are sending the confirmation to { $email }.
mail-request = We will write to { $email } once we have confirmed it.
without-mail = Please make a note of the appointment; no e-mail will come.
# $until is a time of day, or a date with one.
confirm-by-mail = Please confirm by { $until } with the link in the e-mail that we are sending you.
confirm-here = Please confirm by { $until }.
not-booked-yet = Not booked yet
confirm-it = Confirm the appointment
awaits-confirmation = not booked yet
was-confirmed = Thank you, your appointment is confirmed.
to-calendar = Add to your calendar
manage = View, move or cancel the appointment
again = Book another appointment

your-appointment = Your appointment
status = Status
status-requested = requested – we will get back to you
status-confirmed = confirmed
status-declined = could not be accepted
status-cancelled = cancelled
status-done = has taken place
status-no-show = not attended
service = Service
day = When
place = Where
with-person = With
at-yours = at your place
by-phone = we will call you
by-video = by video
join-video = Join the video call
change-until = You can move or cancel it here until { $when }.
too-late = This close to the appointment it can no longer be moved or cancelled online.
over = This appointment is in the past.

move-it = Move the appointment
move-sentence = Choose a new time. Until you confirm, your appointment stays as it is.
move-confirm-title = Move to this time?
move-yes = Yes, move the appointment
until-now = Until now
from-now = New
was-moved = Your appointment has been moved.
cancel-it = Cancel the appointment
cancel-title = Would you like to cancel this appointment?
cancel-sentence = The time then becomes free for others.
cancel-yes = Yes, cancel the appointment
keep = No, keep the appointment
was-cancelled = Your appointment has been cancelled.

not-booked-title = Did you not book this appointment?
not-booked = Then we will cancel it and send no more e-mail to your address.
not-booked-yes = Yes, I did not book this
not-mine-title = Is this not your appointment?
not-mine = Then your address was probably entered by mistake. We will send you no more e-mail.
not-mine-yes = Yes, this is not my appointment
disowned-title = Thank you for telling us
disowned-cancelled = The appointment is cancelled. We will send no more e-mail to your address.
disowned = We will send no more e-mail to your address.
proven-title = Your address has confirmed before
proven = Somebody has already confirmed something with a link in our e-mails. You can cancel this appointment like any other.
not-by-mail-title = Please use the link in the e-mail
not-by-mail = Only that link shows that the e-mail address is yours.

# What is held on the reader.
own-data = My data
own-data-of = This is stored about { $email }. Ask us for the notes of our staff.
own-data-file = Download as a file
own-data-file-name = my-data.json
own-record = Customer record
name = Name
postal-address = Address
born-on = Date of birth
recorded-at = Created on
booked-at = Booked on
accepted-at = Privacy accepted on
reminder-accepted-at = Asked for a reminder
mail-language = Language
mails-to-you = E-mails to you
own-mail-queued = { $mail } – not sent yet, due: { $when }
own-mail-withdrawn = { $mail } – not sent
own-mail-failed = { $mail } – not delivered: { $when }
erase-own = Delete my data
erase-own-title = Shall we delete your data?
erase-own-what = We will check your request and, by { $until }, delete what we do not have to keep.
erase-own-future = Upcoming appointments stay booked. First cancel those you no longer need, by the link in the e-mail about them.
erase-own-yes = Yes, please delete it
erase-own-no = No, keep it
erase-own-asked = You asked us to delete your data on { $since }. We are checking it and will, by { $until }, delete what we do not have to keep.
erase-own-declined = Deletion requested on { $asked }; declined on { $declined }.
erase-own-reason = The reason: { $reason }

imprint = Imprint
privacy = Privacy
accessibility = Accessibility
homepage = To our website
footer = Address and notices

# The reminder, on the page of an appointment
reminder-wanted = We remind you by e-mail before the appointment.
reminder-unwanted = You get no reminder.
want-reminder = Remind me
no-reminder = No reminder

# The accessibility statement

statement-title = Accessibility statement
# $address is that of the booking page.
statement-of = This statement is about booking online at { $address } with { $shop }.
statement-status-title = Status
statement-status = Booking online partially conforms to the Web Content Accessibility Guidelines (WCAG) 2.2, level AA, and to EN 301 549. It was checked automatically and by keyboard, with enlarged text and high contrast; there was no independent audit.
statement-service = You choose a service and a free time, and enter your name and e-mail address. This works without JavaScript, without an account and without a time limit. You can just as well call.
statement-gaps-title = What is not accessible yet
statement-gap-texts = The shop writes the names and descriptions of services. If they are entered in only one language, the other languages show that one too.
statement-gap-calendar = The table of free times is wide. On narrow screens and at high magnification, the list of days is easier to use.
statement-contact-title = Report a barrier
statement-contact = Is there a barrier, or are you stuck? Write to us or call:
statement-authority-title = Supervision
statement-authority = If we do not help, you can turn to the joint authority of the German states:
statement-authority-elsewhere = If we do not help, you can turn to the authority of your country that supervises the accessibility of services.
