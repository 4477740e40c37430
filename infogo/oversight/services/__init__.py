"""Writing rollups: each module keeps those of one subject true to the raw rows."""
