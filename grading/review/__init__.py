"""The review sample: who is chosen, who reviews what, independent scores, and how far the reviewers agree."""
