   
	# comment

