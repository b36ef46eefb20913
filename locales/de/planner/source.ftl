# Open appointments booked from the same internet connection, with one button that cancels all of them.

title = Vom selben Internetanschluss gebucht
hint = Gebucht in den letzten zwei Tagen. Es kann auch eine Firma oder ein Heim sein: Bitte sehen Sie die Namen durch.
told = Wer schon eine E-Mail bekommen hat, bekommt eine Absage.
at = Wann
who = Wer
what = Termin
back = Zurück
cancel-all = Alle { $count } absagen
