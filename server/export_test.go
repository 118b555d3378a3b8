package server

// Paths lists the addresses that the router knows and that answer with data.
func (s *Server) Paths() []string {
	var out []string
	for _, r := range s.routes() {
		if !r.page {
			out = append(out, r.path)
		}
	}
	return out
}
