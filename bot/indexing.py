"""`summit index`: the index of a record's folder, made and saved."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.exits import Exit
from bot.records import SHIPPED, paths_of
from bot.visible import visible
from knowledge import loading
from knowledge.errors import RecordError
from knowledge.saved.saving import Progress, save


def index(options: Namespace) -> int:
    """Make and save the index of the record's folder, with a bar on a terminal; print where it is."""
    paths = paths_of(options)
    if len(paths) != 1 or paths[0] == SHIPPED or Path(paths[0]).resolve() == loading.SHIPPED.resolve():
        raise RecordError(Path(paths[-1]), "no single folder", remedy="an index is made of one: --record FOLDER")
    folder = Path(paths[0])
    with _bar() as progress:
        manifest = save(folder, lenient=getattr(options, "lenient", False), progress=progress)
    for broken in manifest.broken:
        place = f"{broken.source.path}:{broken.line}" if broken.line else broken.source.path
        sys.stderr.write(visible(f"summit: left out: {place}: {broken.problem}") + "\n")
    documents = len(manifest.sources)
    counted = f"{documents:,} document{'' if documents == 1 else 's'}"
    sys.stdout.write(visible(f"{folder}: index of {counted}, {manifest.digest}") + "\n")
    return Exit.DONE


@contextmanager
def _bar() -> Iterator[Progress]:
    """A bar of the bytes that were read, where somebody sees it."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def progress(done: int, total: int) -> None:
            # What follows the last document takes a while too: laying out the postings, and writing.
            bar.update(task, completed=done, total=total, description="saving" if done == total > 0 else "reading")

        yield progress
