# What the pages for opening hours say.

## How hours are said: "Fridays 10:00–13:00, every week"

mondays = Mondays
tuesdays = Tuesdays
wednesdays = Wednesdays
thursdays = Thursdays
fridays = Fridays
saturdays = Saturdays
sundays = Sundays
daily = daily
# From the first to the last of three days or more.
days-from-to = { $first } to { $last }
# $from and $to are "09:00", $brief-from and $brief-to are "9".
span = { $from }–{ $to }
on-days = { $days } { $hours }
on-date = { $date }, { $hours }
every-week = every week
every-weeks = every { $count } weeks
with-rhythm = { $hours }, { $rhythm }
on-both-days = on both days ({ $days })
on-all-days = on all { $count ->
    [3] three
    [4] four
    [5] five
    [6] six
   *[other] seven
} days ({ $days })
only-on = on { $days } only
