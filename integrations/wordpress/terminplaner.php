<?php
/**
 * Plugin Name:       Terminplaner
 * Description:       Shows the appointment calendar of your Terminplaner server: as a block, or by [terminplaner].
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       terminplaner
 *
 * This file is what visitors get: block and shortcode print the element with a link inside, and the server's script once a page.
 */

defined( 'ABSPATH' ) || exit;

/** The option with the server's address; the only thing that the plugin keeps. */
const TERMINPLANER_SERVER = 'terminplaner_server';

/** The widget's attributes that a page may set, with their values where nothing is set. */
const TERMINPLANER_OPTIONS = array(
	'service'  => '',
	'resource' => '',
	'lang'     => '',
	'days'     => '',
	'view'     => '',
	'mode'     => '',
	'accent'   => '',
);

/** What else they may say: another server than that of the settings, and the words of the link. */
const TERMINPLANER_OWN = array(
	'server' => '',
	'text'   => '',
);

if ( is_admin() ) {
	require __DIR__ . '/settings.php';
}

add_action( 'init', 'terminplaner_register' );
add_action( 'enqueue_block_editor_assets', 'terminplaner_editor' );
add_filter( 'script_loader_tag', 'terminplaner_async', 10, 2 );
add_filter( 'gettext_terminplaner', 'terminplaner_german', 10, 2 );
add_filter( 'gettext_with_context_terminplaner', 'terminplaner_german', 10, 2 );

function terminplaner_register() {
	add_shortcode( 'terminplaner', 'terminplaner_shortcode' );
	$needs = array( 'wp-blocks', 'wp-element', 'wp-components', 'wp-block-editor' );
	wp_register_script( 'terminplaner-block', plugins_url( 'block/editor.js', __FILE__ ), $needs, '0.1.0', true );
	register_block_type( __DIR__ . '/block', array( 'render_callback' => 'terminplaner_block' ) );
}

/** What the block needs to know in the editor. */
function terminplaner_editor() {
	$known = array(
		'server'   => get_option( TERMINPLANER_SERVER, '' ),
		'settings' => current_user_can( 'manage_options' ) ? admin_url( 'options-general.php?page=terminplaner' ) : '',
		'texts'    => array(
			'place'       => __( 'Visitors see the appointment calendar here.', 'terminplaner' ),
			'noServer'    => __( 'The address of the Terminplaner server is missing.', 'terminplaner' ),
			'toSettings'  => __( 'Enter the address', 'terminplaner' ),
			'options'     => __( 'Appointment calendar', 'terminplaner' ),
			'service'     => __( 'Service', 'terminplaner' ),
			'allServices' => __( 'All services', 'terminplaner' ),
			'resource'    => __( 'Person or room', 'terminplaner' ),
			'any'         => __( 'Any', 'terminplaner' ),
			'mode'        => __( 'Appears as', 'terminplaner' ),
			'inline'      => __( 'Calendar in the page', 'terminplaner' ),
			'button'      => __( 'Button that opens the calendar', 'terminplaner' ),
			'view'        => __( 'Free times', 'terminplaner' ),
			'shopsView'   => __( 'As set in Terminplaner', 'terminplaner' ),
			'auto'        => __( 'Table, or a list where it is narrow', 'terminplaner' ),
			'grid'        => __( 'Table', 'terminplaner' ),
			'list'        => __( 'List', 'terminplaner' ),
			'lang'        => __( 'Language', 'terminplaner' ),
			'langHint'    => __( 'de, en, fr or it; empty: that of the page', 'terminplaner' ),
			'days'        => __( 'Days side by side', 'terminplaner' ),
			'daysHint'    => __( '1 to 31; empty: as many as fit', 'terminplaner' ),
			'accent'      => __( 'Colour', 'terminplaner' ),
			'accentHint'  => __( '#rrggbb; empty: as set in Terminplaner', 'terminplaner' ),
			'text'        => __( 'Text of the link', 'terminplaner' ),
			'textHint'    => __( 'Seen until the calendar is there, and where it cannot be.', 'terminplaner' ),
		),
	);
	wp_add_inline_script( 'terminplaner-block', 'window.terminplanerBlock = ' . wp_json_encode( $known ) . ';', 'before' );
}

