"""Arrays as files, one each, which are read from as needed."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def write_array(folder: Path, name: str, array: NDArray[Any]) -> None:
    """Write an array into a folder; raises OSError."""
    whole = np.ascontiguousarray(array)
    with _path(folder, name).open("wb") as file:
        np.lib.format.write_array_header_1_0(file, np.lib.format.header_data_from_array_1_0(whole))
        # As np.save does it, but that one doesn't tell why a disk takes no more.
        file.write(whole.data)


def read_array(folder: Path, name: str) -> NDArray[Any]:
    """The array of a name, which stays on disk; raises OSError or ValueError where it is missing or no such file."""
    # A plain view: every look at a memmap's part makes a memmap, which takes longer than most looks.
    found: NDArray[Any] = np.load(_path(folder, name), mmap_mode="r", allow_pickle=False).view(np.ndarray)
    return found


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"
