"""Care of the system: what in the data has to be mended, the trail searched, agencies exported."""
