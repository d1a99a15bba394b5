"""How people and programs come to a dossier: invitations, tokens, and the log of who saw what."""
