# What is wrong with a value, beside the field of a form and in the API: a sentence that says what to do.

required = Merci de remplir ce champ.
too-long = { $most } caractères au maximum, s’il vous plaît.
forbidden-characters = Merci de n’utiliser que des caractères visibles.
invisible-characters = Merci de le saisir à nouveau : il contient des caractères invisibles.
looks-like-link = Merci d’indiquer seulement le nom.
not-an-email = Merci d’indiquer une adresse e-mail comme nom@example.org.
not-a-phone = Merci d’indiquer un numéro de téléphone de 5 à 20 chiffres.
not-an-instant = Merci de choisir l’un des horaires proposés.
unknown = Ce choix n’existe pas ici ; merci de choisir à nouveau.
not-a-language = Cette langue n’est pas proposée.
not-accepted = Merci d’accepter la politique de confidentialité.
not-a-date = Merci d’indiquer une date.
not-a-time = Merci d’indiquer une heure comme 09:00.
not-a-color = Merci d’indiquer une couleur comme #1a6b5c.
not-a-url = Merci d’indiquer une adresse comme https://www.example.org.
not-an-origin = Merci d’indiquer une adresse par ligne, sans chemin, comme https://www.example.org.
out-of-range = Merci d’indiquer un nombre entier de { $least } à { $most }.
before-start = La fin précède le début.
needs-first-date = Merci d’indiquer à partir de quand compter les semaines.
none-chosen = Merci de choisir au moins une possibilité.
