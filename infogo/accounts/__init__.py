"""Officers, their invitations and sign-ins, and grants: who may do what, where, until when."""
