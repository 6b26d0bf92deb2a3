"""What exports are made of, and what readers of each format find in them."""
