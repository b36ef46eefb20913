# Pages for the people of the shop that cannot show what was asked for: a title, and a sentence that says what to do.

not-found-title = Page not found
not-found = There is nothing in the planner at this address. Perhaps it is incomplete, or what was here has been deleted meanwhile.
sign-in-required-title = Please sign in
sign-in-required = You are not signed in, or no longer, so nothing was saved. Sign in, then do it once more.
password-required-title = Please enter your password
password-required = To be safe, in case somebody else sits at your device. After that it goes on here.
not-allowed-title = For owners only
not-allowed = Your account is for today, calendar and customers. Ask somebody with an owner’s account to do this for you.
method-not-allowed-title = This address cannot be opened
method-not-allowed = It belongs to a button. Nothing was changed: open the page with the button, and press it there.
body-too-large-title = This is too much at once
body-too-large = Nothing was saved. Go back in your browser, shorten the text and send it again.
foreign-form-title = This did not come from a page of the planner
foreign-form = Nothing was changed: for your protection, only what a page of the planner itself sends is taken. Open the planner anew at its usual address, and do it once more there. If that does not help, an add-on of the browser or a proxy before the program changes the requests (headers Host and Origin).
slot-taken-title = This time is taken
slot-taken = Nothing was changed. Go back and choose another time, or look into the calendar.
internal-title = Something went wrong
internal = This is a fault of the program. Look whether what you have just done was saved. If it happens again, tell the number below to who looks after the program: it stands in its log too.
rate-limited-title = One moment please
rate-limited = This was too often within a short time. Nothing was changed; wait a moment, then try again.
unreadable-title = This could not be read
unreadable = Nothing was changed. Load the page you come from again, and do it once more.

sign-in = Sign in
home = Go to the planner
