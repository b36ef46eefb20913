# Mails to those who work in the shop, about their accounts. $planner is one of the two names, $when a date with a time.

planner = appointment planner
planner-of = appointment planner of { $shop }
subject = { $heading }: appointment planner

reset-heading = Choose a new password
reset = A new password was requested for your account in the appointment planner. Choose it with this link:
reset-note = If that was not you, there is nothing to do: your password stays as it is.

invitation-heading = Your invitation
invitation = You now have an account in the { $planner }. Choose your password with this link; after that, sign in with { $email }:
invitation-link = Choose your password
invitation-note = If this means nothing to you, there is nothing to do: without a password nobody can use the account.
link-until = The link works once, until { $until }.

password-changed-heading = Your password was changed
password-changed = The password of your account in the { $planner } was changed: { $when }.
ask-new-password = Request a new password
ask-new-password-note = Was that not you? Then request a new password at once, and tell an owner.

address-changed-heading = Your e-mail address was changed
address-added = You now sign in to the { $planner } with this e-mail address: { $when }.
address-removed = Your account in the { $planner } now has another e-mail address: { $when }. Nobody signs in with this one any more.
address-changed-note = Was that not you? Then tell an owner at once.

made-owner-heading = You are now an owner
made-owner = Your account in the { $planner } may now do everything: { $when }.
made-staff-heading = Your rights were changed
made-staff = Your account in the { $planner } is now for Today, calendar and customers, no longer for the settings: { $when }.
account-removed-heading = Your account was deleted
account-removed = Your account in the { $planner } was deleted: { $when }.
ask-an-owner = Did you not expect this? Then ask an owner.

owner-added-heading = New owner
owner-added = { $who } is now an owner in the { $planner } and may do everything: { $when }.
owner-added-link = View accounts
owner-added-note = Was that none of you? Then delete the account, and choose a new password.

new-device-heading = New sign-in
new-device = Somebody signed in to your account in the { $planner } on a new device: { $device }, { $when }.
unknown-device = unknown device

sign-ins-failed-heading = Failed sign-ins
sign-ins-failed = { $count } attempts to sign in to your account in the { $planner } have failed, the last one: { $when }.
sign-ins-failed-note = Your password was not guessed; there is nothing to do. After 100 attempts only devices that were signed in before get in; on any other, “Forgotten your password?” helps.

factor-added-heading = New second factor
factor-added = Your account in the { $planner } has a new second factor: { $factor }, { $when }.
factor-added-note = Was that not you? Then request a new password at once, and have the factor removed: by another owner, or at the server with “terminplaner user second-factor”.
factor-removed-heading = Second factor removed
factor-removed = A second factor of your account in the { $planner } was removed: { $factor }, { $when }.
factors-removed = Somebody else has removed the second factor of your account in the { $planner }, with all recovery codes: { $when }. You now sign in with the password alone. Please set up a new second factor.
set-up-factor = Set up a second factor
codes-made-heading = New recovery codes
codes-made = There are new recovery codes for your account in the { $planner }: { $when }. The old ones no longer work.
calendar-failing-heading = Calendar cannot be read
calendar-failing = The calendar “{ $calendar }” could not be read for a day. Its times so far stay busy, new ones do not arrive.
calendar-failing-note = Please check the address of the calendar.
calendar-failing-link = View calendar
code-used-heading = Recovery code used
code-used = { $left ->
    [0] Somebody used a recovery code of your account in the { $planner }: { $when }. None is left.
    [one] Somebody used a recovery code of your account in the { $planner }: { $when }. { $left } is left.
   *[other] Somebody used a recovery code of your account in the { $planner }: { $when }. { $left } are left.
}
app = app for codes
passkey = passkey “{ $name }”

# A browser and its system.
device = { $browser } on { $system }
