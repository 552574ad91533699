"""The log: on standard error, a line each; tracebacks only of what went wrong in the bot itself."""

import logging

_LIBRARIES = ("discord", "aiohttp", "asyncio")


class _Formatter(logging.Formatter):
    """discord.py logs a lost connection, which it gets over, with its whole traceback; the error's name will do."""

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and record.name.partition(".")[0] in _LIBRARIES:
            error = record.exc_info[1]
            record = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None})
            record.msg, record.args = f"{record.getMessage()} ({type(error).__name__}: {error})", None
        return super().format(record)


def log_to_stderr(level: str) -> None:
    """Log from a level on; of the libraries, warnings at most: at DEBUG they log what users write."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Formatter("{asctime} {levelname} {name}: {message}", style="{"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(max(logging.WARNING, logging.getLevelName(level)))
