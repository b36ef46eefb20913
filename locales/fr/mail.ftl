# Mails to customers, and the calendar file with them. $when is a date with a time.

greeting = Bonjour,
greeting-name = Bonjour { $name },
kind-regards = Cordialement

confirmation-subject = Votre rendez-vous du { $when }
confirmation-heading = Votre rendez-vous est réservé
confirmation = Votre rendez-vous est réservé. Au plaisir de vous accueillir.

please-confirm-subject = À confirmer : votre rendez-vous du { $when }
please-confirm-heading = Merci de confirmer votre rendez-vous
please-confirm = Votre rendez-vous n’est pas encore réservé. Merci de le confirmer.

request-received-subject = Votre demande de rendez-vous du { $when }
request-received-heading = Votre demande est bien arrivée
request-received = Merci pour votre demande de rendez-vous. Nous vous gardons cet horaire et vous écrirons dès que nous aurons confirmé le rendez-vous.

confirmed-subject = Confirmé : votre rendez-vous du { $when }
confirmed-heading = Votre rendez-vous est confirmé
confirmed = Nous avons confirmé votre rendez-vous. Au plaisir de vous accueillir.

declined-subject = Impossible : votre rendez-vous du { $when }
declined-heading = Ce rendez-vous n’est pas possible
declined = Nous ne pouvons malheureusement pas vous recevoir à cette heure-là. Merci de choisir un autre horaire ou de nous contacter.

rescheduled-subject = Déplacé : votre rendez-vous est maintenant le { $when }
rescheduled-heading = Votre rendez-vous est déplacé
rescheduled = Votre rendez-vous a un nouvel horaire.
rescheduled-requested-heading = Votre demande de rendez-vous est déplacée
rescheduled-requested = Nous vous gardons le nouvel horaire et vous écrirons dès que nous l’aurons confirmé.

cancelled-subject = Annulé : votre rendez-vous du { $when }
cancelled-heading = Votre rendez-vous est annulé
cancelled = Votre rendez-vous est annulé. Vous n’avez rien d’autre à faire.

series-confirmation-subject = Vos rendez-vous à partir du { $when }
series-confirmation-heading = Vos rendez-vous sont réservés
series-confirmation = Vos rendez-vous sont réservés. La date de chacun permet de le déplacer ou de l’annuler. Au plaisir de vous accueillir.

series-rescheduled-subject = Déplacés : vos rendez-vous, désormais à partir du { $when }
series-rescheduled-heading = Vos rendez-vous sont déplacés
series-rescheduled = Vos rendez-vous ont de nouveaux horaires. La date de chacun permet de le déplacer ou de l’annuler.
series-before = auparavant : { $when }

series-cancelled-subject = Annulés : vos rendez-vous à partir du { $when }
series-cancelled-heading = Vos rendez-vous sont annulés
series-cancelled = Ces rendez-vous sont annulés. Vous n’avez rien d’autre à faire.

choose-time-subject = À choisir de nouveau : votre rendez-vous le { $when }
choose-time-heading = Veuillez choisir un nouvel horaire
choose-time = Nous ne pouvons malheureusement pas vous recevoir à ce moment-là. Veuillez choisir un autre horaire. D’ici là, votre rendez-vous est maintenu.

reminder-subject = Rappel : votre rendez-vous du { $when }
reminder-heading = Rappel de votre rendez-vous
reminder = Nous vous rappelons votre rendez-vous. Au plaisir de vous accueillir.
reminder-requested-subject = Rappel : votre demande de rendez-vous du { $when }
reminder-requested-heading = Votre demande est encore en attente
reminder-requested = Nous vous rappelons votre demande de rendez-vous. Nous vous gardons cet horaire, mais il n’est pas encore confirmé. Sans nouvelles de notre part, merci de nous contacter.

booking-refused-subject = Non réservé : un autre rendez-vous
booking-refused-heading = Aucun autre rendez-vous réservé
booking-refused = Quelqu’un a voulu réserver un autre rendez-vous avec votre adresse e-mail. Nous ne l’avons pas réservé : le nombre de rendez-vous en ligne par adresse est limité. Si c’était vous, merci de nous appeler. Le dernier rendez-vous réservé est celui-ci :

row-what = Prestation
row-when = Quand
row-before = Avant
row-where = Où
row-with = Avec
at-customer = Chez vous
by-phone = Nous vous appelons.
by-phone-at = Nous vous appelons : { $number }
by-video = Par vidéo

# A service and how long it takes.
service = { $name } ({ $duration })

choose-new-time = Choisir un nouvel horaire
view = Voir, déplacer ou annuler le rendez-vous
change-until = Vous pouvez le déplacer ou l’annuler en ligne jusqu’au { $until }.
call-us = En cas d’empêchement, merci de nous appeler : { $phone }
confirm = Confirmer le rendez-vous
confirm-until = Nous vous gardons cet horaire jusqu’au { $until }. Sans confirmation d’ici là, rien ne sera réservé.
book-again = Réserver un autre rendez-vous

file-adds = Le fichier joint ajoute le rendez-vous à votre agenda.
file-removes = Le fichier joint retire le rendez-vous de votre agenda.
series-file-adds = Le fichier joint ajoute tous les rendez-vous à votre agenda.
series-file-removes = Le fichier joint marque les rendez-vous comme annulés dans votre agenda.

# Why the reader gets the mail; $shop is its name.
why-wants = Vous recevez cet e-mail parce que quelqu’un souhaite réserver un rendez-vous chez { $shop } avec cette adresse.
why-booked = Vous recevez cet e-mail parce que quelqu’un a réservé un rendez-vous chez { $shop } avec cette adresse.
why-entered = Vous recevez cet e-mail parce que { $shop } a noté un rendez-vous avec cette adresse.
not-booked-by-me = Ce n’était pas moi
not-mine = Ce n’est pas mon rendez-vous

# The shop's data, at the end of every mail and in the calendar file.
phone = Téléphone { $number }
website = Site web
imprint = Mentions légales
privacy = Protection des données
accessibility = Accessibilité
calendar-change = Déplacer ou annuler : { $url }
calendar-with = Avec { $name }
calendar-requested = Demande : { $title }

# A request of erasure
erasure-received-heading = Votre demande d’effacement est arrivée
erasure-received = Vous nous avez demandé d’effacer vos données. Nous examinons votre demande et vous répondrons au plus tard le { $until }.
erasure-done-heading = Vos données sont effacées
erasure-done = Comme vous l’avez demandé, nous avons effacé vos données. Nous n’avons gardé que ce que nous devons conserver. Votre adresse e-mail sera effacée elle aussi dès l’envoi de cet e-mail.
erasure-declined-heading = Vos données restent enregistrées
erasure-declined = Vous nous avez demandé d’effacer vos données. Nous avons refusé.
erasure-reason = Le motif : { $reason }
erasure-complaint = Si vous n’êtes pas d’accord, vous pouvez déposer une réclamation auprès de l’autorité de protection des données ou saisir un tribunal.
