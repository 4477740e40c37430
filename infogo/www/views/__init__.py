"""Views: parse the request, call a page builder, render. Nothing else."""
