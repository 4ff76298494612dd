"""Building: messages put into a document, its rows sorted, the files of every locale written."""
