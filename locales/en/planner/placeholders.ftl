# Words between braces in the mail texts of a shop. Whatever has been a word here once is in the texts of shops: it must stay.

name = name
first-name = first name
last-name = last name
service = service
date = date
time = time
shop = shop
location = location
phone = phone
