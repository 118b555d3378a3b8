package server

import (
	"errors"
	"fmt"

	"github.com/gin-gonic/gin"
)

type health struct {
	Status  string `json:"status"`
	Version string `json:"version"`
}

// health says that the process answers.
func (s *Server) health(c *gin.Context) error {
	if err := readParams(c).err(); err != nil {
		return err
	}
	return s.sendJSON(c, health{"ok", s.Version})
}

// ready says that questions can be answered: library and index are open.
func (s *Server) ready(c *gin.Context) error {
	if err := readParams(c).err(); err != nil {
		return err
	}
	if err := s.Ready(c.Request.Context()); err != nil {
		if !errors.Is(err, ErrNotReady) {
			err = fmt.Errorf("%w: %w", ErrNotReady, err)
		}
		return err
	}
	return s.sendJSON(c, health{"ready", s.Version})
}
