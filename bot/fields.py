"""The arguments of `summit add`: the files, and a flag for each field of a front matter."""

from argparse import ArgumentParser
from pathlib import Path

FLAGS = {
    "id": "the id by which its passages are cited, of A-Z a-z 0-9 . -",
    "title": "its title",
    "issued": "the day it was issued, such as 2018-07-20",
    "author": "its authors: 'Welt, Cory', several with ; between them",
    "publisher": "who published it",
    "URL": "where it is on the web",
    "genre": "its series, such as 'CRS Insight'",
    "number": "its number in the series",
    "type": "report, speech, interview …",
    "language": "such as en-US",
    "event-title": "the meeting it is on",
    "event-date": "the day of the meeting",
    "event-place": "the place of the meeting",
}
"""The fields of the front matter that flags give, with what each is."""


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a text, Markdown, HTML or PDF file")
    parser.add_argument("--to", metavar="FOLDER", type=Path, required=True, help="the record's folder")
    parser.add_argument("--replace", action="store_true", help="write over a document that is there")
    parser.add_argument(
        "--encoding", help="of a text that isn't UTF-8, such as cp1252; else what an HTML page declares"
    )
    for name, what in FLAGS.items():
        parser.add_argument(f"--{name.lower()}", dest=name, metavar=name.upper(), help=what)
