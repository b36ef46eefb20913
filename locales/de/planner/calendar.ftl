# What the calendar and the pages of one appointment say.

## Why a time cannot be booked online

# $moment is the first one that can be booked.
lead-time-from = Vorlaufzeit: online erst ab { $moment }.
# $date is the last one that can be booked.
horizon-until = Buchungszeitraum: online nur bis { $date }.
daily-limit-reached = Tagesgrenze: höchstens { $limit } an diesem Tag, und die sind vergeben.
free-but-missing = { $free } ist frei, es fehlt aber: { $names }.
closes-early = schließt um { $clock }, vor dem Ende
in-buffer-of = Vor- oder Nachbereitung, neben { $appointment }

## What the people of the shop may do and customers may not

starts-in-the-past = Der Beginn liegt in der Vergangenheit.
starts-within-lead-time = Der Beginn liegt innerhalb der Vorlaufzeit.
not-open = { $name } hat nicht die ganze Zeit geöffnet.
beyond-daily-limit = Die Tagesgrenze dieser Leistung ist erreicht.

not-for-service = { $name } ist für diese Leistung nicht vorgesehen.
