"""Who comes in: by password and second factor (django-allauth), or at home by a link used once."""
