"""Pages about what was measured: tables and charts in one HTML file that opens without a network.

`page` is the file, `charts` what is drawn in it (`drawing` makes SVG of it), `history` the figures of earlier runs,
`measured` the page of a benchmark. What is told of one kind of measure stands with that measure.
"""
