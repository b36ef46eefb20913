# What the pages say that take appointments from a calendar file.

title = Kalenderdatei einlesen
file = Kalenderdatei (.ics)
file-hint = Aus Google, Outlook, Apple oder einem anderen Programm exportiert. Vor dem Speichern sehen Sie eine Vorschau. Was dort als „frei“ oder abgesagt gilt, bleibt weg.
not-a-calendar = Diese Datei ist kein Kalender. Exportieren Sie ihn im anderen Programm als „iCalendar (.ics)“. Eine ZIP-Datei entpacken Sie bitte zuerst.
incomplete = Diese Datei ist unvollständig. Bitte exportieren Sie sie noch einmal.
too-large = Diese Datei ist zu groß: höchstens 10 MB und 5.000 Einträge. Teilen Sie sie bitte auf.
empty = In dieser Datei steht nichts aus dem letzten Jahr oder der Zukunft.
changed-meanwhile = Nichts wurde gespeichert, denn inzwischen hat sich der Kalender geändert. Bitte sehen Sie noch einmal nach.
resources = Wer oder was ist belegt?
resources-hint = Alle, die angekreuzt sind, sind bei jedem Eintrag belegt.
by-guest = mit Gast ein Termin, sonst gesperrte Zeit
all-blocks = immer gesperrte Zeit
all-appointments = immer ein Termin
service = Leistung der Termine
no-service = keine
with-past = Auch vergangene Einträge (bis vor einem Jahr)
when = Wann
entry = Eintrag
block = gesperrte Zeit
appointment = Termin
untitled = ohne Titel
nameless = Hier steht kein Name.
count-entered = { $count ->
    [0] Nichts zu übernehmen
    [one] { $count } Eintrag wird übernommen
   *[other] { $count } Einträge werden übernommen
}
count-left-out = { $count ->
    [one] { $count } Eintrag bleibt weg
   *[other] { $count } Einträge bleiben weg
}
known = { $count ->
    [one] { $count } Eintrag steht schon im Kalender.
   *[other] { $count } Einträge stehen schon im Kalender.
}
unread = { $count ->
    [one] { $count } Eintrag ist nicht oder nur teilweise lesbar.
   *[other] { $count } Einträge sind nicht oder nur teilweise lesbar.
}
nobody-told = Niemand bekommt eine E-Mail.
do-import = Übernehmen
imported = { $appointments } übernommen, { $blocks }.
did-appointments = { $count ->
    [0] Kein Termin
    [one] { $count } Termin
   *[other] { $count } Termine
}
did-blocks = { $count ->
    [0] keine Zeit gesperrt
   *[other] { $count }-mal Zeit gesperrt
}
