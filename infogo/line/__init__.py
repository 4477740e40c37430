"""The door for LINE: a webhook of the Messaging API, answered by the same search as the site.

Nothing is known or kept about anybody: no id of a user or group is read from an event, and no
conversation is remembered. What an answer needs to go on stands in its buttons.
"""
