"""What a committee has until it sets its own."""
