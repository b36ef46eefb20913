# The customer's pages.

skip = Aller au contenu
book-title = Prendre rendez-vous en ligne
choose-service = Que pouvons-nous faire pour vous ?
other-service = Autre prestation
# The heading of services without a group, where others have one.
other-services = Autres prestations
unknown-service = Cette prestation n’est pas proposée ici. Merci d’en choisir une autre.
nothing-offered = Il n’est pas possible de prendre rendez-vous en ligne pour le moment. Contactez-nous, nous trouverons volontiers une date avec vous.
call-us = Appelez-nous :
minutes = { $count } min

with-whom = Avec qui ?
anyone = Peu importe
choose-time = Choisir un horaire
time = Heure
unavailable = non disponible
earlier = Jours précédents
later = Jours suivants
next-free = Prochain rendez-vous disponible :
none-shown = Plus rien de libre ces jours-là.
none-at-all = Aucun rendez-vous n’est disponible en ligne pour le moment.
# The list of days: how many times of a day are free.
free-count = disponibles : { $count }
nothing-free = rien de libre
# The line above the days.
choose-date = Choisir une date
as-list = En liste
as-grid = En tableau
previous-month = Mois précédent
next-month = Mois suivant
# Whose clock the times are on.
local-time = Toutes les heures sont indiquées en heure locale ({ $place }).

your-data = Vos coordonnées
on-request = Nous examinons votre demande et vous répondrons.
optional = (facultatif)
first-name = Prénom
last-name = Nom
email = Adresse e-mail
phone = Téléphone
your-address = Adresse
comment = Remarque
# $link is the text of consent-link, which leads to the shop's page.
consent = J’ai lu la { $link } et je l’accepte.
consent-link = politique de confidentialité
remind-me = Rappelez-moi le rendez-vous par e-mail.
new-tab = (s’ouvre dans une nouvelle fenêtre)
book = Réserver ce rendez-vous
request = Demander ce rendez-vous
missing-first-name = Merci d’indiquer votre prénom.
missing-last-name = Merci d’indiquer votre nom.
missing-email = Merci d’indiquer votre adresse e-mail.
missing-phone = Merci d’indiquer votre numéro de téléphone.
missing-address = Merci d’indiquer votre adresse.
missing-comment = Merci d’écrire une remarque.
please-correct = { $count ->
    [one] Merci de vérifier ce champ :
   *[other] Merci de vérifier ces { $count } champs :
}

other-time = Choisir un autre horaire
taken = Cet horaire vient d’être pris.
not-offered = Cet horaire n’est plus proposé.
keeps-data = Vos coordonnées sont conservées.
alternatives = Ces horaires sont libres :
key-reused = Vous avez déjà réservé un rendez-vous avec ce formulaire. Pour en prendre un autre, merci de l’envoyer encore une fois.
# A form that was not sent from our own page.
send-again = Veuillez vérifier vos données et les envoyer à nouveau.

confirmed = Votre rendez-vous est réservé
requested = Nous avons bien reçu votre demande
mail-confirmation = Nous envoyons la confirmation à { $email }.
mail-request = Dès que nous aurons confirmé le rendez-vous, nous écrirons à { $email }.
without-mail = Merci de noter votre rendez-vous : vous ne recevrez pas d’e-mail.
# $until is a time of day, or a date with one.
confirm-by-mail = Merci de confirmer avant { $until } avec le lien de l’e-mail que nous vous envoyons.
confirm-here = Merci de confirmer avant { $until }.
not-booked-yet = Pas encore réservé
confirm-it = Confirmer le rendez-vous
awaits-confirmation = pas encore réservé
was-confirmed = Merci, votre rendez-vous est confirmé.
to-calendar = Ajouter à l’agenda
manage = Voir, déplacer ou annuler le rendez-vous
again = Prendre un autre rendez-vous

your-appointment = Votre rendez-vous
status = Statut
status-requested = demandé – nous vous répondrons
status-confirmed = confirmé
status-declined = n’a pas pu être accepté
status-cancelled = annulé
status-done = a eu lieu
status-no-show = manqué
service = Prestation
day = Quand
place = Où
with-person = Avec
at-yours = chez vous
by-phone = nous vous appelons
by-video = par vidéo
join-video = Rejoindre l’appel vidéo
change-until = Vous pouvez le déplacer ou l’annuler ici jusqu’au { $when }.
too-late = Si peu de temps avant le rendez-vous, il n’est plus possible de le déplacer ou de l’annuler en ligne.
over = Ce rendez-vous est passé.

move-it = Déplacer le rendez-vous
move-sentence = Choisissez un nouvel horaire. Votre rendez-vous reste inchangé tant que vous n’avez pas confirmé.
move-confirm-title = Déplacer à cet horaire ?
move-yes = Oui, déplacer le rendez-vous
until-now = Jusqu’ici
from-now = Nouveau
was-moved = Votre rendez-vous est déplacé.
cancel-it = Annuler le rendez-vous
cancel-title = Souhaitez-vous annuler ce rendez-vous ?
cancel-sentence = L’horaire sera alors libre pour d’autres.
cancel-yes = Oui, annuler le rendez-vous
keep = Non, garder le rendez-vous
was-cancelled = Votre rendez-vous est annulé.

