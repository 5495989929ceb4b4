"""The dashboard: what a reader sees and does, page by page.

Pure, and free of Streamlit: `state` (the view and its form in the address), `filters` (which events it shows,
and counts), `words` and `dates` (the filter and the dates said), `strings` (every sentence, by language),
`safe` (untrusted text made fit to show). With Streamlit: `pages` (what stands round each page), `session`
(the reader's view), `collection` (the store behind it), `page_timeline`, `page_articles`, `page_about`, and
their parts: `filter_panel`, `overview`, `card`, `summary`, `listing`, `downloads`, `adding`, `empty`,
`style`, `components`.
"""
