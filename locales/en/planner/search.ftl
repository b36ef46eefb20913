# The search on every page, and the keys that work on every page.

title = Search
label = Customer, appointment, date, service or setting
search = Search
nothing-found = Nothing found.
counted = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
customer = Customer
appointment = Appointment
day = Calendar
service = Service
resource = Room or person
setting = Setting
help = Help
