# What is wrong with a value, beside the field of a form and in the API: a sentence that says what to do.

required = Please fill in this field.
too-long = Please use at most { $most } characters.
forbidden-characters = Please use visible characters only.
invisible-characters = Please type this again: it contains invisible characters.
looks-like-link = Please enter the name only.
not-an-email = Please enter an e-mail address such as name@example.org.
not-a-phone = Please enter a phone number of 5 to 20 digits.
not-an-instant = Use the `start` of a free slot, such as 2022-01-17T09:00:00+01:00.
unknown = This does not exist here; please choose again.
not-a-language = This language is not offered.
not-accepted = Please accept the privacy notice.
not-a-date = Please enter a date.
not-a-time = Please enter a time of day such as 09:00.
not-a-color = Please enter a colour such as #1a6b5c.
not-a-url = Please enter an address such as https://www.example.org.
not-an-origin = Please enter one address per line, without a path, for example https://www.example.org.
out-of-range = Please enter a whole number from { $least } to { $most }.
before-start = The end is before the start.
needs-first-date = Please enter the date from which the weeks count.
none-chosen = Please choose at least one.
