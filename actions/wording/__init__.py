"""Words for answers: the templates of domain.yml filled with what the knowledge base says.

A reply is made of small steps, one a file: ``statements`` (one notice on one topic), ``windows`` (how dates stand),
``sayings`` (what facts say), ``materials`` (the one list), ``body`` (all statements together), ``clarify`` and
``absent`` (asking back, nothing on file), ``once`` (nothing twice), ``sources``; ``composer`` puts them in order.
"""

from __future__ import annotations

from .composer import Composer
from .reply import Reply

__all__ = ["Composer", "Reply"]
