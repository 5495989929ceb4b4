"""The dashboard's entry: page config and navigation, nothing else."""
