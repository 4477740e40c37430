"""Anonymous usage counters; frequently used and related services."""
