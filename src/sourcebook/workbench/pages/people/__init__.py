"""Who has a part in the dossier: roles, organisations and what they keep to themselves, invitations."""
