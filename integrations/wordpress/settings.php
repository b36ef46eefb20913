<?php
/**
 * The settings' page: the server's address, and whether a Terminplaner answers there.
 */

defined( 'ABSPATH' ) || exit;

add_action( 'admin_menu', 'terminplaner_menu' );
add_action( 'admin_init', 'terminplaner_setting' );
add_filter( 'plugin_action_links_' . plugin_basename( __DIR__ . '/terminplaner.php' ), 'terminplaner_action' );

function terminplaner_menu() {
	add_options_page( 'Terminplaner', 'Terminplaner', 'manage_options', 'terminplaner', 'terminplaner_page' );
}

function terminplaner_action( $links ) {
	$link = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=terminplaner' ) ), esc_html__( 'Settings', 'terminplaner' ) );
	return array_merge( array( $link ), $links );
}

function terminplaner_setting() {
	register_setting( 'terminplaner', TERMINPLANER_SERVER, array( 'type' => 'string', 'default' => '', 'sanitize_callback' => 'terminplaner_entered' ) );
}

/** What is kept of what was typed: what is no address leaves the one of before. */
function terminplaner_entered( $text ) {
	$address = terminplaner_address( is_string( $text ) ? $text : '' );
	if ( '' === $address && '' !== trim( (string) $text ) ) {
		add_settings_error( TERMINPLANER_SERVER, 'wrong', __( 'This is no web address. Please enter it like https://termine.example.de', 'terminplaner' ) );
		return get_option( TERMINPLANER_SERVER, '' );
	}
	return $address;
}

function terminplaner_page() {
	$server = get_option( TERMINPLANER_SERVER, '' );
	?>
	<div class="wrap">
		<h1>Terminplaner</h1>
		<form method="post" action="options.php">
			<?php settings_fields( 'terminplaner' ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="terminplaner-server"><?php esc_html_e( 'Address of the server', 'terminplaner' ); ?></label></th>
					<td>
						<input id="terminplaner-server" name="<?php echo esc_attr( TERMINPLANER_SERVER ); ?>" type="text" inputmode="url" class="regular-text code"
							value="<?php echo esc_attr( $server ); ?>" placeholder="https://termine.example.de" aria-describedby="terminplaner-hint">
						<p class="description" id="terminplaner-hint"><?php esc_html_e( 'Where your booking page is. You may also paste the code from Terminplaner’s page “Website”.', 'terminplaner' ); ?></p>
					</td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
		<?php '' === $server || terminplaner_report( $server ); ?>
	</div>
	<?php
}

/** Says what answers at the address, and how the calendar gets onto a page. */
function terminplaner_report( $server ) {
	$shop = terminplaner_ask( $server );
	if ( is_string( $shop ) ) {
		printf( '<div class="notice notice-error inline"><p>%s</p></div>', esc_html( $shop ) );
		return;
	}
	$name = implode( ', ', array_filter( array( $shop['name'], isset( $shop['location'] ) ? $shop['location'] : '' ) ) );
	/* translators: %s: name of the shop */
	printf( '<div class="notice notice-success inline"><p>%s</p></div>', esc_html( sprintf( __( 'Connected with: %s', 'terminplaner' ), $name ) ) );
	if ( is_ssl() && 0 === strpos( $server, 'http://' ) ) {
		printf( '<div class="notice notice-warning inline"><p>%s</p></div>', esc_html__( 'Your website is reached by https, the server only by http: browsers will block the calendar.', 'terminplaner' ) );
	}
	?>
	<h2><?php esc_html_e( 'Onto a page', 'terminplaner' ); ?></h2>
	<p><?php esc_html_e( 'Add the block “Terminplaner” to a page or, where there are no blocks, one of these lines:', 'terminplaner' ); ?></p>
	<table class="widefat striped" style="max-width: 50em">
		<tr><th scope="row"><?php esc_html_e( 'All services', 'terminplaner' ); ?></th><td><code>[terminplaner]</code></td></tr>
		<?php foreach ( $shop['services'] as $service ) : ?>
			<tr><th scope="row"><?php echo esc_html( $service['name'] ); ?></th><td><code>[terminplaner service="<?php echo esc_html( $service['id'] ); ?>"]</code></td></tr>
		<?php endforeach; ?>
	</table>
	<?php
}

/** What the server says of its shop, as this website may read it; a sentence where that fails. */
function terminplaner_ask( $server ) {
	$site   = wp_parse_url( home_url() );
	$origin = $site['scheme'] . '://' . $site['host'] . ( isset( $site['port'] ) ? ':' . $site['port'] : '' );
	// Who looks after one site of a network is not to look round the machine's own network.
	$get    = is_multisite() ? 'wp_safe_remote_get' : 'wp_remote_get';
	$answer = $get( $server . '/api/v1/shop', array( 'timeout' => 8, 'redirection' => 0, 'limit_response_size' => 1048576, 'headers' => array( 'Origin' => $origin ) ) );
	if ( is_wp_error( $answer ) ) {
		/* translators: 1: address of the server, 2: what WordPress says of the fault */
		return sprintf( __( '%1$s does not answer this website. Is the address right, and is the server running and reachable from the internet? (%2$s)', 'terminplaner' ), $server, $answer->get_error_message() );
	}
	$shop = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( ! is_array( $shop ) || ! isset( $shop['name'], $shop['services'] ) || ! is_array( $shop['services'] ) ) {
		/* translators: 1: address, 2: number of an HTTP status */
		return sprintf( __( 'Something answers at %1$s, but it is no Terminplaner (status %2$d). Please enter the address of your booking page.', 'terminplaner' ), $server, wp_remote_retrieve_response_code( $answer ) );
	}
	$allowed = wp_remote_retrieve_header( $answer, 'access-control-allow-origin' );
	if ( '*' !== $allowed && $allowed !== $origin ) {
		/* translators: %s: origin of this website */
		return sprintf( __( 'The server does not allow this website. Please add %s in Terminplaner: Settings, Website, Allowed websites.', 'terminplaner' ), $origin );
	}
	return $shop;
}
