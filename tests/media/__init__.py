"""Tests of the images and documents that are published."""
