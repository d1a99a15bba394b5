"""Django's database backends with the gate in their compiler."""
