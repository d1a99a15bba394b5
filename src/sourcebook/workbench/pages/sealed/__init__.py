"""What is sealed: opened with the passphrase for a while, listed, a sealed file taken out, closed again."""
