# Pages for the people of the shop that cannot show what was asked for: a title, and a sentence that says what to do.

not-found-title = Page not found
not-found = There is nothing in the planner at this address. It may be incomplete, or what was here has been deleted.
sign-in-required-title = Please sign in
sign-in-required = You are not signed in, so nothing was saved. Sign in, then try again.
password-required-title = Please enter your password
password-required = To be safe, in case somebody else is using your device. Then you can go on here.
not-allowed-title = For owners only
not-allowed = Your account is for Today, calendar and customers. Ask somebody with an owner account to do this for you.
method-not-allowed-title = This address cannot be opened
method-not-allowed = It belongs to a button. Nothing was changed: open the page with the button and press it there.
body-too-large-title = That is too much at once
body-too-large = Nothing was saved. Go back in your browser, shorten the text and send it again.
foreign-form-title = That did not come from a page of the planner
foreign-form = Nothing was changed: for your protection, only pages of the planner itself can send changes. Open the planner again at its usual address and try there. If that does not help, a browser add-on or a proxy in front of the program is changing the requests (headers Host and Origin).
slot-taken-title = This time is taken
slot-taken = Nothing was changed. Go back and choose another time, or look in the calendar.
internal-title = Something went wrong
internal = This is a fault of the program. Check whether your last change was saved. If it happens again, give the number below to whoever looks after the program: it is in its log too.
rate-limited-title = One moment please
rate-limited = That was too often in a short time. Nothing was changed; wait a moment, then try again.
unreadable-title = That did not work
unreadable = Nothing was changed. Reload the page you came from and try again.

sign-in = Sign in
home = Go to the planner
