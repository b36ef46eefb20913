# Words between braces in the mail texts of a shop. Whatever has been a word here once is in the texts of shops: it must stay.

name = Name
first-name = Vorname
last-name = Nachname
service = Leistung
date = Datum
time = Uhrzeit
shop = Betrieb
location = Ort
phone = Telefon
