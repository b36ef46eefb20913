# Calendars to subscribe to: the account's page, and what stands in the calendars.

calendars = Calendar on your phone
back = Back to account
why = Your appointments in the calendar you already have, to look at on phone, tablet and computer.
own = Your subscriptions
none = None yet.
new-feed = New subscription
label = Name
label-hint = Where you use it, such as “My iPhone”.
whose = Whose appointments
everybody = The whole shop
detail = What is shown
detail-full = everything: name, phone, service, comment
detail-names = names only
detail-busy = busy only
buffers = With preparation and follow-up
make = Create address
renew = New address
renew-ask = Create a new address? The old one stops working.
remove = End
remove-ask = End this subscription?
done-revoked = The subscription has ended. The old address no longer works.
label-taken = You already have a subscription with this name.
unknown-feed = This subscription no longer exists.

made-title = Your address
made-once = It is shown only now. Anyone who has it can see these appointments: do not give it to anybody.
scan = Scan with the phone’s camera:
subscribe = Subscribe on this device
copy = Copy address
copied = Copied.
address = Address
finished = Done

how = How to
apple = iPhone, iPad, Mac
apple-steps = Scan the code or tap “Subscribe on this device”, then “Subscribe”. How often it is fetched is set under Settings → Apps → Calendar → Calendar Accounts → Fetch New Data.
google = Google Calendar
google-steps = On a computer open calendar.google.com, click + next to “Other calendars”, then “From URL”, and paste the address. Google only checks every few hours, sometimes after a day.
outlook = Outlook
outlook-steps = “Add calendar”, “Subscribe from web”, paste the address. Outlook checks about every three hours.
android = Android without Google
android-steps = Install the app ICSx⁵, paste the address, choose the interval.
only-looking = A subscription only shows appointments. The planner itself is up to the minute, also in the phone’s browser.

# In the calendars
busy = Busy
blocked = Blocked
private-title = Private
