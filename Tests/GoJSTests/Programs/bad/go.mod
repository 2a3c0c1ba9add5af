module bad

go 1.21
