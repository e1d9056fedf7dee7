"""What every request to formgrader must pass: who asks, what they may, and the records that they ask about."""
