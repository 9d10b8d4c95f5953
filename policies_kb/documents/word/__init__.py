"""Read Word files (.docx): paragraphs with their automatic numbers, tables, and what Word shows or hides.

The rules of numbering are those of ECMA-376 part 1, 17.9. Where it leaves a case open, what Word and its followers
agree on counts; where they differ, the file is refused with the paragraph.
"""
