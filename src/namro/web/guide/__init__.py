"""The guide: chapters in Markdown in both languages, and which of them helps on which page."""
