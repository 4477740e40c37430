"""Forms for the sections of a manual, made from the one definition of what a manual says.

``build.form_of`` turns the fields of a section into a form by their types. A form *shows* stored
values as controls, and *reads* what a browser sent back as the values that ``save_section`` wants.
Whatever cannot be read is kept as it was typed (``typed.typed``): such a value is valid nowhere, so
reading the draft tells that it is wrong, and showing it again shows the same words.
"""
