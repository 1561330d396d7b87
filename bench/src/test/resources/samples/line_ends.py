# form feed, CRLF, lone CR, tabs
def f():
	if a:
	    b = """x
yz"""
	
c = 1d = 2
e = \
  3
if x:	pass
g = "a\
b" f"""{h}
"""