"""Notices in the making: an editor uploads one, the program drafts it, people review it, a second person releases it.

`store` keeps each as a manuscript (稿件) with its history; `work` is what runs in a process of its own (reading and
drafting, the gate, a release); the other modules are the pages. What a review is, `policies_kb.reviewing` says.
"""
