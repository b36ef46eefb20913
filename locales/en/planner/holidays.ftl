# Public holidays, and the regions that keep them. Chosen by id: the tables in `domain::holidays` name the ids.

## Countries and regions, by their codes in ISO 3166

DE = Germany
AT = Austria
CH = Switzerland
DE-BW = Baden-Württemberg
DE-BY = Bavaria
DE-BE = Berlin
DE-BB = Brandenburg
DE-HB = Bremen
DE-HH = Hamburg
DE-HE = Hesse
DE-MV = Mecklenburg-Western Pomerania
DE-NI = Lower Saxony
DE-NW = North Rhine-Westphalia
DE-RP = Rhineland-Palatinate
DE-SL = Saarland
DE-SN = Saxony
DE-ST = Saxony-Anhalt
DE-SH = Schleswig-Holstein
DE-TH = Thuringia
CH-AG = Aargau
CH-AR = Appenzell Ausserrhoden
CH-AI = Appenzell Innerrhoden
CH-BL = Basel-Landschaft
CH-BS = Basel-Stadt
CH-BE = Bern
CH-FR = Fribourg
CH-GE = Geneva
CH-GL = Glarus
CH-GR = Grisons
CH-JU = Jura
CH-LU = Lucerne
CH-NE = Neuchâtel
CH-NW = Nidwalden
CH-OW = Obwalden
CH-SH = Schaffhausen
CH-SZ = Schwyz
CH-SO = Solothurn
CH-SG = St. Gallen
CH-TI = Ticino
CH-TG = Thurgau
CH-UR = Uri
CH-VD = Vaud
CH-VS = Valais
CH-ZG = Zug
CH-ZH = Zurich

## Holidays

new-year = New Year's Day
berchtold = Berchtold's Day
epiphany = Epiphany
women = International Women's Day
joseph = Saint Joseph's Day
good-friday = Good Friday
easter-monday = Easter Monday
labour = Labour Day
ascension = Ascension Day
whit-monday = Whit Monday
corpus-christi = Corpus Christi
assumption = Assumption Day
reformation = Reformation Day
all-saints = All Saints' Day
conception = Immaculate Conception
stephen = Saint Stephen's Day
labour-at = Labour Day
national-day-at = National Day
christmas-at = Christmas Day
stephen-at = Saint Stephen's Day
liberation = Liberation Day
uprising = Anniversary of the 1953 uprising
unity = Day of German Unity
christmas = Christmas Day
second-christmas = Second day of Christmas
peace-festival = Augsburg Peace Festival
easter-sunday = Easter Sunday
whit-sunday = Whit Sunday
repentance = Day of Repentance and Prayer
children = World Children's Day
ascension-ch = Ascension Day
national-day-ch = Swiss National Day
christmas-ch = Christmas Day
maurice = Saint Maurice's Day
genevan-fast = Genevan Fast
restoration = Restoration of the Republic
naefels = Battle of Näfels Day
independence = Independence Day
republic = Proclamation of the Republic
nicholas-of-fluee = Saint Nicholas of Flüe
peter-and-paul = Saints Peter and Paul
federal-fast-monday = Federal Fast Monday

## Where in its region a holiday is kept

some-municipalities = in some municipalities only
by-district = depending on the district
catholic-municipalities = in Catholic municipalities only
augsburg = in the city of Augsburg only
catholic-majority = in municipalities with a Catholic majority only
sorbian-area = in some Catholic municipalities of the Sorbian area (district of Bautzen) only
eichsfeld = in the district of Eichsfeld and some municipalities of Unstrut-Hainich and Wartburgkreis only
outside-oberegg = not in Oberegg
le-landeron = in Le Landeron only
outside-bucheggberg = not in the district of Bucheggberg
