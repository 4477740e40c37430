"""Services in the Human Services Data Specification (Open Referral HSDS 3.0)."""
