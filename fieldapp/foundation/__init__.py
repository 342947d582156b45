"""What every room stands on: errors, clock, ids, files, paths, assets, words, settings."""
