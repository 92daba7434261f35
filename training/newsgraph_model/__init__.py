"""Training of the network that tags, parses and finds names: see ../README.md."""
