"""vanban reads Vietnamese administrative documents: no Django, no database, no network, no clock.

The doors: :func:`vanban.files.read` (bytes to text), :func:`vanban.extract.extract` (text to finds),
:func:`vanban.explain.to_html` (finds to a page), :mod:`vanban.symbols`, :mod:`vanban.periods`, :func:`vanban.fold.fold`.
Nothing is imported here, so that asking for one part costs only that part.
"""
