# Before a change that leaves appointments behind: which ones, and whether to make it anyway.

change-again = Zurück zu den Angaben
back = Zurück
appointment = Termin
who = Wer
at = Wann
resource = Raum oder Person
