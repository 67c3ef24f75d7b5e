"""What each line of a document is: letterhead, title, grounds, headings and items, closing, signature, annexes, stamps.

All offsets are those of the sheet; :mod:`vanban.layout` puts the pieces in order and leads them back to the source.
"""
