"""The reading edition, the seminar edition, and the class results, generated from the lessons."""
