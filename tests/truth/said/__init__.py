"""What each command says of a scenario, as statements that can be tried."""
