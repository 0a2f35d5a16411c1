"""Start the script from the top of the checkout, however it was called: `python submissions/province_sample DIR`."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
runpy.run_module("submissions.province_sample.command", run_name="__main__")
