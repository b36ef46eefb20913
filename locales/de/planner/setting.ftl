# What the settings of the shop are called; see the rows in src/domain/settings.rs.

# Headings
identity = Ihr Betrieb
links = Links
language-and-time = Sprache und Zeit
booking-window = Wann gebucht werden kann
confirmation = Ab wann eine Buchung gilt
customer-fields = Was gefragt wird
protection = Schutz vor Massenbuchungen
retention-title = Erinnerung und Datenlöschung
sign-in = Anmeldung
look = Ihre Farbe
websites = Erlaubte Websites

# Settings, each with its hint
name = Name
name-hint = So heißen Sie für Ihre Kunden, auch in jeder E-Mail.
location = Ort
location-hint = Steht links oben über den freien Zeiten, zum Beispiel „Stuttgart“.
address = Anschrift
phone = Telefon
email = E-Mail-Adresse
email-hint = Hierher gehen Antworten Ihrer Kunden und Ihre eigenen Benachrichtigungen.
sender = Absender
sender-hint = Nur, wenn E-Mails von einer anderen Adresse kommen sollen.
website = Website
privacy = Datenschutzerklärung
privacy-hint = Ist sie angegeben, kreuzen Ihre Kunden beim Buchen an: „Ich habe die Datenschutzhinweise gelesen und bin einverstanden.“
imprint = Impressum
accessibility = Erklärung zur Barrierefreiheit
accessibility-hint = Ohne Angabe zeigt die Buchungsseite eine Erklärung aus einer Vorlage. Vom Gesetz ausgenommen sind Kleinstunternehmen: unter 10 Beschäftigte und höchstens 2 Mio. € Umsatz im Jahr.
own-language = Sprache Ihres Betriebs
own-language-hint = Gilt, wo die Sprache eines Kunden nicht bekannt ist, und für Ihre eigenen E-Mails.
languages = Sprachen für Ihre Kunden
time-zone = Zeitzone
time-zone-hint = Alle Zeiten werden in dieser Zone angegeben und angezeigt.
region = Bundesland oder Kanton
region-hint = Für die Feiertage.
lead-time = Vorlaufzeit in Stunden
lead-time-hint = So lange vor einem Termin kann er spätestens gebucht werden. Eine Leistung kann eine eigene haben.
horizon = Buchungszeitraum in Tagen
horizon-hint = So weit im Voraus kann gebucht werden.
cancel-until = Absagen und verschieben bis … Stunden vorher
cancel-until-hint = Danach bitten wir Ihre Kunden, Sie anzurufen.
assignment = Wer den Termin bekommt, wenn mehrere frei sind
confirm-by-mail = Online-Buchungen
confirm-by-mail-hint = Wer per E-Mail bestätigt, dem gehört die Adresse. Bis dahin ist die Zeit frei gehalten.
confirm-by-minutes = Minuten zum Bestätigen
confirm-by-minutes-hint = Danach wird die Zeit von selbst wieder frei.
phone-field = Telefonnummer
comment-field = Anmerkung
max-open = Offene Termine je E-Mail-Adresse
max-open-hint = Mehr kann online niemand auf einmal buchen.
new-addresses-per-hour = Neue E-Mail-Adressen je Stunde
new-addresses-hint = Buchen mehr Unbekannte, wird jede Buchung zur Anfrage, und E-Mails an Unbekannte warten auf Sie.
new-addresses-per-day = Neue E-Mail-Adressen je Tag
reminder = Erinnerung … Stunden vorher
reminder-hint = Ohne Angabe keine Erinnerung. Gilt für Termine, die ab jetzt gebucht werden.
reminder-consent = Erinnert wird
reminder-consent-hint = Die deutschen Datenschutzbehörden verlangen seit Juni 2025, dass Kunden zustimmen.
retention = Kundendaten löschen … Tage nach dem Termin
retention-hint = Ohne Angabe nie von selbst. Der Termin bleibt ohne Namen stehen. 1095 sind drei Jahre, die übliche Verjährungsfrist.
owners-second-factor = Zweiter Faktor für Inhaber
owners-second-factor-hint = App, Passkey oder Wiederherstellungscode, zusätzlich zum Passwort.
accent = Farbe
accent-hint = Zum Beispiel #0b6478. Wo Text damit schlecht lesbar wäre, wird sie angepasst.
widget-view = Freie Zeiten
widget-view-hint = Auf schmalen Bildschirmen ist die Liste besser zu bedienen. Kunden können wechseln.
allowed-origins = Adressen
allowed-origins-hint = Eine Adresse je Zeile, zum Beispiel https://www.example.org. Ohne Angabe überall.

# Words to choose from
in-order = der Erste in der Reihenfolge der Leistung
balanced = wer an dem Tag am wenigsten zu tun hat
at-once = gelten sofort
when-confirmed = gelten, sobald der Kunde per E-Mail bestätigt
factor-optional = freiwillig
factor-needed = Pflicht
optional = wird angeboten, darf leer bleiben
required = muss ausgefüllt werden
hidden = wird nicht gezeigt
ask = wer es beim Buchen ankreuzt
not-needed = jeder Kunde
view-auto = als Tabelle, auf schmalen Bildschirmen als Liste
view-grid = immer als Tabelle
view-list = immer als Liste

# Beside a colour
pick-color = Farbe aussuchen
