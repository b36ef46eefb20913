# Calendars on the telephone: what the pages of subscriptions and devices share.

ways = What would you like?
view = View on your phone
view-why = Only read appointments, in Google and Outlook too.
private = Respect private appointments
private-why = What is in another calendar is taken online.
edit = Edit on your phone
edit-why = Move and cancel appointments, block times.
connected = Connected
not-connected = Not connected yet
made = Created { $day }
made-and-used = Created { $made }, last used { $used }
look-again = Open the calendar on your phone and reload this page: it then says “Connected” here.
check = To see that it works, then open the calendar on your phone and press “Done” here. The list then says “Connected”.
picture = QR code of the address
