# What stands around the manual.

title = Manual
about = Everything you need for your shop, on short pages. The question mark at the top of every page leads to the right place.
search-label = Search the manual
search = Search
contents = Contents
turn = Previous and next
nothing-found = Nothing found.
counted = { $count ->
    [one] { $count } place
   *[other] { $count } places
}

# Chapters
requirements = Requirements
set-up = Set-up
options = Optional changes
daily-use = Daily use
alternatives = Alternatives
