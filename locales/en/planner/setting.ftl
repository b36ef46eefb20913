# What the settings of the shop are called; see the rows in src/domain/settings.rs.

# Headings
identity = Your shop
links = Links
language-and-time = Language and time
booking-window = Booking window
confirmation = When a booking holds
customer-fields = What is asked for
protection = Protection against mass bookings
retention-title = Reminders and retention
sign-in = Signing in
look = Your colour
websites = Allowed websites

# Settings, each with its hint
name = Name
name-hint = What your customers know you as, in every mail too.
location = Place
location-hint = Stands at the top left above the free times, such as “Stuttgart”.
address = Address
phone = Phone
email = E-mail address
email-hint = Customers’ replies and your own notices go there.
sender = Sender
sender-hint = Only if mail should come from another address.
website = Homepage
privacy = Privacy notice
privacy-hint = Where there is one, customers accept it when they book.
imprint = Imprint
accessibility = Accessibility statement
accessibility-hint = If left blank, the booking page shows a statement made from a template. German law exempts microenterprises: fewer than 10 employees and at most €2 million turnover a year.
own-language = Your language
own-language-hint = Used where a customer's is not known, and for your own mails.
languages = Languages for your customers
time-zone = Time zone
time-zone-hint = Every time is given and shown in this zone.
lead-time = Lead time in hours
lead-time-hint = How long before it an appointment can be booked at the latest. A service may have its own.
horizon = Horizon in days
horizon-hint = How far ahead one can book.
cancel-until = Cancel and move until … hours before
cancel-until-hint = After that, customers are asked to call you.
assignment = Who gets it where several are free
confirm-by-mail = Online bookings
confirm-by-mail-hint = Who confirms by e-mail owns the address. Until then the time is kept.
confirm-by-minutes = Minutes to confirm
confirm-by-minutes-hint = After that the time becomes free by itself.
phone-field = Telephone number
comment-field = Comment
max-open = Open appointments per e-mail address
max-open-hint = Nobody can book more than that online at a time.
new-addresses-per-hour = New e-mail addresses an hour
new-addresses-hint = If more unknown people book, every booking becomes a request, and e-mails to them wait for you.
new-addresses-per-day = New e-mail addresses a day
reminder = Reminder … hours before
reminder-hint = If left blank, no reminder. Holds for appointments booked from now on.
reminder-consent = Who is reminded
reminder-consent-hint = Since June 2025 the German data protection authorities want customers to agree.
retention = Delete customers' data … days after the appointment
retention-hint = If left blank, never by itself. The appointment stays, without a name. 1095 are three years, after which claims usually lapse.
owners-second-factor = Second factor for owners
owners-second-factor-hint = App, passkey or recovery code, beside the password.
accent = Colour
accent-hint = Such as #0b6478. Readable pairs are derived from it everywhere. If left blank, the program's.
widget-view = Free times
widget-view-hint = On narrow screens the list is easier to use. Customers can switch.
allowed-origins = Allowed pages
allowed-origins-hint = One address a line, such as https://www.example.org. If left blank, anywhere.

# Words to choose from
in-order = the first in the service's order
balanced = who has the least to do on that day
at-once = are confirmed instantly
when-confirmed = are confirmed once the customer confirms by e-mail
factor-optional = optional
factor-needed = required
optional = offered, may stay empty
required = must be filled in
hidden = not shown
ask = who ticks it when booking
not-needed = every customer
view-auto = as a table, on narrow screens as a list
view-grid = always as a table
view-list = always as a list

# Beside a colour
pick-color = Pick a colour
