"""Files that are published: images made again without metadata, and what PDF files say."""
