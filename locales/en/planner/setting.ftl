# What the settings of the shop are called; see the rows in src/domain/settings.rs.

# Headings
identity = Your shop
links = Links
language-and-time = Language and time
booking-window = Booking window
confirmation = When a booking is confirmed
customer-fields = What is asked for
protection = Protection against mass bookings
retention-title = Reminders and retention
sign-in = Sign-in
look = Your colour
websites = Allowed websites

# Settings, each with its hint
name = Name
name-hint = The name your customers know you by, also in every e-mail.
location = Place
location-hint = Shown at the top left above the free times, for example “Stuttgart”.
address = Address
phone = Phone
email = E-mail address
email-hint = Customers’ replies and your own notifications go here.
sender = Sender
sender-hint = Only if e-mails should come from another address.
website = Website
privacy = Privacy notice
privacy-hint = If there is one, customers tick when they book: “I have read the privacy notice and agree to it.”
imprint = Imprint
accessibility = Accessibility statement
accessibility-hint = Leave empty to show a statement made from a template. German law exempts microenterprises: fewer than 10 employees and at most €2 million turnover a year.
own-language = Your shop’s language
own-language-hint = Used where a customer’s language is not known, and for your own e-mails.
languages = Languages for your customers
time-zone = Time zone
time-zone-hint = All times are entered and shown in this zone.
region = State or canton
region-hint = For public holidays.
lead-time = Lead time in hours
lead-time-hint = An appointment must be booked at least this long before. A service can have its own.
horizon = Booking window in days
horizon-hint = How far ahead customers can book.
cancel-until = Cancel and move until … hours before
cancel-until-hint = After that, customers are asked to call you.
assignment = Who gets the appointment if several are free
confirm-by-mail = Online bookings
confirm-by-mail-hint = Whoever confirms by e-mail owns the address. Until then the time is held.
confirm-by-minutes = Minutes to confirm
confirm-by-minutes-hint = After that the time becomes free again.
phone-field = Phone number
comment-field = Comment
max-open = Open appointments per e-mail address
max-open-hint = Nobody can book more than this online at once.
new-addresses-per-hour = New e-mail addresses per hour
new-addresses-hint = If more unknown people book, every booking becomes a request, and e-mails to them wait for you.
new-addresses-per-day = New e-mail addresses per day
reminder = Reminder … hours before
reminder-hint = Leave empty for no reminder. Applies to appointments booked from now on.
reminder-consent = Who is reminded
reminder-consent-hint = Since June 2025 the German data protection authorities require customers to agree.
retention = Delete customer data … days after the appointment
retention-hint = Leave empty to keep it. The appointment stays without a name. 1095 is three years, after which claims usually lapse.
owners-second-factor = Second factor for owners
owners-second-factor-hint = App, passkey or recovery code, in addition to the password.
accent = Colour
accent-hint = For example #0b6478. Where text would be hard to read, it is adjusted.
widget-view = Free times
widget-view-hint = On narrow screens the list is easier to use. Customers can switch.
allowed-origins = Addresses
allowed-origins-hint = One address per line, for example https://www.example.org. Leave empty to allow all.

# Words to choose from
in-order = the first in the service’s order
balanced = whoever has least to do that day
at-once = are confirmed instantly
when-confirmed = are confirmed once the customer confirms by e-mail
factor-optional = optional
factor-needed = required
optional = shown, may be left empty
required = must be filled in
hidden = not shown
ask = who ticks it when booking
not-needed = every customer
view-auto = as a table, on narrow screens as a list
view-grid = always as a table
view-list = always as a list

# Beside a colour
pick-color = Pick a colour
