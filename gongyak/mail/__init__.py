"""Letters to messages, and messages on their way: MIME, calendars, SMTP, a folder of ``.eml`` files."""
