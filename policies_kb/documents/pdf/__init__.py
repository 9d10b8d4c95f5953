"""Read PDF files that have text: printed lines become paragraphs again, page furniture goes, tables become rows."""
