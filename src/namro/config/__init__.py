"""Settings with safe defaults, root addresses, the WSGI application."""
