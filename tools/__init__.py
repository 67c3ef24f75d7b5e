"""Tools that make what is committed but not written by hand; none of them is needed to run Namro."""
