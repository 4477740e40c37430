"""What we know in the words of others: CPSV-AP, schema.org, Open Referral HSDS, RDF.

What is unknown, assumed or approximate is never asserted: machines cannot read a caution. Which of
our fields becomes which of theirs stands in ``mapping/``, and tests hold the two together.
"""
