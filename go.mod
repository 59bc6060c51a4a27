module quoth

go 1.26
