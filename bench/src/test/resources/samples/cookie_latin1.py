# -*- coding: latin-1 -*-
x = "éÿ"; y = b"a"; z
