"""Measures what the site promises about speed and weight. `make bench` runs every part that the machine allows."""
