"""What happened, a month a row: ratings, transactions and delays, rolled up from their raw rows."""
