"""The commands of the command line: one small module each with a function `run`, importing what is heavy only when run."""
