# Trades, and the services that a new shop can tick.

hearing-aids = Hörakustik
optician = Augenoptik
therapy = Therapie und Praxis
hearing-test = Hörtest
fitting = Hörgeräte-Anpassung
adjustment = Nachanpassung
hearing-service = Reinigung und Reparatur
eye-test = Sehtest
glasses = Brillenberatung
lenses = Kontaktlinsen-Anpassung
lenses-check = Kontaktlinsen-Kontrolle
first-visit = Erstgespräch
physiotherapy = Krankengymnastik
manual-therapy = Manuelle Therapie
massage = Massage
