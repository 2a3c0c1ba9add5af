module md5page

go 1.24
