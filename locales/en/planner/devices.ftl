# Devices that keep the shop's calendars: the account's page.

title = Calendar on your phone
back = Back to the account
why = Move and cancel appointments and block times in the calendar of your phone or computer.
needs-https = iPhone, iPad and Mac demand an address with https. For that a web server with a certificate stands in front of the planner, such as Caddy, which gets it by itself.
new-device = New device
label = Name
label-hint = Such as “My iPhone”.
detail = What is shown
detail-full = everything: name, phone, service, message
detail-names = names only
detail-busy = busy only, without changing
make = Make a password
own = Your devices
none = None yet.
remove = Remove
remove-ask = Really remove this device? Its password ends then.
done-removed = The device is removed.
device-taken = You have a device of that name.
unknown-device = This device is gone.

know = Good to know
know-move = When you move an appointment, the customer gets an e-mail, after two minutes. If you move it again until then, only one.
know-delete = When you delete an appointment, it is cancelled, and the customer gets an e-mail. Undo it under “Today”.
know-new = A new entry blocks the time. No customer sees its title.
know-taken = If an appointment is there already, the entry jumps back, and “Today” says why.

made-title = Your password
made-once = It is shown only now. It works for the calendar of this device only.
server = Server
user = User name
password = Password
scan = You need not type the server’s address: scan it with the phone’s camera and copy it.
copy = Copy
copied = Copied.
finished = Done

how = How to
iphone = iPhone and iPad
iphone-steps = Settings → Apps → Calendar → Calendar Accounts → Add Account → Other → Add CalDAV Account. Enter server, user name and password, then “Next”.
mac = Mac
mac-steps = Calendar → Accounts… → + → Other CalDAV Account, account type “Manual”. Enter user name, password and server.
android = Android
android-steps = Install the app DAVx⁵, press +, “Login with URL and user name”. Enter the server as base URL, then tick the calendars.
thunderbird = Thunderbird
thunderbird-steps = Calendar → New Calendar → On the Network. Enter user name and server, “Find Calendars”, then the password.
others = Google’s and Outlook’s apps cannot do this. There you see the appointments with a subscription.
