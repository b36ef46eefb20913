# What may be wrong at a place of a shop file: the end of a sentence that begins with the place.

the-file = die Datei
# $place is a key of the file, $sentence what is wrong there.
at-place = { $place }: { $sentence }
at-line = { $place }: { $sentence } (Zeile { $line })

not-toml = ist kein gültiges TOML: { $words }
not-json = ist kein gültiges JSON einer Betriebsdatei: { $words }

too-many-values = enthält mehr als { $most } Werte; teilen Sie die Datei, oder lesen Sie sie mit `terminplaner import` ein
too-many-entries = hat { $count } Einträge; höchstens { $most } sind möglich
more-problems = enthält noch mehr Fehler

missing = fehlt
unknown-key = gibt es in dieser Tabelle nicht; möglich sind { $keys }

not-a-table = muss eine Tabelle sein
not-a-list = muss eine Liste sein
not-a-text = muss ein Text in Anführungszeichen sein
not-a-boolean = muss true oder false sein
not-a-number = muss eine ganze Zahl von { $least } bis { $most } sein
out-of-range = ist { $number }; möglich ist { $least } bis { $most }
not-a-word = ist „{ $text }“; möglich ist nur { $words }

empty = darf nicht leer sein
too-long = ist { $length } Zeichen lang; höchstens { $most } haben Platz
hidden-characters = enthält Steuerzeichen oder Zeichen für die Schreibrichtung; schreiben Sie reinen Text
not-a-color = ist „{ $text }“; eine Farbe ist # und sechs Hexadezimalziffern, zum Beispiel #1a6b5c
not-a-date = ist „{ $text }“; ein Datum wird JJJJ-MM-TT geschrieben, zum Beispiel 2022-01-17
not-a-time = ist „{ $text }“; eine Uhrzeit wird HH:MM geschrieben, von 00:00 bis 23:59
not-an-instant = ist „{ $text }“; ein Zeitpunkt wird mit seiner Abweichung von UTC geschrieben, zum Beispiel 2022-01-17T09:00:00+01:00
not-a-whole-minute = muss eine volle Minute sein; lassen Sie die Sekunden auf 00
not-a-zone = ist „{ $text }“, und das ist keine Zeitzone; schreiben Sie eine wie Europe/Berlin
not-a-language = muss eine von diesen Sprachen sein: { $languages }
not-an-id = ist „{ $text }“; eine Kennung besteht aus 1 bis { $most } Buchstaben, Ziffern, '-', '_' und '.'
not-an-appointment-id = muss eine Kennung ohne Leerzeichen sein
not-an-email = muss eine einzige E-Mail-Adresse sein, zum Beispiel name@example.org
not-a-phone = muss eine Telefonnummer mit 5 bis 20 Ziffern sein, zum Beispiel +49 711 123456
not-a-url = muss eine Web-Adresse sein, die mit https:// oder http:// beginnt
not-an-origin = muss ein Ursprung sein, wie Browser ihn senden, zum Beispiel https://www.example.org (ohne Pfad und Schrägstrich)
not-hours = müssen zwei Uhrzeiten sein, zum Beispiel ["09:00", "13:00"]

repeated = ist „{ $id }“ wie eine weiter oben
not-a-block = nennt „{ $id }“, einen Termin mit Kunde oder Leistung; er gehört nach appointments
lacks-language = in languages fehlt die Sprache des Betriebs, „{ $tag }“
no-languages = muss mindestens eine Sprache nennen, jede nur einmal
no-days = muss mindestens einen Wochentag nennen, jeden nur einmal
no-resources = muss mindestens eine Ressource nennen, jede nur einmal
no-needs = muss mindestens eine Liste von Ressourcen enthalten
unknown-resource = nennt die Ressource „{ $id }“, die es nicht gibt
unknown-service = nennt die Leistung „{ $id }“, die es nicht gibt

weekdays-and-date = steht neben weekdays; eine Regel hat nur eins von beiden
no-weekdays = fehlt; eine Regel hat weekdays oder date
no-dates = eine Ausnahme hat entweder date, oder from_date und to_date
before = liegt vor { $key }
ends-too-early = liegt nicht nach start
needs-first-date = braucht valid_from: ab dieser Woche wird gezählt
not-changeable = lässt sich bei einem vorhandenen Eintrag nicht ändern
only-of-an-account = gibt es nur bei einem Konto (kind = "account")
overlaps = überschneidet sich mit einem anderen Termin
overlaps-entry = überschneidet sich mit { $path } vom { $since } auf { $resource }
overlaps-appointment = überschneidet sich mit dem Termin „{ $id }“ vom { $since } auf { $resource }
