"""Where the draw's chance comes from: a public beacon, named witnesses, or this process itself."""
