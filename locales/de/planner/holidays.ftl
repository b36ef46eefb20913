# Public holidays, and the regions that keep them. Chosen by id: the tables in `domain::holidays` name the ids.

## Countries and regions, by their codes in ISO 3166

DE = Deutschland
AT = Österreich
CH = Schweiz
DE-BW = Baden-Württemberg
DE-BY = Bayern
DE-BE = Berlin
DE-BB = Brandenburg
DE-HB = Bremen
DE-HH = Hamburg
DE-HE = Hessen
DE-MV = Mecklenburg-Vorpommern
DE-NI = Niedersachsen
DE-NW = Nordrhein-Westfalen
DE-RP = Rheinland-Pfalz
DE-SL = Saarland
DE-SN = Sachsen
DE-ST = Sachsen-Anhalt
DE-SH = Schleswig-Holstein
DE-TH = Thüringen
CH-AG = Aargau
CH-AR = Appenzell Ausserrhoden
CH-AI = Appenzell Innerrhoden
CH-BL = Basel-Landschaft
CH-BS = Basel-Stadt
CH-BE = Bern
CH-FR = Freiburg
CH-GE = Genf
CH-GL = Glarus
CH-GR = Graubünden
CH-JU = Jura
CH-LU = Luzern
CH-NE = Neuenburg
CH-NW = Nidwalden
CH-OW = Obwalden
CH-SH = Schaffhausen
CH-SZ = Schwyz
CH-SO = Solothurn
CH-SG = St. Gallen
CH-TI = Tessin
CH-TG = Thurgau
CH-UR = Uri
CH-VD = Waadt
CH-VS = Wallis
CH-ZG = Zug
CH-ZH = Zürich

## Holidays

new-year = Neujahr
berchtold = Berchtoldstag
epiphany = Heilige Drei Könige
women = Internationaler Frauentag
joseph = Josefstag
good-friday = Karfreitag
easter-monday = Ostermontag
labour = Tag der Arbeit
ascension = Christi Himmelfahrt
whit-monday = Pfingstmontag
corpus-christi = Fronleichnam
assumption = Mariä Himmelfahrt
reformation = Reformationstag
all-saints = Allerheiligen
conception = Mariä Empfängnis
stephen = Stephanstag
labour-at = Staatsfeiertag
national-day-at = Nationalfeiertag
christmas-at = Christtag
stephen-at = Stefanitag
liberation = Tag der Befreiung
uprising = Jahrestag des Volksaufstands
unity = Tag der Deutschen Einheit
christmas = 1. Weihnachtstag
second-christmas = 2. Weihnachtstag
peace-festival = Augsburger Friedensfest
easter-sunday = Ostersonntag
whit-sunday = Pfingstsonntag
repentance = Buß- und Bettag
children = Weltkindertag
ascension-ch = Auffahrt
national-day-ch = Bundesfeier
christmas-ch = Weihnachten
maurice = Mauritiustag
genevan-fast = Genfer Bettag
restoration = Wiederherstellung der Republik
naefels = Näfelser Fahrt
independence = Fest der Unabhängigkeit
republic = Ausrufung der Republik
nicholas-of-fluee = Bruderklausenfest
peter-and-paul = Peter und Paul
federal-fast-monday = Bettagsmontag

## Where in its region a holiday is kept

some-municipalities = nur in einzelnen Gemeinden
by-district = je nach Bezirk
catholic-municipalities = nur in katholischen Gemeinden
augsburg = nur in der Stadt Augsburg
catholic-majority = nur in Gemeinden mit überwiegend katholischer Bevölkerung
sorbian-area = nur in einigen katholischen Gemeinden im sorbischen Siedlungsgebiet (Landkreis Bautzen)
eichsfeld = nur im Landkreis Eichsfeld und in einigen Gemeinden des Unstrut-Hainich-Kreises und des Wartburgkreises
outside-oberegg = nicht in Oberegg
le-landeron = nur in Le Landeron
outside-bucheggberg = nicht im Bezirk Bucheggberg
