# What the pages about customers say.

title = Customers
add = New customer
import = Import
search = Find customers
search-hint = Name, phone, e-mail address or date of birth
search-button = Find
none-yet = No customers yet. One click on a booking adds one.
none-found = No customer found. Check the spelling, or add a new one.
of-nobody = Appointments without a customer
of-nobody-hint = The latest first, cancelled ones too. Open one to assign it to a customer.
name = Name
first-name = First name
last-name = Last name
email = E-mail address
phone = Phone
address = Address
born-on = Date of birth
note = Note
note-hint = For you and your team only. Customers who ask for their data get it too.
made-on = Added on
save = Save
cancel = Cancel
edit = Edit
edit-title = Edit customer
wrong = Please check the marked fields. Nothing has been saved yet.
upcoming = Upcoming appointments
past = Past appointments
no-appointments = No appointments yet.
no-appointments-hint = Assign an appointment on its page or under “Today”.
blocked = No service
same-email = Appointments with the same e-mail address
same-email-hint = These appointments belong to no customer yet.
customer = Customer
unlink = Remove from customer
unlink-whom = Remove from customer
assign = Assign
maybe = Perhaps known already
surely = Probably known already
nobody-similar = No customer assigned yet.
create = Add as customer
create-anyway = Add as new
linked = The appointment now belongs to the customer.
created-and-linked = The customer is added, the appointment assigned.
unlinked = The appointment no longer belongs to the customer.
saved = Saved.
created = The customer is added.
merged = Merged: all appointments are here now.
merge = Merge
merge-title = Merge customers
merge-explained = Is the same person here twice? Choose the other customer. Then decide which details stay.
merge-choose = Which details should stay? All appointments of both will be together. This cannot be undone.
merge-find = Find the other customer
merge-with = Choose
merge-similar = Similar customers
merge-none = There is no similar customer. Search for the name.
merge-nothing = Nobody found.
merge-now = Merge now
merge-both = Both
merge-empty = (empty)
merge-other = Choose another customer
changed-meanwhile = One of the customers was just changed. These are the new details, please choose again.
export = Data on request
export-title = Data on request
export-explained = Everything stored here about this person: the customer record, its appointments, and appointments without a customer but with the same e-mail address. Print it or pass it on as a file.
export-json = As a file (JSON)
export-print = To print: Ctrl + P
record = Customer record
appointments = Appointments
mails = E-mails
named-as = Given as
comment = Comment
shop-note = Internal note
booked-at = Booked on
consent = Privacy notice accepted on
reminder-consent = Reminder wanted on
mail-language = Language
erase = Delete
erase-title = Delete customer
erase-now = Delete for good
erase-what = This deletes the customer record and, in all appointments of this person, name, e-mail address, phone number, address, comment and note, and the text of the e-mails; also in appointments without a customer but with the same e-mail address. This cannot be undone.
erase-stays = The appointments themselves stay without a name, so that your times and figures still add up.
erase-backups = Existing backups still contain the data until they are replaced.
erase-export-first = Would the person like a copy of their data first?
erase-future = There are upcoming appointments. Cancel them first if they will not take place: after deleting, no more e-mails are sent and the customer's link no longer works.
likely = Possibly the same person
likely-erase = Tick what should be deleted too.
likely-export = Tick what belongs to this person too.
likely-add = Include
look-at = View
back = Back

# Why somebody may be a known customer.
reason-email = same e-mail address
reason-phone = same phone number
reason-name = same name
reason-similar-name = similar name
reason-birth-date = same date of birth
reason-email-domain = same e-mail provider

counted = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
# Finding the customer who rings. $when is a day and a time, and a service.
next-appointment = Next appointment: { $when }
last-appointment = Last appointment: { $when }
born = born { $date }
who-rings = Customer
somebody-else = Another customer
keep-customer = Save as a customer
new-appointment = New appointment
like-last-time = Same as last time
in-four-weeks = Same time in 4 weeks
new-customer = New customer: { $name }
nobody-found = Nobody found.

# There are more than are shown.
first-of-many = The first { $count } – narrow your search to find others.

# How many appointments an erasure takes the person out of.
erases = { $appointments ->
    [0] There are no appointments of this person.
    [one] This concerns { $appointments } appointment.
   *[other] This concerns { $appointments } appointments.
}
erased = { $appointments ->
    [0] The customer is deleted.
    [one] The customer is deleted, also from { $appointments } appointment.
   *[other] The customer is deleted, also from { $appointments } appointments.
}

# Declining a request of erasure
decline-erasure = Decline request to delete
decline-erasure-what = The data are kept. The customer is told by e-mail and on their page, with the reason.
decline-reason = Reason
decline-reason-hint = The law requires you to give it, for example an invoice that you must keep.
decline-now = Decline
did-decline-erasure = Declined. { $address } gets an e-mail.
did-decline-without-mail = Declined. E-mail is not set up: please tell { $address } the reason.
