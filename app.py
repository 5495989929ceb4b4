"""The dashboard's entry: page config and navigation, nothing else."""

from timeline.dashboard.pages import run

run()
