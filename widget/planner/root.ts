// The server may stand below a path: the address of the script on the page tells, `…/assets/{hash}/{name}`.

const { src } = document.currentScript as HTMLScriptElement;

/** What stands before the addresses of this server's pages; no slash at its end. */
export const ROOT = new URL('../..', src).pathname.replace(/\/$/, '');
