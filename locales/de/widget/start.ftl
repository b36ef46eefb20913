# What the widget's first file says by itself: before, and where, the texts of its language cannot be had.

open = Termin online buchen
close = Schließen
unreachable = Wir erreichen den Terminplaner gerade nicht.
retry = Noch einmal versuchen
booking-page = Zur Buchungsseite
call = Rufen Sie uns an:
