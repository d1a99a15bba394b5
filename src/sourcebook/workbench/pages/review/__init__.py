"""The reviewer's morning: one draft after the other beside its evidence, decided by one key each."""
