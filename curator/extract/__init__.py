"""Article to coding sheet: pure functions, no input or output."""
