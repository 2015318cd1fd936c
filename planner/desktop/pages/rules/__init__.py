"""Rules as sentences, weights as sliders, and what the plan is after."""
