# The second factor of an account: signing in with it, adding and removing it.

second-factor = Second factor
is-on = on
set-up = Set up
change = Change
back = Back to the account
why = With a second factor nobody gets in who has only learned your password.

# Signing in
second-step = Second step
app-code = Code from the app
app-code-hint = The six digits that your app shows now.
use-passkey = Use a passkey
sign-in-with-passkey = Sign in with a passkey
recovery-code = Recovery code
recovery-title = Recovery
recovery-code-sentence = One of the ten codes that you kept. Each works once.
no-telephone = No telephone? Recovery code
no-code-left = No code left? Another owner can remove your second factor under “Accounts”, or somebody at the machine itself by the command “terminplaner user second-factor --db FILE --remove { $email }”.
wrong-code = That code is not right, or was used already. Take the one that the app shows now.
wrong-recovery-code = That is none of your unused codes.
passkey-failed = That did not work. If this device has no passkey, sign in with e-mail address and password.
passkey-failed-step = That did not work. If this device has no passkey, use a recovery code.
passkey-not-made = That did not work. Please try again.
passkey-refused = This passkey does not work here. Please try again, or sign in with e-mail address and password.
passkey-present = This device has a passkey for this account already.
cannot-passkey = This browser makes and uses no passkeys, or its scripts are switched off.
moved = The planner has a new address. Passkeys from the old one do not work here: please sign in with e-mail address and password.
moved-step = The planner has a new address, so your passkey does not work here. Sign in without it this once, then add a new one.
app-locked-step = Codes from the app cannot be checked any more. Please use a recovery code.
password-or-code = Password or code from the app
not-yours = That is neither your password nor the code that your app shows now.

# The account's page
demanded = Owners need a second factor here. Set one up, then it goes on.
passkeys = Passkeys
passkeys-sentence = Sign in with fingerprint, face or PIN of your device, without a password.
add-passkey = Add a passkey
passkey-name = Name
passkey-name-hint = So that you know it again, such as “My telephone”.
no-host = Passkeys need an address with a name and https, such as https://termine.example.org.
works-elsewhere = Works at { $host } only
app = Code from an app
app-sentence = An app on your telephone shows a new code every 30 seconds. Any app for such codes will do.
app-locked = The codes cannot be checked any more, because the key file is missing, or a different one. Set up the app anew.
add-app = Set up an app
replace-app = Set up on a new telephone
renew-app = Set up the app anew
scan = Scan the picture with the app on your telephone.
picture = QR code for the app
or-type = Or type this secret into the app:
first-code-hint = The app shows it now. With it you prove that everything fits.
added-and-used = Since { $added }, last used { $used }
added-never-used = Since { $added }, not used yet
rename = Rename
save = Save
remove = Remove
remove-passkey-ask = Really remove the passkey “{ $name }”? Other devices are signed out.
remove-app-ask = Really remove the app? Other devices are signed out.
recovery-codes = Recovery codes
recovery-codes-sentence = For when the telephone or the passkey is not at hand.
codes-left = { $left ->
    [0] None is left.
    [one] { $left } is left.
   *[other] { $left } are left.
}
new-codes = Make new codes
new-codes-ask = Really make new codes? The old ones end.
codes-title = Your ten codes
codes-made = These are your recovery codes. They are shown only now.
keep-codes = Print them or write them down, and keep them apart from your telephone. Each signs you in once.
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
