# What the pages of every import from a file say.

go-on = Continue
cancel = Cancel
no-file = Please choose a file.
expired = The file is no longer there. Please choose it again.
look = Update preview
becomes = Becomes
as-above = as above
skip = leave out
more = … and { $count } more
other-file = Another file
