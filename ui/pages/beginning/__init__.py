"""The first page of all: a workspace is begun, or another one opened."""
