"""From paths to a store: reading, ingest, import, the world."""
