# What the pages for opening hours say.

title = Öffnungszeiten
week = Woche
closings = Schließzeiten und Sonderöffnungen
closings-short = Schließzeiten
holidays = Feiertage
earlier = Woche davor
later = Woche danach
this-week = Diese Woche
room = Raum
person = Person
offline = nicht online buchbar
add = Zeit hinzufügen
no-resources = Legen Sie zuerst einen Raum oder eine Person an.
to-resources = Räume und Personen
picture-hint = Jeder Balken ist eine Öffnungszeit. Antippen zum Ändern.
drag-hint = Oder ziehen: den Balken oder seine Enden, um nur diesen Wochentag zu ändern, eine freie Stelle, um Zeiten hinzuzufügen.
closed = geschlossen
special = Sonderöffnung
once = einmalig
other-rules = Weitere Zeiten, die in dieser Woche nicht gelten
past = vorbei
copy = Zeiten auf andere Tage oder Räume übertragen
copy-from = Zeiten von
whole-week = der ganzen Woche
copy-days = auf diese Tage
copy-resources = bei
copy-do = Zeiten übertragen
copy-hint = Die bisherigen wöchentlichen Zeiten dort werden ersetzt.
copy-nothing = Bitte wählen Sie einen anderen Tag oder einen anderen Raum als Ziel.
new-rule = Neue Öffnungszeit
edit-rule = Öffnungszeit ändern
resource = Raum oder Person
repeats = Wann?
weekly = Jede Woche an diesen Tagen
on-date = Nur an einem Datum
date = Datum
from = Von
to = Bis
to-hint = 00:00 ist Mitternacht. Ein Ende vor dem Anfang liegt am nächsten Tag.
step = Termine beginnen alle … Minuten
step-hint = Ohne Angabe wie beim Raum oder bei der Person.
gap-step = in Lücken alle
step-of = Termine beginnen alle
minutes = Minuten
change-steps = ändern
validity = Gültigkeit und Wiederholung
valid-from = Gültig ab
valid-until = Gültig bis
open-end = Ohne „Gültig bis“ gilt es immer weiter.
every-weeks = Wiederholung
every-weeks-hint = Die Woche von „Gültig ab“ ist die erste.
change-since = Ab wann gilt die Änderung?
since-today = Ab sofort
since-later = Ab einem Datum
first-date = Erster Tag
last-date = Gilt bis
since-hint = Bis dahin bleibt alles, wie es ist.
until-hint = Ohne Angabe auf Dauer. Danach gilt wieder, was jetzt gilt.
choose-since = „Ab sofort“ oder ab diesem Datum? Bitte wählen Sie eines.
nothing-changes = Vorher und nachher wäre es dasselbe. Bitte ändern Sie auch Tage oder Uhrzeiten.
delete-title = Öffnungszeit löschen
delete-since = Ab wann löschen?
deleted-since = Gelöscht ab { $date }: { $hours }. Bis dahin gilt sie weiter.
save = Speichern
delete = Löschen
scope = Für welche Tage ändern Sie etwas?
scope-hint = Diese Öffnungszeit gilt an mehreren Tagen.
no-hours = Noch keine Öffnungszeiten: Online wird hier nichts vergeben.
hours-of = Gleiche Zeiten wie
adopt = Eintragen
back = Zurück
preview = Vorschau
preview-of = Vorschau für
preview-hint = So sähe die Buchungsseite mit diesen Angaben aus. Gespeichert ist noch nichts.
no-service = Noch keine Leistung braucht diesen Raum oder diese Person.
warning-title = Diese Termine lägen außerhalb der Öffnungszeiten
warning = Die Änderung ist noch nicht gespeichert. Wenn Sie trotzdem speichern, bleiben die Termine bestehen; niemand wird benachrichtigt.
save-anyway = Trotzdem speichern
stale = Inzwischen hat jemand anderes das geändert oder gelöscht. Hier steht, was jetzt gilt. Bitte prüfen Sie es und ändern Sie es noch einmal.
stale-typed = Inzwischen hat jemand anderes das geändert oder gelöscht. Gespeichert wurde nichts. Was Sie eingegeben haben, steht noch hier; öffnen Sie den Eintrag neu, um den jetzigen Stand zu sehen.
open-anew = Jetzigen Stand öffnen
unknown-resource = Diesen Raum oder diese Person gibt es nicht mehr. Bitte wählen Sie neu.
nothing-new = Das ist schon eingetragen.
please-correct = Bitte prüfen Sie die markierten Felder.
saved = Gespeichert.
saved-what = Gespeichert:
deleted = Gelöscht.
deleted-what = Gelöscht:
copied = Zeiten übertragen.
new-exception = Urlaub oder Schließtag eintragen
edit-exception = Eintrag ändern
for-whom = Für
whole-shop = Den ganzen Betrieb
whole-shop-short = Ganzer Betrieb
first-day = Erster Tag
last-day = Letzter Tag
last-day-hint = Ohne Angabe nur ein Tag.
kind = An diesen Tagen
is-closed = Geschlossen
is-special = Besondere Öffnungszeiten
hours-number = Öffnungszeit
hours-hint = Sie ersetzen an diesen Tagen die wöchentlichen Zeiten.
hours-missing = Bitte geben Sie mindestens eine Öffnungszeit an.
more-hours = Weitere Zeiten
note = Notiz
note-hint = Nur für Sie und Ihr Team, zum Beispiel „Betriebsferien“.
no-exceptions = Es ist nichts eingetragen.
upcoming = Heute und künftig
former = Vergangen
add-holidays = Feiertage eintragen
region = Bundesland oder Kanton
year = Jahr
show = Anzeigen
holidays-hint = Angekreuzte Tage werden als Schließzeit für den ganzen Betrieb eingetragen. Wo Sie trotzdem öffnen, ändern Sie danach den Eintrag.
holidays-source = Berechnet nach den Feiertagsgesetzen; Gemeinden können abweichen. Bitte prüfen Sie Tage, die nur in Teilen gelten.
taken-over = schon eingetragen
by-custom = kein gesetzlicher Feiertag, aber meist frei
afternoon = nur nachmittags
# $region is "Bayern 2027".
take-over = Feiertage für { $region } eintragen
choose-days = Bitte kreuzen Sie mindestens einen Tag an.
holidays-added = { $count ->
    [one] { $count } Feiertag
   *[other] { $count } Feiertage
} für { $region } eingetragen.
no-year = Für dieses Jahr sind keine Feiertage bekannt.
free = frei
not-free = nicht frei
time = Uhrzeit
none-offered = Mit diesen Angaben wird in den nächsten Wochen keine Uhrzeit angeboten.

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
hours-on-days = { $days } { $hours }
hours-on-date = { $date }, { $hours }
rhythm-weekly = jede Woche
rhythm-weeks = alle { $count } Wochen
# More about hours, behind them.
hours-and-more = { $hours }, { $more }
since = ab { $date }
until = bis { $date }
from-until = { $from } bis { $to } Uhr
on-both-days = an beiden Tagen ({ $days })
on-all-days = an allen { $count ->
    [3] drei
    [4] vier
    [5] fünf
    [6] sechs
   *[other] sieben
} Tagen ({ $days })
only-on = nur { $days }
