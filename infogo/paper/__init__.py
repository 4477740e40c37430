"""Paper: PDF files set by typst from our own templates, readable by machines and screen readers."""
