"""Log lines that keep to themselves what visitors sent."""

import logging
import traceback


class QuietFormatter(logging.Formatter):
    """Says which error happened where, without its words: they may quote what someone typed."""

    def formatException(self, exc_info):
        """The kind of error and the lines that led to it."""
        kind, _, trace = exc_info
        return "".join(traceback.format_tb(trace)) + kind.__name__

    def format(self, record):
        """Drop the address from Django's line about a failed request: a search stands in one."""
        if record.name == "django.request" and record.args:
            record.args = (*record.args[:-1], "(address left out)")
        return super().format(record)
