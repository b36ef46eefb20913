# What the pages say that take customers from a file.

title = Import customers
file = File from Excel or another program
file-hint = CSV or XLSX, 50,000 rows at most. You see a preview before anything is saved.
unreadable = This file cannot be read. Save it in Excel as “Excel Workbook (.xlsx)” or “CSV” and try again.
too-large = This file is too large: 16 MB at most, 64 MB unpacked. Please split it.
too-many-rows = This file has more than 50,000 rows. Please split it.
empty = This file is empty.
columns = Columns
has-heads = The first row has headings
column = Column
samples = Examples
no-name = Which column is the name? Please choose it under “Becomes”.
nothing = leave out
full-name = First and last name
street = Street
postal-code = Postal code
town = Town
row = Row
name = Name
data = Details
count-new = { $count ->
    [0] No new customers
    [one] { $count } new customer
   *[other] { $count } new customers
}
count-known = { $count ->
    [one] { $count } customer is probably here already
   *[other] { $count } customers are probably here already
}
is-probably = Probably
otherwise = What should happen?
otherwise-hint = Completing keeps what is there and only adds what is missing.
answer = What happens
complete = complete
create = add as new
count-wrong = { $count ->
    [one] { $count } row is left out
   *[other] { $count } rows are left out
}
wrong-hint = Correct them here or in the file, or import without them.
reason = Why
repeated = Already in row { $row }.
do-import = Import
created = { $count ->
    [0] No new customer.
    [one] { $count } customer imported.
   *[other] { $count } customers imported.
}
completed = { $count ->
    [one] { $count } customer completed.
   *[other] { $count } customers completed.
}
correct = Check corrected rows
