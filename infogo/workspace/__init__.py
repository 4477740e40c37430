"""What the signed-in faces share: sessions and the gate, common forms, answers to refusals.

``office`` is the face of agencies' officers, ``central`` that of the central agencies; both ask
the same rights and stand in the same frame.
"""
