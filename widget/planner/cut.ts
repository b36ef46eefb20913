// Appointments that were cut out wait in this tab only, and no longer than somebody is signed in.

/** Where they are kept. */
export const KEPT = 'terminplaner.cut';

/** Forgets them when somebody signs out, as they name customers. */
export function forgetCutAtSignOut(): void {
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.action.endsWith('/planner/sign-out')) sessionStorage.removeItem(KEPT);
  });
}
