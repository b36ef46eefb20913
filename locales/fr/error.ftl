# Pages for customers that cannot show what was asked for: a title, and a sentence that says what to do.

not-found-title = Page introuvable
not-found = Il n’y a rien à cette adresse. Merci de vérifier le lien.
unknown-service-title = Rendez-vous non disponible
unknown-service = Ce rendez-vous n’est plus proposé ici. Merci d’en choisir un autre.
unknown-token-title = Rendez-vous introuvable
unknown-token = Aucun rendez-vous ne correspond à ce lien. Merci d’ouvrir le lien complet de votre e-mail.
slot-taken-title = Cet horaire n’est plus libre
slot-taken = Merci de revenir en arrière et de choisir un autre horaire.
too-many-bookings-title = Trop de rendez-vous en attente
too-many-bookings = Plusieurs rendez-vous sont déjà réservés avec cette adresse e-mail. Merci d’en annuler un ou de nous appeler.
too-late-title = Trop tard
too-late = Si peu de temps avant le rendez-vous, ce n’est plus possible en ligne. Merci de nous appeler.
not-changeable-title = Plus modifiable
not-changeable = Ce rendez-vous ne peut plus être modifié.
rate-limited-title = Un instant, s’il vous plaît
rate-limited = De très nombreuses demandes sont venues de votre connexion. Merci de réessayer dans un instant.
network-limit-title = Déjà beaucoup de réservations aujourd’hui
network-limit = De très nombreuses réservations sont venues de votre connexion internet aujourd’hui. Merci de nous appeler.
internal-title = Un problème est survenu
internal = L’erreur vient de chez nous. Merci de réessayer plus tard ou de nous appeler.
busy-title = Service surchargé
busy = Merci de recharger la page dans quelques secondes.
unreadable-title = Cela n’a pas fonctionné
unreadable = Vos données ne sont pas arrivées correctement. Rien n’a été réservé ni modifié. Merci de recommencer.

home = Prendre rendez-vous
# The id under which the cause was logged stands behind it.
reference = Numéro d’erreur :
