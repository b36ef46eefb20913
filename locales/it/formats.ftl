# Dates and times. The names of days and months, their order and their punctuation come from CLDR, the Unicode
# consortium's data; what stands here is put around them.

# Whose dates and numbers CLDR gives: a language and a region.
locale = it-IT

# The date in a column's head, as a pattern of CLDR (d: day, LLL: short month).
head-day = d LLL

# A time of day.
clock = ore { $time }
# From a time to another one of the same day.
clocks = dalle { $from } alle { $to }
# The hour that is repeated when summer time ends: its first and its second time.
summer-time = { $clock } (ora legale)
winter-time = { $clock } (ora solare)
# Two of anything, from the first to the second.
from-to = { $from } – { $to }
# A date and a time on it.
date-and-time = { $date }, { $time }
# A date, and from when to when on it.
date-and-span = { $date }, { $span }

# What something is, in front of it.
label = { $label }:

# What was, and what is now.
change = { $from } → { $to }

# Dates of one month: the day of the first and the whole of the last.
days-of-month = { $day }–{ $last }
# Dates of different months.
dates = { $first } – { $last }

hours = { $count ->
    [one] { $count } ora
   *[other] { $count } ore
}
minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minuti
}
hours-and-minutes = { $hours } { $minutes }
# From one date to another, as it is heard.
spoken-dates = dal { $first } al { $last }
