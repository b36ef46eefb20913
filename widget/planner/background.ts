// Marks automatic requests that keep a page up to date: they must not count as use of the session.

export const IN_BACKGROUND = { 'X-In-Background': '1' };
