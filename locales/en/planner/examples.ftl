# Trades, and the services that a new shop can tick.

hearing-aids = Hearing aids
optician = Optician
therapy = Therapy and practice
hearing-test = Hearing test
fitting = Hearing aid fitting
adjustment = Adjustment
hearing-service = Cleaning and repair
eye-test = Eye test
glasses = Choosing glasses
lenses = Contact lens fitting
lenses-check = Contact lens check
first-visit = First visit
physiotherapy = Physiotherapy
manual-therapy = Manual therapy
massage = Massage
