# What the pages say that take customers from a file.

title = Kunden importieren
file = Datei aus Excel oder einem anderen Programm
file-hint = CSV oder XLSX, höchstens 50.000 Zeilen. Vor dem Speichern sehen Sie eine Vorschau.
unreadable = Diese Datei lässt sich nicht lesen. Speichern Sie sie in Excel als „Excel-Arbeitsmappe (.xlsx)“ oder „CSV“ und versuchen Sie es noch einmal.
too-large = Diese Datei ist zu groß: höchstens 16 MB, entpackt 64 MB. Teilen Sie sie bitte auf.
too-many-rows = Diese Datei hat mehr als 50.000 Zeilen. Teilen Sie sie bitte auf.
empty = In dieser Datei steht nichts.
columns = Spalten
has-heads = Die erste Zeile enthält Überschriften
column = Spalte
samples = Beispiele
no-name = Welche Spalte ist der Name? Bitte wählen Sie ihn unter „Wird zu“.
nothing = nicht übernehmen
full-name = Vor- und Nachname
street = Straße
postal-code = Postleitzahl
town = Ort
row = Zeile
name = Name
data = Angaben
count-new = { $count ->
    [0] Keine neuen Kunden
    [one] { $count } neuer Kunde
   *[other] { $count } neue Kunden
}
count-known = { $count ->
    [one] { $count } Kunde ist wahrscheinlich schon da
   *[other] { $count } Kunden sind wahrscheinlich schon da
}
is-probably = Vermutlich
otherwise = Was soll geschehen?
otherwise-hint = Beim Ergänzen bleibt, was schon da ist; nur was fehlt, kommt hinzu.
answer = Was geschieht
complete = ergänzen
create = neu anlegen
count-wrong = { $count ->
    [one] { $count } Zeile wird ausgelassen
   *[other] { $count } Zeilen werden ausgelassen
}
wrong-hint = Korrigieren Sie sie hier oder in der Datei, oder importieren Sie ohne sie.
reason = Warum
repeated = Steht schon in Zeile { $row }.
do-import = Importieren
created = { $count ->
    [0] Kein neuer Kunde.
    [one] { $count } Kunde importiert.
   *[other] { $count } Kunden importiert.
}
completed = { $count ->
    [one] { $count } Kunde ergänzt.
   *[other] { $count } Kunden ergänzt.
}
correct = Korrigierte Zeilen prüfen
