"""What holds for all tests."""

from hypothesis import settings

# A busy machine is slow at times; how fast the program is, the benchmarks tell.
settings.register_profile("without a deadline", deadline=None)
settings.load_profile("without a deadline")
