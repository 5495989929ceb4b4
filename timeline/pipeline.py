"""From an article to its events: the whole flow, pure. Same article, same rows; no clock, no network."""
