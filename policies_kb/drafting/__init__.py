"""From the text of a notice to a draft of its record. A person reviews it before anything of it is answered."""
