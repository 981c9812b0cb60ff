"""What a committee begins with."""
