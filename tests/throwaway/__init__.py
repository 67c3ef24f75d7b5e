"""The data folder and database server that live as long as one test run."""
