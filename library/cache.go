package library

import (
	"container/list"
	"sync"

	"golang.org/x/sync/singleflight"

	"github.com/clausebook/clausebook/corpus"
)

// A cache keeps the agreements that were asked for last. Keys are the sums of
// the stored forms, so that nothing in it can be stale.
type cache struct {
	limit int // bytes of text

	loading singleflight.Group
	mu      sync.Mutex
	bytes   int
	recent  list.List // of cached, most recent first
	byKey   map[string]*list.Element
}

type cached struct {
	key string
	a   *corpus.Agreement
}

func newCache(limit int) *cache {
	return &cache{limit: limit, byKey: map[string]*list.Element{}}
}

// get is the agreement under key, loaded if need be, once however many ask.
func (c *cache) get(key string, load func() (*corpus.Agreement, error)) (*corpus.Agreement, error) {
	c.mu.Lock()
	if e, ok := c.byKey[key]; ok {
		c.recent.MoveToFront(e)
		c.mu.Unlock()
		return e.Value.(cached).a, nil
	}
	c.mu.Unlock()
	a, err, _ := c.loading.Do(key, func() (any, error) {
		a, err := load()
		if err == nil {
			c.add(key, a)
		}
		return a, err
	})
	if err != nil {
		return nil, err
	}
	return a.(*corpus.Agreement), nil
}

func (c *cache) add(key string, a *corpus.Agreement) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok {
		return
	}
	c.byKey[key] = c.recent.PushFront(cached{key, a})
	c.bytes += len(a.Text)
	for c.bytes > c.limit && c.recent.Len() > 1 {
		old := c.recent.Remove(c.recent.Back()).(cached)
		delete(c.byKey, old.key)
		c.bytes -= len(old.a.Text)
	}
}
