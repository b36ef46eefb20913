// Requests that only keep a page up to date: nobody need be at the device, so they must not count as its use.

export const IN_BACKGROUND = { 'X-In-Background': '1' };
