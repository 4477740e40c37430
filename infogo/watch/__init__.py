"""What the operator sees of a node: health, readiness, measurements and the access log.

It stands in front of Django (``infogo.watch.layer``), so that it answers for requests that Django
never sees, such as kept pages, and also while Django cannot.
"""
