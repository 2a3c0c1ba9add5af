module imports

go 1.21
