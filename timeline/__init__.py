"""Timeline turns news articles into a chronology people can filter, check and show."""

__version__ = "0.1.0"
__all__ = ["__version__"]
