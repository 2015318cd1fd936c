"""What other tools know, as parts of a scenario: backlogs as requests, clusters and price lists as pools."""
