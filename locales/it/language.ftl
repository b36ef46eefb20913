# The language's own name, as people read it where they choose one.
name = Italiano