not-booked-title = Vous n’avez pas réservé ce rendez-vous ?
not-booked = Alors nous l’annulons. Nous n’enverrons plus d’e-mail à votre adresse.
not-booked-yes = Non, ce n’était pas moi
not-mine-title = Ce n’est pas votre rendez-vous ?
not-mine = Alors votre adresse a sans doute été notée par erreur. Nous ne vous enverrons plus d’e-mail.
not-mine-yes = Non, ce n’est pas mon rendez-vous
disowned-title = Merci de nous avoir prévenus
disowned-cancelled = Le rendez-vous est annulé. Nous n’enverrons plus d’e-mail à votre adresse.
disowned = Nous n’enverrons plus d’e-mail à votre adresse.
proven-title = Votre adresse a déjà servi à confirmer
proven = Quelqu’un a déjà confirmé quelque chose avec un lien de nos e-mails. Vous pouvez annuler ce rendez-vous comme tout autre.
not-by-mail-title = Merci d’utiliser le lien de l’e-mail
not-by-mail = Lui seul montre que l’adresse e-mail est la vôtre.

# What is held on the reader.
own-data = Mes données
own-data-of = Voici ce qui est enregistré pour { $email }. Les notes de notre équipe vous sont communiquées sur demande.
own-data-file = Télécharger le fichier
own-data-file-name = mes-donnees.json
own-record = Fiche client
name = Nom
postal-address = Adresse
born-on = Date de naissance
recorded-at = Créée le
booked-at = Réservé le
accepted-at = Confidentialité acceptée le
reminder-accepted-at = Rappel demandé
mail-language = Langue
mails-to-you = E-mails envoyés
own-mail-queued = { $mail } – pas encore envoyé, prévu : { $when }
own-mail-withdrawn = { $mail } – non envoyé
own-mail-failed = { $mail } – non distribué : { $when }
erase-own = Effacer mes données
erase-own-title = Faut-il effacer vos données ?
erase-own-what = Nous examinons votre demande et effaçons, au plus tard le { $until }, ce que nous ne devons pas conserver.
erase-own-future = Les rendez-vous à venir restent réservés. Annulez d’abord ceux dont vous n’avez plus besoin, avec le lien de leur e-mail.
erase-own-yes = Oui, effacer
erase-own-no = Non, garder
erase-own-asked = Vous avez demandé l’effacement le { $since }. Nous examinons votre demande et effaçons, au plus tard le { $until }, ce que nous ne devons pas conserver.
erase-own-declined = Effacement demandé le { $asked }, refusé le { $declined }.
erase-own-reason = Le motif : { $reason }

imprint = Mentions légales
privacy = Protection des données
accessibility = Accessibilité
homepage = Vers notre site
footer = Adresse et informations

# The reminder, on the page of an appointment
reminder-wanted = Nous vous rappelons le rendez-vous par e-mail.
reminder-unwanted = Vous ne recevrez pas de rappel.
want-reminder = Me le rappeler
no-reminder = Pas de rappel

# The accessibility statement

statement-title = Déclaration d’accessibilité
# $address is that of the booking page.
statement-of = Cette déclaration concerne la réservation en ligne de { $shop } à l’adresse { $address }.
statement-status-title = État
statement-status = La réservation en ligne est partiellement conforme aux Web Content Accessibility Guidelines (WCAG) 2.2, niveau AA, et à la norme EN 301 549. Elle a été vérifiée par des contrôles automatiques et au clavier, avec un texte agrandi et un contraste élevé ; il n’y a pas eu d’audit indépendant.
statement-service = Vous choisissez une prestation et un horaire libre, puis indiquez votre nom et votre adresse e-mail. Cela fonctionne sans JavaScript, sans compte et sans limite de temps. Vous pouvez aussi bien téléphoner.
statement-gaps-title = Ce qui n’est pas encore accessible
statement-gap-texts = Les noms et descriptions des prestations sont rédigés par l’établissement. S’ils n’existent que dans une langue, ils apparaissent ainsi dans les autres.
statement-gap-calendar = Le tableau des horaires est large. Sur un écran étroit ou très agrandi, la liste des jours est plus facile à utiliser.
statement-contact-title = Signaler un obstacle
statement-contact = Vous rencontrez un obstacle ? Écrivez-nous ou appelez-nous :
statement-authority-title = Autorité de contrôle
statement-authority = Si nous ne vous aidons pas, vous pouvez vous adresser à l’autorité commune des Länder allemands :
statement-authority-elsewhere = Si nous ne vous aidons pas, vous pouvez vous adresser à l’autorité de votre pays chargée de l’accessibilité des services.
