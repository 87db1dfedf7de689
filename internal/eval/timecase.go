package eval

func timeCase(line []byte) (bool, error) { return false, nil }
