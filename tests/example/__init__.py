"""The example portfolio, built, followed, seen in a browser and printed."""
