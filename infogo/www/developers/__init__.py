"""The pages for programmers: made from the contract, from texts, and from answers that were real.

``openapi-v1.json``, ``answers.json`` and ``changelog.json`` are data, ``texts/`` holds prose in
both languages, ``programs/`` programs that a test runs as they are shown.
"""
