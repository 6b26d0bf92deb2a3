"""cpdsite as people install it."""
