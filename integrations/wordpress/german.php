<?php
/**
 * The German of the plugin's texts.
 */

defined( 'ABSPATH' ) || exit;

return array(
	// In the list of plugins and blocks.
	'Shows the appointment calendar of your Terminplaner server: as a block, or by [terminplaner].' => 'Zeigt den Terminkalender Ihres Terminplaners: als Block oder mit [terminplaner].',
	'Visitors see free times and book an appointment.' => 'Besucher sehen freie Zeiten und buchen einen Termin.',

	// On pages.
	'Book an appointment online' => 'Termin online buchen',
	'Terminplaner: The address of the server is missing or wrong. Visitors see nothing here.' => 'Terminplaner: Die Adresse des Servers fehlt oder stimmt nicht. Besucher sehen hier nichts.',

	// The block in the editor.
	'Visitors see the appointment calendar here.' => 'Hier sehen Besucher den Terminkalender.',
	'The address of the Terminplaner server is missing.' => 'Die Adresse des Terminplaners fehlt noch.',
	'Enter the address' => 'Adresse eintragen',
	'Appointment calendar' => 'Terminkalender',
	'Service' => 'Leistung',
	'All services' => 'Alle Leistungen',
	'Person or room' => 'Person oder Raum',
	'Any' => 'Egal',
	'Appears as' => 'Erscheint als',
	'Calendar in the page' => 'Kalender in der Seite',
	'Button that opens the calendar' => 'Knopf, der den Kalender öffnet',
	'Free times' => 'Freie Zeiten',
	'As set in Terminplaner' => 'Wie im Terminplaner eingestellt',
	'Table, or a list where it is narrow' => 'Tabelle, auf schmalen Bildschirmen Liste',
	'Table' => 'Tabelle',
	'List' => 'Liste',
	'Language' => 'Sprache',
	'de, en, fr or it; empty: that of the page' => 'de, en, fr oder it; leer: die der Seite',
	'Days side by side' => 'Tage nebeneinander',
	'1 to 31; empty: as many as fit' => '1 bis 31; leer: so viele, wie Platz haben',
	'Colour' => 'Farbe',
	'#rrggbb; empty: as set in Terminplaner' => '#rrggbb; leer: wie im Terminplaner eingestellt',
	'Text of the link' => 'Text des Links',
	'Seen until the calendar is there, and where it cannot be.' => 'Zu sehen, bis der Kalender da ist und wo er nicht erscheinen kann.',

	// Settings.
	'Settings' => 'Einstellungen',
	'Address of the server' => 'Adresse des Servers',
	'Where your booking page is. You may also paste the code from Terminplaner’s page “Website”.' => 'Die Adresse Ihrer Buchungsseite. Sie können auch den Code aus dem Terminplaner einfügen (Einstellungen, Website).',
	'This is no web address. Please enter it like https://termine.example.de' => 'Das ist keine Internetadresse. Sie sieht zum Beispiel so aus: https://termine.example.de',
	'Connected with: %s' => 'Verbunden mit: %s',
	'Your website is reached by https, the server only by http: browsers will block the calendar.' => 'Ihre Website hat https, der Server nur http: Der Browser blockiert dann den Kalender.',
	'Onto a page' => 'Auf eine Seite setzen',
	'Add the block “Terminplaner” to a page or, where there are no blocks, one of these lines:' => 'Fügen Sie auf einer Seite den Block „Terminplaner“ ein oder, wo es keine Blöcke gibt, eine dieser Zeilen:',
	'%1$s does not answer this website. Is the address right, and is the server running and reachable from the internet? (%2$s)' => '%1$s antwortet nicht. Stimmt die Adresse, läuft der Server, und ist er aus dem Internet erreichbar? (%2$s)',
	'Something answers at %1$s, but it is no Terminplaner (status %2$d). Please enter the address of your booking page.' => 'Unter %1$s antwortet etwas anderes als Terminplaner (Status %2$d). Bitte tragen Sie die Adresse Ihrer Buchungsseite ein.',
	'The server does not allow this website. Please add %s in Terminplaner: Settings, Website, Allowed websites.' => 'Der Server lässt diese Website nicht zu. Bitte tragen Sie %s im Terminplaner ein: Einstellungen, Website, Erlaubte Websites.',
);
