# What may be wrong at a place of a shop file: the end of a sentence that begins with the place.

the-file = the file
# $place is a key of the file, $sentence what is wrong there.
at-place = { $place }: { $sentence }
at-line = { $place }: { $sentence } (line { $line })

not-toml = is not TOML: { $words }
not-json = is not JSON of a shop file: { $words }

too-many-values = holds more than { $most } values; split it, or read it with `terminplaner import`
too-many-entries = has { $count } entries; at most { $most } are possible
more-problems = has still more problems

missing = is missing
unknown-key = is no key of this table; it may have { $keys }

not-a-table = must be a table
not-a-list = must be a list
not-a-text = must be a text in quotes
not-a-boolean = must be true or false
not-a-number = must be a whole number from { $least } to { $most }
out-of-range = is { $number }; it must be from { $least } to { $most }
not-a-word = is "{ $text }"; it must be one of { $words }

empty = must not be empty
too-long = is { $length } characters long; at most { $most } fit
hidden-characters = holds control or bidirectional characters; write plain text
not-a-color = is "{ $text }"; a colour is # and six hexadecimal digits, such as #1a6b5c
not-a-date = is "{ $text }"; a date is written YYYY-MM-DD
not-a-time = is "{ $text }"; a time is written HH:MM, from 00:00 to 23:59
not-an-instant = is "{ $text }"; an instant is written with its offset, such as 2022-01-17T09:00:00+01:00
not-a-whole-minute = must be a whole minute; leave seconds at 00
not-a-zone = is "{ $text }", which is no time zone; write one such as Europe/Berlin
not-a-language = must be one of these languages: { $languages }
not-an-id = is "{ $text }"; an id is 1 to { $most } letters, digits, '-', '_' and '.'
not-an-appointment-id = must be an id without spaces
not-an-email = must be one e-mail address such as name@example.org
not-a-phone = must be a telephone number of 5 to 20 digits, such as +49 711 123456
not-a-url = must be a web address that begins with https:// or http://
not-an-origin = must be an origin as browsers send it, such as https://www.example.org (no path, no slash)
not-hours = must be two times, such as ["09:00", "13:00"]

repeated = is "{ $id }", as another one's above
not-a-block = names "{ $id }", an appointment with a customer or a service; it belongs under appointments
lacks-language = languages must contain the shop's language, "{ $tag }"
no-languages = must name at least one language, each once
no-days = must name at least one day, each once
no-resources = must name at least one resource, each once
no-needs = must hold at least one list of resources
unknown-resource = names the resource "{ $id }", which there is none of
unknown-service = names the service "{ $id }", which there is none of

weekdays-and-date = stands beside weekdays; a rule has one of the two
no-weekdays = is missing; a rule has weekdays or a date
no-dates = an exception has either a date, or from_date and to_date
before = is before { $key }
ends-too-early = is not after start
needs-first-date = needs valid_from, whose week is the first to count
not-changeable = cannot be changed for an existing entry
only-of-an-account = is only for an account (kind = "account")
overlaps = overlaps another appointment
overlaps-entry = overlaps { $path } of { $since } on { $resource }
overlaps-appointment = overlaps the appointment "{ $id }" of { $since } on { $resource }
