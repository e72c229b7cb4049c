"""What a record is: the codebook, its kinds of value, the coding sheet, the rules and the article."""
