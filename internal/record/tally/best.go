package tally

// Best is the figure that most give; of those that as many give, the largest, since
// counts of one event rise. Zero when none is given.
func Best(given []float64) float64 {
	count := map[float64]int{}
	for _, v := range given {
		count[v]++
	}
	best := 0.0
	for v, n := range count {
		if n > count[best] || n == count[best] && v > best {
			best = v
		}
	}
	return best
}
