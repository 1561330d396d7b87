x = (1,
# c

   2)
class A:
    def f(self):
        pass



    x = 1
if 1: a; b
