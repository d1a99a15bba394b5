"""The preserved copy of a source: page pictures of a PDF, a captured page, an image, its hash and custody."""
