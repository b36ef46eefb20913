# Dates and times. The names of days and months, their order and their punctuation come from CLDR, the Unicode
# consortium's data; what stands here is put around them.

# Whose dates and numbers CLDR gives: a language and a region.
locale = fr-FR

# The date in a column's head, as a pattern of CLDR (d: day, LLL: short month).
head-day = d LLL

# A time of day.
clock = { $time }
# From a time to another one of the same day.
clocks = de { $from } à { $to }
# The hour that is repeated when summer time ends: its first and its second time.
summer-time = { $clock } (heure d’été)
winter-time = { $clock } (heure d’hiver)
# Two of anything, from the first to the second.
from-to = { $from } à { $to }
# A date and a time on it.
date-and-time = { $date } à { $time }
# A date, and from when to when on it.
date-and-span = { $date }, { $span }

# What something is, in front of it.
label = { $label } :

# What was, and what is now.
change = { $from } → { $to }

# Dates of one month: the day of the first and the whole of the last.
days-of-month = { $day }–{ $last }
# Dates of different months.
dates = { $first } – { $last }

hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
hours-and-minutes = { $hours } { $minutes }
# From one date to another, as it is heard.
spoken-dates = du { $first } au { $last }
