"""Stores: where the graph is kept."""
