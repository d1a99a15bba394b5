"""Commands for those who keep the program."""
