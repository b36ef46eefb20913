# What the pages for opening hours say.

## How hours are said: "freitags 10–13 Uhr, jede Woche"

mondays = montags
tuesdays = dienstags
wednesdays = mittwochs
thursdays = donnerstags
fridays = freitags
saturdays = samstags
sundays = sonntags
daily = täglich
# From the first to the last of three days or more.
days-from-to = { $first } bis { $last }
# $from and $to are "09:00", $brief-from and $brief-to are "9".
span = { $brief-from }–{ $brief-to } Uhr
on-days = { $days } { $hours }
on-date = { $date }, { $hours }
every-week = jede Woche
every-weeks = alle { $count } Wochen
with-rhythm = { $hours }, { $rhythm }
on-both-days = an beiden Tagen ({ $days })
on-all-days = an allen { $count ->
    [3] drei
    [4] vier
    [5] fünf
    [6] sechs
   *[other] sieben
} Tagen ({ $days })
only-on = nur { $days }
