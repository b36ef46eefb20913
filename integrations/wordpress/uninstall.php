<?php
/**
 * Runs when the plugin is deleted: its only option goes, on every site of a network.
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( ! is_multisite() ) {
	delete_option( 'terminplaner_server' );
	return;
}
foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $site ) {
	delete_blog_option( $site, 'terminplaner_server' );
}
