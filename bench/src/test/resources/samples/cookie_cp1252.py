#!/x
# vim: set fileencoding=cp1252 :
x = "€"; z
