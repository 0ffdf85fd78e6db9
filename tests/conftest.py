"""What all tests share: progress in memory, a fixed style, and the list of lessons."""

import os
from pathlib import Path

os.environ["COURSE_PROGRESS"] = "memory"

ROOT = Path(__file__).resolve().parent.parent
