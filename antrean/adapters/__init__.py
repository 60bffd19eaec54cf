"""What others do better, said in our own words: ciphers, signatures, identity numbers."""
