"""The territory: provinces, districts, subdistricts; distances and navigation links."""
