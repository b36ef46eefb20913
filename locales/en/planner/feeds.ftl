# Calendars to subscribe to: the account's page, and what stands in the calendars.

calendars = Calendar on your phone
back = Back to the account
why = Your appointments in the calendar you already have: to look at on phone, tablet and computer.
own = Your subscriptions
none = None yet.
new-feed = New subscription
label = Name
label-hint = Where you use it, such as “My iPhone”.
whose = Whose appointments
everybody = The whole shop
detail = What is shown
detail-full = everything: name, phone, service, message
detail-names = names only
detail-busy = busy only
buffers = With preparation time
make = Make an address
renew = New address
renew-ask = Really a new address? The old one ends then.
remove = End
remove-ask = Really end this subscription?
made-and-used = Since { $made }, last fetched { $used }
made-never-used = Since { $made }, never fetched yet
works = When the list says “last fetched”, it works.
done-revoked = The subscription is ended. The old address gives nothing any more.
label-taken = You have a subscription of that name.
unknown-feed = This subscription is gone.

made-title = Your address
made-once = It is shown only now. Whoever has it sees these appointments: give it to nobody.
scan = Scan with the phone’s camera:
picture = QR code of the address
subscribe = Subscribe on this device
copy = Copy the address
copied = Copied.
address = Address
finished = Done

how = How to
apple = iPhone, iPad, Mac
apple-steps = Scan the code or press “Subscribe on this device”, then “Subscribe”. How often it is fetched is set under Settings → Apps → Calendar → Calendar Accounts → Fetch New Data.
google = Google Calendar
google-steps = On a computer open calendar.google.com, press + beside “Other calendars”, then “From URL”, and paste the address. Google looks every few hours only, sometimes after a day.
outlook = Outlook
outlook-steps = “Add calendar”, “Subscribe from web”, paste the address. Outlook looks about every three hours.
android = Android without Google
android-steps = Install the app ICSx⁵, paste the address, choose the interval.
only-looking = A subscription only shows appointments. What is right to the minute is the planner itself, also in the phone’s browser.

# In the calendars
busy = Busy
blocked = Blocked
