"""Places on a map that is drawn here, without a network: how exactly each is known, what is known of it."""
