# What the widget's first file says by itself: before, and where, the texts of its language cannot be had.

open = Termin online buchen
# Whatever the cause: the network, the server, or a fault in the page.
unreachable = Das hat leider nicht geklappt.
retry = Noch einmal versuchen
booking-page = Zur Buchungsseite
