"""The verified dataset as a release."""
