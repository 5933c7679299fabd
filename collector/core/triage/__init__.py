"""What is this mention? Nature, grievances, what to do and how soon, with reasons in French."""
