"""Home visits, groups, collection and parcels."""
