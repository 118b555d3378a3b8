package web

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 12345: "12,345", 1234567: "1,234,567", -1000: "-1,000"} {
		assert.Equal(t, want, number(n))
	}
}

func TestPercent(t *testing.T) {
	for share, want := range map[float64]string{0: "0 %", 0.001: "1 %", 0.5: "50 %", 0.994: "99 %", 0.9999: "99 %", 1: "100 %"} {
		assert.Equal(t, want, percent(share), "%v", share)
	}
}

func TestCount(t *testing.T) {
	assert.Equal(t, "1 doubt", count(1, "doubt", "doubts"))
	assert.Equal(t, "0 doubts", count(0, "doubt", "doubts"))
	assert.Equal(t, "2,000 doubts", count(2000, "doubt", "doubts"))
}
