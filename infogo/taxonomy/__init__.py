"""Topics, target groups, life events, everyday words and the vocabularies of OPDC."""
