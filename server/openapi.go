package server

import (
	_ "embed" // for openapi.json

	"github.com/gin-gonic/gin"
)

// openAPIDocument describes every route that answers with data. It is written
// by hand; tests hold it to the routes, to the public forms and to each answer.
//
//go:embed openapi.json
var openAPIDocument string

func (s *Server) openAPI(c *gin.Context) error {
	if err := readParams(c).err(); err != nil {
		return err
	}
	s.send(c, "application/json", []byte(openAPIDocument), []byte(openAPIDocument))
	return nil
}
