"""Loading of procedures, standard manuals and adoptions."""
