"""The public face: pages for citizens."""
