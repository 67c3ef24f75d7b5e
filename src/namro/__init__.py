"""Namro: a public body turns its resolutions into results."""
