# The demonstration's own texts: its pages and what can be done there, and the mailbox.

homepage = Homepage
homepage-about = the provider's website with booking in it: book here
booking-page = Booking page
booking-page-about = the same without a homepage, also without JavaScript
planner = Planner
planner-about = the shop's pages, already signed in: calendar and inbox
mailbox = Mailbox
mailbox-about = every e-mail that would have been sent
telephone = Phone
telephone-about = the codes for an account with a second factor
bar = Demonstration
skip = Skip to content
title = Mailbox
about = Every e-mail that the shop and its customers would have got. Nothing is sent.
nothing-yet = No e-mails yet
do-this = Book an appointment on the homepage. The confirmation and the message to the shop then appear here.
to-homepage = To the homepage
list = E-mails received
to-customer = Customer
to-shop = Shop
from = From
to = To
reply-to = Reply to
date = Date
views = View
as-html = Formatted
as-text = Text only
source = Download source
attached = Attachment
missing = This e-mail does not exist (any more).
all-mails = All e-mails
came-in = New e-mail:
telephone-sentence = Jonas Muster has a second factor. This is what he has at hand besides the computer: the app on his phone and a slip of paper.
email = E-mail address
password = Password
code = Code from the app
recovery-code = Recovery code
code-once = Each code works once. Sign out of the planner first, or use a private window.
to-sign-in = To the sign-in

# Trial shops for the open net
trial-title = Try Terminplaner
trial-about = You get an invented shop of your own: website, booking page, planner and mailbox. After { $minutes } minutes everything is deleted.
trial-alone = Nobody else sees what you enter, and no e-mail is sent. Please do not enter real data anyway.
trial-begin = Try it
trial-name = Trial
# $until is a time of day.
trial-until = Trial: everything here is deleted at { $until }.
trial-places = Overview
trial-gone = This trial no longer exists.
trial-full = All places are taken right now. Please try again in a few minutes.
trial-too-many = Several trials are already running from your internet connection. Please try again later.
trial-failed = That did not work. Please try again.
