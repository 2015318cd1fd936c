"""The commands, a module each of the same name: loaded when it is called."""
