"""Several errands worked out together, for pages and programs alike: no words, no addresses."""
