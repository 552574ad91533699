"""What the record says; knows no Discord and no terminal."""
