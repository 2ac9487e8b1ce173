"""The review package: what a desk hands to other desks, as a BagIt bag in a folder or a zip."""
