"""What several tests share: small builders and real servers on loopback."""
