# What is wrong with a value, beside the field of a form and in the API: a sentence that says what to do.

required = Bitte füllen Sie dieses Feld aus.
too-long = Bitte höchstens { $most } Zeichen.
forbidden-characters = Bitte nur sichtbare Zeichen verwenden.
invisible-characters = Bitte noch einmal eintippen: Hier sind Zeichen, die man nicht sieht.
looks-like-link = Bitte nur den Namen eingeben.
not-an-email = Bitte geben Sie eine E-Mail-Adresse wie name@beispiel.de an.
not-a-phone = Bitte geben Sie eine Telefonnummer mit 5 bis 20 Ziffern an.
not-an-instant = Bitte wählen Sie eine der angebotenen Uhrzeiten.
unknown = Das gibt es hier nicht; bitte wählen Sie neu.
not-a-language = Diese Sprache wird nicht angeboten.
not-accepted = Bitte stimmen Sie der Datenschutzerklärung zu.
not-a-date = Bitte geben Sie ein Datum an.
not-a-time = Bitte geben Sie eine Uhrzeit wie 09:00 an.
not-a-color = Bitte geben Sie eine Farbe wie #1a6b5c an.
not-a-url = Bitte geben Sie eine Adresse wie https://www.example.org an.
not-an-origin = Bitte je Zeile eine Adresse ohne Pfad, zum Beispiel https://www.example.org.
out-of-range = Bitte eine ganze Zahl von { $least } bis { $most }.
before-start = Das Ende liegt vor dem Anfang.
needs-first-date = Bitte geben Sie an, ab wann die Wochen zählen.
none-chosen = Bitte wählen Sie mindestens eine Möglichkeit.
