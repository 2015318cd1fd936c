"""The desktop app: scenarios edited in tables, solved while you edit; the only Qt."""