function terminplaner_shortcode( $given ) {
	return terminplaner_html( shortcode_atts( TERMINPLANER_OPTIONS + TERMINPLANER_OWN, $given, 'terminplaner' ) );
}

function terminplaner_block( $given ) {
	$html = terminplaner_html( $given + TERMINPLANER_OPTIONS + TERMINPLANER_OWN );
	return '' === $html ? '' : '<div ' . get_block_wrapper_attributes() . '>' . $html . '</div>';
}

/**
 * The element with the link inside, which is seen until the script has run, and where it cannot. It always names its server:
 * plugins that speed a site up put scripts together, and then nobody knows any more where this one came from.
 */
function terminplaner_html( $given ) {
	$server = '' === trim( $given['server'] ) ? get_option( TERMINPLANER_SERVER, '' ) : terminplaner_address( $given['server'] );
	if ( '' === $server ) {
		return current_user_can( 'edit_posts' )
			? '<p>' . esc_html__( 'Terminplaner: The address of the server is missing or wrong. Visitors see nothing here.', 'terminplaner' ) . '</p>'
			: '';
	}
	wp_enqueue_script( 'terminplaner', $server . '/widget.js', array(), null, array( 'in_footer' => true, 'strategy' => 'async' ) );
	$set        = array_filter( array_map( 'trim', array_intersect_key( $given, TERMINPLANER_OPTIONS ) ), 'strlen' );
	$attributes = '';
	foreach ( $set + array( 'server' => $server ) as $name => $value ) {
		$attributes .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	$query = array_intersect_key( $set, array_flip( array( 'service', 'resource', 'lang' ) ) );
	$link  = $server . '/' . ( $query ? '?' . http_build_query( $query ) : '' );
	$text  = '' === trim( $given['text'] ) ? __( 'Book an appointment online', 'terminplaner' ) : $given['text'];
	return sprintf( '<online-terminplaner%s><a href="%s">%s</a></online-terminplaner>', $attributes, esc_url( $link ), esc_html( $text ) );
}

/** WordPress writes `async` by itself from 6.3 on. */
function terminplaner_async( $tag, $handle ) {
	return 'terminplaner' === $handle && ! preg_match( '/\sasync[\s>=]/', $tag ) ? str_replace( ' src=', ' async src=', $tag ) : $tag;
}

/**
 * The address of a server without a slash at its end; empty where the text holds none. The whole tag of Terminplaner's page
 * "Homepage" may be pasted too, and the address without `https://`.
 */
function terminplaner_address( $text ) {
	$text = trim( $text );
	if ( preg_match( '#https?://[^\s"\'<>]+?(?=/widget\.js\b)#i', $text, $found ) ) {
		$text = $found[0];
	} elseif ( '' !== $text && false === strpos( $text, '://' ) ) {
		$text = 'https://' . $text;
	}
	$address = esc_url_raw( $text, array( 'https', 'http' ) );
	$parts   = wp_parse_url( $address );
	if ( empty( $parts['host'] ) || false !== strpos( $parts['host'], '%' ) || array_intersect_key( $parts, array_flip( array( 'user', 'pass', 'query', 'fragment' ) ) ) ) {
		return '';
	}
	return rtrim( $address, '/' );
}

/** The German of the plugin's texts, in each kind of German that WordPress knows, unless a language file says otherwise. */
function terminplaner_german( $translation, $text ) {
	static $german = null;
	if ( $translation !== $text || 0 !== strpos( determine_locale(), 'de' ) ) {
		return $translation;
	}
	if ( null === $german ) {
		$german = require __DIR__ . '/german.php';
	}
	return isset( $german[ $text ] ) ? $german[ $text ] : $translation;
}
