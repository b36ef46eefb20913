# What the pages about customers say.

title = Customers
add = New customer
import = Import
search = Find customers
search-hint = Name, telephone, e-mail address or date of birth
search-button = Find
none-yet = No customers yet. Make one from a booking with one click.
none-found = No customer found. Check the spelling, or add a new one.
of-nobody = Appointments without a customer
of-nobody-hint = The latest first, cancelled ones too. Open one to assign it to a customer.
name = Name
first-name = First name
last-name = Last name
email = E-mail address
phone = Telephone
address = Address
born-on = Date of birth
note = Note
note-hint = For you and your team only. It is part of what a customer gets who asks for their data.
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
unlink = Remove link
unlink-whom = Remove link to
assign = Assign
maybe = Perhaps known already
surely = Probably known already
nobody-similar = No customer assigned yet.
create = Add as customer
create-anyway = Add as new
linked = The appointment is assigned to the customer.
created-and-linked = The customer is added, the appointment assigned.
unlinked = The link is removed.
saved = Saved.
created = The customer is added.
merged = Merged: all appointments are here now.
merge = Merge
merge-title = Merge customers
merge-explained = Is the same person here twice? Choose the other record. Then decide which entries stay.
merge-choose = Which entries shall stay? All appointments of both records will be on one. This cannot be undone.
merge-find = Find the other record
merge-with = Choose
merge-similar = Similar customers
merge-none = There is no similar customer. Search for the name.
merge-nothing = Nobody found.
merge-now = Merge now
merge-both = Both
merge-empty = (empty)
merge-other = Choose another customer
changed-meanwhile = One of the records was changed just now. These are the new entries, please choose again.
export = Data on request
export-title = Data on request
export-explained = All that this program keeps about this person: the record, the appointments assigned to it, and those of nobody with the same e-mail address. Print it or pass it on as a file.
export-json = As a file (JSON)
export-print = To print: Ctrl + P
record = Record
appointments = Appointments
mails = E-mails
named-as = Given as
comment = Message
shop-note = Internal note
booked-at = Booked on
consent = Privacy page accepted on
reminder-consent = Reminder wanted on
mail-language = Language
erase = Erase
erase-title = Erase customer
erase-now = Erase for good
erase-what = Erased are the record and, in all appointments of this person, name, e-mail address, telephone number, message and note, and the text of the e-mails. So are they in appointments of nobody with the same e-mail address. This cannot be undone.
erase-stays = The appointments themselves stay without a name, so that your times and figures remain true.
erase-backups = Backups that exist already still hold the data until they are replaced.
erase-export-first = Does the person want their data first?
erase-future = There are appointments to come. Cancel them first if they will not take place: after erasing, no e-mail goes out any more and the customer's link leads nowhere.
back = Back

# Why somebody may be a known customer.
reason-email = same e-mail address
reason-phone = same telephone number
reason-name = same name
reason-similar-name = similar name

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
first-of-many = The first { $count } – search more closely to find others.

# How many appointments an erasure takes the person out of.
erases = { $appointments ->
    [0] There are no appointments of this person.
    [one] This concerns { $appointments } appointment.
   *[other] This concerns { $appointments } appointments.
}
erased = { $appointments ->
    [0] The customer is erased.
    [one] The customer is erased, also from { $appointments } appointment.
   *[other] The customer is erased, also from { $appointments } appointments.
}

# Declining a request of erasure
decline-erasure = Decline a request for erasure
decline-erasure-what = The data stay stored. The customer learns that by e-mail and on their page, with the reason.
decline-reason = Reason
decline-reason-hint = The law wants you to name it, such as an invoice that you must keep.
decline-now = Decline
did-decline-erasure = Declined. { $address } gets an e-mail.
did-decline-without-mail = Declined. E-mail is not set up: please write the reason to { $address }.
