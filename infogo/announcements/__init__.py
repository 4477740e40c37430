"""Short notices to everybody or to those whom they concern, for a time."""
