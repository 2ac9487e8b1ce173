"""Reads cases as JSON lines and prints kappa by scikit-learn and alpha by krippendorff for each."""

import json
import sys
import warnings
from pathlib import Path

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score

warnings.simplefilter("ignore")
with Path(sys.argv[1]).open(encoding="utf-8") as lines:
    for line in lines:
        readers = json.loads(line)
        both = [pair for pair in zip(readers[0], readers[1], strict=True) if None not in pair]
        kappa = float(cohen_kappa_score(*zip(*both, strict=True))) if both else None
        data = np.array([[np.nan if a is None else a for a in reader] for reader in readers], dtype=float)
        try:
            alpha = float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))
        except ValueError:
            alpha = None
        print(json.dumps([kappa, alpha]))
