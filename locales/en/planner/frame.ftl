# What surrounds every page of the planner, signing in, and asking for the password again.

planner = Planner
skip = Skip to content
navigation = Areas
inbox = Today
calendar = Calendar
customers = Customers
hours = Opening hours
offer = Services
settings = Settings
search = Search
search-label = Customer, appointment, date, service or setting
new-appointment = New appointment
new-tab = New
more = More
keys = Keyboard shortcuts
keys-on = Use keyboard shortcuts
close = Close
booking-page = Booking page
account = Account
sign-in = Sign in
sign-out = Sign out
email = E-mail address
password = Password
forgotten = Forgotten your password?
nobody-yet = There is no account yet. Create the first one at the address that the program prints when it starts.
wrong-password = E-mail address and password do not match.
set-up-open = The set-up is not finished yet.
set-up-go-on = Continue set-up
wants-attention = open
offline = No connection: what you see may be out of date.
back = Back
go-on = Continue
not-your-password = That is not your password.
enter-again = Passwords and files are not kept on this page. Please enter them again afterwards.
wait-seconds = { $seconds ->
    [one] Too many tries. Please wait { $seconds } second, then try again.
   *[other] Too many tries. Please wait { $seconds } seconds, then try again.
}
wait-minutes = Too many attempts. Please wait { $minutes } minutes, then try again.
undo = Undo
undone = Undone.
undone-unmailed = Undone. No e-mail is sent.
undo-told = The e-mail about it is already on its way. It stays as it is now.
# $what is the appointment that is there now.
undo-taken = The time has been taken meanwhile ({ $what }). It stays as it is now.
undo-expired = This can no longer be undone.
undo-refused = Somebody has changed this again in the meantime. It stays as it is now.
undo-question = Undo?
undo-leaves = Nothing is changed yet. These appointments stay, but would be outside opening hours or what you offer; nobody is notified.
undo-anyway = Undo anyway
cancel = Cancel
statistics = Statistics
help = Help
