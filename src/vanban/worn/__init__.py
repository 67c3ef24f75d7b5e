"""The mark of secrecy in files whose words are not read: looked for in what can be had cheaply, before one is kept."""

from vanban.worn.looking import BESIDE, Found, look, read_mark, unread_mark

__all__ = ["BESIDE", "Found", "look", "read_mark", "unread_mark"]
