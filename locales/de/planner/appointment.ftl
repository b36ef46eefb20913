# What several pages say of appointments: their statuses, how many, and that one now belongs to somebody else.

requested = Angefragt
confirmed = Bestätigt
declined = Abgelehnt
cancelled = Abgesagt
done = Erschienen
no-show = Nicht erschienen
awaits = Wartet auf Bestätigung durch den Kunden bis { $clock }
appointments = { $count ->
    [one] { $count } Termin
   *[other] { $count } Termine
}

other-person = Der Termin ist jetzt für jemand anderen: Der bisherige Link gilt nicht mehr.
other-person-told = Der Termin ist jetzt für jemand anderen: Der bisherige Link gilt nicht mehr, und die bisherige Adresse bekommt eine Absage.
other-address = Die E-Mail-Adresse ist eine andere: Der bisherige Link gilt nicht mehr.
other-address-told = Die E-Mail-Adresse ist eine andere: Der bisherige Link gilt nicht mehr, und die bisherige Adresse bekommt eine Absage.
