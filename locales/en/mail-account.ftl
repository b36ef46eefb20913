# Mails to those who work in the shop, about their accounts. $planner is one of the two names, $when a date with a time.

planner = appointment planner
planner-of = appointment planner of { $shop }
subject = { $heading }: appointment planner

reset-heading = Choose a new password
reset = A new password was requested for your account in the appointment planner. Choose it with this link:
reset-note = If that was not you, there is nothing to do: your password stays as it is.

invitation-heading = Your invitation
invitation = There is an account for you now in the { $planner }. Choose your password with this link; after that, sign in with { $email }:
invitation-link = Choose your password
invitation-note = If this means nothing to you, there is nothing to do: without a password the account opens nothing to anybody.
link-until = The link works once, until { $until }.

password-changed-heading = Your password was changed
password-changed = The password of your account in the { $planner } was changed: { $when }.
ask-new-password = Ask for a new password
ask-new-password-note = Was that not you? Then ask for a new password at once, and tell an owner.

address-changed-heading = Your e-mail address was changed
address-added = You sign in to the { $planner } with this e-mail address now: { $when }.
address-removed = Your account in the { $planner } has another e-mail address now: { $when }. Nobody signs in with this one any more.
address-changed-note = Was that not you? Then tell an owner at once.

made-owner-heading = You are an owner now
made-owner = Your account in the { $planner } may do everything now: { $when }.
made-staff-heading = Your rights were changed
made-staff = Your account in the { $planner } is for today, calendar and customers now, no longer for the settings: { $when }.
account-removed-heading = Your account was removed
account-removed = Your account in the { $planner } was removed: { $when }.
ask-an-owner = Did you not expect this? Then ask an owner.

owner-added-heading = A new owner
owner-added = { $who } is an owner in the { $planner } now and may do everything: { $when }.
owner-added-link = See the accounts
owner-added-note = Was that none of you? Then remove the account, and choose a new password.

new-device-heading = New sign-in
new-device = Somebody signed in to your account in the { $planner } on a new device: { $device }, { $when }.
unknown-device = unknown device

sign-ins-failed-heading = Failed sign-ins
sign-ins-failed = { $count } attempts to sign in to your account in the { $planner } have failed, the last one: { $when }.
sign-ins-failed-note = Your password was not guessed; there is nothing to do. After 100 tries only devices that were signed in before get in; on any other, “Forgotten your password?” helps then.

factor-added-heading = New second factor
factor-added = Your account in the { $planner } has a new second factor: { $factor }, { $when }.
factor-added-note = Was that not you? Then ask for a new password at once, and have the factor removed: by another owner, or at the machine by “terminplaner user second-factor”.
factor-removed-heading = Second factor removed
factor-removed = A second factor of your account in the { $planner } was removed: { $factor }, { $when }.
factors-removed = somebody else has removed the second factor of your account in the { $planner }, with all recovery codes: { $when }. The password alone signs you in now. Please set up a new second factor.
set-up-factor = Set up a second factor
codes-made-heading = New recovery codes
codes-made = There are new recovery codes for your account in the { $planner }: { $when }. The old ones do not work any more.
calendar-failing-heading = Calendar cannot be read
calendar-failing = The calendar “{ $calendar }” could not be read for a day. Its times so far stay busy, new ones do not arrive.
calendar-failing-note = Please check the address of the calendar.
calendar-failing-link = See the calendar
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
