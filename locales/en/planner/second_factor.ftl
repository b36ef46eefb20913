# The second factor of an account: signing in with it, adding and removing it.

second-factor = Second factor
is-on = on
set-up = Set up
change = Change
back = Back to account
why = With a second factor nobody gets in who only knows your password.

# Signing in
second-step = Second step
app-code = Code from the app
app-code-hint = The six digits that your app shows now.
use-passkey = Use a passkey
sign-in-with-passkey = Sign in with a passkey
recovery-code = Recovery code
recovery-title = Recovery
recovery-code-sentence = One of the ten codes you kept. Each works once.
no-telephone = Phone not at hand? Recovery code
no-code-left = No code left? Another owner can remove your second factor under “Accounts”, or somebody at the server with the command “terminplaner user second-factor --db FILE --remove { $email }”.
wrong-code = That code is wrong or already used. Enter the one the app shows now.
wrong-recovery-code = That is not one of your unused codes.
passkey-failed = That did not work. If this device has no passkey, sign in with e-mail address and password.
passkey-failed-step = That did not work. If this device has no passkey, use a recovery code.
passkey-not-made = That did not work. Please try again.
passkey-refused = This passkey does not work here. Please try again, or sign in with e-mail address and password.
passkey-present = This device already has a passkey for this account.
cannot-passkey = This browser does not support passkeys, or its scripts are switched off.
moved = The planner has a new address. Passkeys from the old one do not work here: please sign in with e-mail address and password.
moved-step = The planner has a new address, so your passkey does not work here. Sign in without it this once, then add a new one.
app-locked-step = Codes from the app can no longer be checked. Please use a recovery code.
password-or-code = Password or code from the app
not-yours = That is neither your password nor the code your app shows now.

# The account's page
demanded = Owners need a second factor here. Set one up to go on.
passkeys = Passkeys
passkeys-sentence = Sign in with your device’s fingerprint, face or PIN, without a password.
add-passkey = Add passkey
passkey-name = Name
passkey-name-hint = So that you recognise it, for example “My phone”.
no-host = Passkeys need an address with a name and https, for example https://termine.example.org.
none-on-trial = There are no passkeys in this trial.
works-elsewhere = Works only at { $host }
app = Code from an app
app-sentence = An app on your phone shows a new code every 30 seconds. Any app for such codes will do.
app-locked = The codes can no longer be checked, because the key file is missing or a different one. Set up the app again.
add-app = Set up app
replace-app = Set up on a new phone
renew-app = Set up the app again
scan = Scan the picture with the app on your phone.
picture = QR code for the app
or-type = Or type this key into the app:
first-code-hint = The app shows it now.
added-and-used = Since { $added }, last used { $used }
added-never-used = Since { $added }, not used yet
rename = Rename
save = Save
remove = Remove
remove-passkey-ask = Remove the passkey “{ $name }”? Other devices are signed out.
remove-app-ask = Remove the app? Other devices are signed out.
recovery-codes = Recovery codes
recovery-codes-sentence = For when the phone or passkey is not at hand.
codes-left = { $left ->
    [0] None is left.
    [one] { $left } is left.
   *[other] { $left } are left.
}
new-codes = Create new codes
new-codes-ask = Create new codes? The old ones stop working.
codes-title = Your ten codes
codes-made = These are your recovery codes. They are shown only now.
keep-codes = Print them or write them down, and keep them away from your phone. Each signs you in once.
codes-of = { $shop }, { $email }, { $date }
codes-kept = I have kept them
go-on = Continue
add = Add
no-factor = This account has no second factor.
done-added = Added.
done-replaced = The new app works, the old one no longer does. Other devices are signed out.
done-renamed = Renamed.
done-removed = Removed. Other devices are signed out.
done-recovery = { $left ->
    [0] You are signed in. That was your last recovery code: make new ones. Remove here what is lost.
   *[other] You are signed in; { $left } recovery codes are left. Remove here what is lost, and set up a new one.
}
