# What the widget says from a chosen time to the appointment booked. What ends in a name is said of that field.

your-clock = À votre heure : { $start }
# From one time of day to another, as it is heard.
spoken-span = de { $start } à { $end }
# Between hours and minutes where they are heard: “9 Uhr 45”. A colon: times of day are read out well as they are written.
hour-word = heures
# From one day with its time of day to another.
from-to = du { $start } au { $end }
your-data = Vos coordonnées
back = Choisir un autre horaire
on-request = Nous examinons votre demande et vous écrirons.
optional = (facultatif)
# Where it takes place, unless that is the shop.
at-customer = chez vous
at-phone = nous vous appelons
at-video = par vidéo

label_first_name = Prénom
label_last_name = Nom
label_email = Adresse e-mail
label_phone = Téléphone
label_address = Adresse
label_comment = Remarque
label_reminder_accepted = Rappelez-moi le rendez-vous par e-mail.
# $link is the text of consent-link, which leads to the shop's page.
consent = J’ai lu la { $link } et je l’accepte.
consent-link = politique de confidentialité

missing_first_name = Merci d’indiquer votre prénom.
missing_last_name = Merci d’indiquer votre nom.
missing_email = Merci d’indiquer votre adresse e-mail.
missing_phone = Merci d’indiquer votre numéro de téléphone.
missing_address = Merci d’indiquer votre adresse.
missing_comment = Merci d’écrire une remarque.
missing_privacy_accepted = Merci de donner d’abord votre accord.
wrong_email = Cette adresse e-mail est incomplète.
wrong_phone = Merci d’indiquer 5 à 20 chiffres.
too-long = Plus court et sans caractères spéciaux, s’il vous plaît.

book = Réserver ce rendez-vous
request = Demander ce rendez-vous
sending = Envoi en cours…
please-correct = Merci de vérifier vos coordonnées.
taken-title = Cet horaire n’est malheureusement plus libre.
keeps-data = Vos coordonnées sont conservées. Merci de choisir à nouveau :
too-many = Plusieurs rendez-vous sont déjà réservés avec cette adresse e-mail.
network-limit = De très nombreuses réservations sont venues de votre connexion internet aujourd’hui. Merci de nous appeler.
not-sent = Cela n’a pas fonctionné. Merci d’envoyer vos coordonnées encore une fois.
# $wait: "in 10 seconds", as the browser says it.
busy = Il y a beaucoup de demandes en ce moment. Merci de renvoyer vos coordonnées { $wait }.

confirmed = Votre rendez-vous est réservé
requested = Nous avons bien reçu votre demande
mail-confirmed = La confirmation est envoyée à { $email }.
not-booked = Pas encore réservé
# $until is a time of day.
mail-confirm = Merci de confirmer avant { $until } avec le lien de l’e-mail envoyé à { $email }.
without-mail = Merci de noter votre rendez-vous : vous ne recevrez pas d’e-mail.
mail-requested = Nous examinons votre demande et écrirons à { $email }.
calendar = Ajouter à l’agenda
manage = Déplacer ou annuler le rendez-vous
earlier = Le rendez-vous réservé est celui de votre premier envoi ; vos dernières modifications n’en font pas partie.
again = Prendre un autre rendez-vous

# The calendar that a date is chosen from.
previous-month = Mois précédent
next-month = Mois suivant

# The line between the days and their times.
as-list = En liste
as-grid = En tableau
choose-date = Choisir une date

# Spoken when other days are shown.
free-times = Horaires libres : { $count }.

# The line below every step: the accessibility statement.
accessibility = Accessibilité

# What others changed, spoken.
now-taken = { $start } vient d’être pris.
now-free = { $start } vient de se libérer.
# $count is always more than one.
many-changed = { $count } horaires ont changé.

# Whose clock is meant, to visitors elsewhere.
zone = Toutes les heures sont indiquées en heure locale de { $place } ({ $zone }).
