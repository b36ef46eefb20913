# What the calendar and the pages of one appointment say.

## Why a time cannot be booked online

# $moment is the first one that can be booked.
lead-time-from = Lead time: online from { $moment } only.
# $date is the last one that can be booked.
horizon-until = Booking window: online until { $date } only.
daily-limit-reached = Daily limit: at most { $limit } on that day, and those are taken.
free-but-missing = { $free } is free, but missing: { $names }.
closes-early = closes at { $clock }, before the end
in-buffer-of = preparation or follow-up, beside { $appointment }

## What the people of the shop may do and customers may not

starts-in-the-past = It starts in the past.
starts-within-lead-time = It starts within the lead time.
not-open = { $name } is not open all that time.
beyond-daily-limit = The daily limit of this service is reached.

not-for-service = { $name } is not meant for this service.
