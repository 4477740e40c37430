"""What each public record looks like to machines: one definition for API, files and agents.

A record is a frozen pydantic model whose fields say what they mean in both languages. Each module
knows which rows are public and makes records of a page of rows in a constant number of queries.
"""
