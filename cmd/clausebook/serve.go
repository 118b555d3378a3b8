package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/corpus"
	"github.com/clausebook/clausebook/corpus/topics"
	"github.com/clausebook/clausebook/eval"
	"github.com/clausebook/clausebook/library"
	"github.com/clausebook/clausebook/server"
)

// drainTime is how long answers under way may take once the server is told to
// stop.
const drainTime = 10 * time.Second

// freshEvery is how often the server looks whether the library has changed:
// users of "clausebook ingest" wait no longer than that and the time to index.
const freshEvery = 400 * time.Millisecond

func (a *app) serveCommand() *cobra.Command {
	var listen string
	var flags readingFlags
	var allow bool
	cmd := a.withLibrary(&cobra.Command{
		Use:   "serve",
		Short: "Answer over HTTP: pages for people, JSON for programs",
		Long: `Serves the library over HTTP. An empty library is filled with the documents
that come with clausebook. /readyz says when questions can be answered; JSON is
under /api/v1, described at /api/v1/openapi.json. Other commands may use the
library meanwhile; what they ingest is shown within seconds.

Documents can be handed in on the pages while the server only listens on this
computer. Beyond it --allow-uploads must say so: whoever reaches the server could
then add documents. --allow-uploads=false switches it off everywhere.

--timeout bounds the start: reading, indexing, listening.`,
		Example: `  clausebook serve
  clausebook serve --library ./data --listen 0.0.0.0:80`,
		Args: cobra.NoArgs,
	})
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	cmd.Flags().BoolVar(&allow, "allow-uploads", false, "take documents over HTTP (default: if the server only listens on this computer)")
	flags.limits(cmd)
	cmd.RunE = a.does(func(ctx context.Context, _ []string) error {
		if err := flags.validate(1); err != nil {
			return err
		}
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", listen)
		if err != nil {
			return fmt.Errorf("serve: %w", err)
		}
		u := uploadRules{loopback: onlyHere(listener.Addr())}
		u.take = u.loopback
		if cmd.Flags().Changed("allow-uploads") {
			u.take = allow
		}
		if cmd.Flags().Changed("max-bytes") {
			u.most = flags.maxBytes
		}
		return a.serve(cmd.Context(), ctx, listener, flags, u)
	})
	return cmd
}

// uploadRules says which documents the server takes.
type uploadRules struct {
	take, loopback bool
	most           int64 // bytes; 0: the server's default
}

// onlyHere reports whether addr can be reached from this computer alone.
func onlyHere(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// serve answers until ctx ends. It has until start ends to become ready. It
// closes the listener.
func (a *app) serve(ctx, start context.Context, listener net.Listener, flags readingFlags, uploads uploadRules) error {
	defer listener.Close() //nolint:errcheck // the server closes it first, where it came to serve
	log := slog.New(slog.NewTextHandler(a.stderr, nil))
	all, err := topics.All()
	if err != nil {
		return err
	}
	s := &service{}
	defer func() { s.close(context.WithoutCancel(ctx), log) }()
	config := server.Config{Library: s, Searcher: s, Comparer: s, Differ: s, Painter: newPainter(s, log), LoopbackOnly: uploads.loopback, MaxUpload: uploads.most,
		Measurer: newMeasurer(ctx, func(ctx context.Context) (*eval.Report, error) { return a.measure(ctx, "") }),
		Topics:   all, Ready: s.ready, Logger: log, Version: version()}
	if uploads.take {
		config.Ingester = newUploader(s, newKeeper(flags))
	}
	srv, err := server.New(config)
	if err != nil {
		return err
	}
	// Answers under way outlive the signal to stop; Shutdown waits for them.
	web := srv.HTTPServer(context.WithoutCancel(ctx), listener.Addr().String())
	failed := make(chan error, 1)
	go func() {
		if err := web.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			failed <- fmt.Errorf("serve: %w", err)
		}
	}()
	fmt.Fprintf(a.stderr, "clausebook: serving on http://%s\n", listener.Addr())

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		if err := a.prepare(start, s, all); err != nil {
			failed <- err
			return
		}
		fmt.Fprintln(a.stderr, "clausebook: ready")
		s.keepFresh(ctx, log)
	}()
	select {
	case <-ctx.Done():
		err = nil // told to stop: that is success
	case err = <-failed:
		if ctx.Err() != nil && errors.Is(err, context.Canceled) {
			err = nil
		}
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	if shut := web.Shutdown(drain); shut != nil {
		log.WarnContext(drain, "some answers were cut off", "err", shut)
		_ = web.Close()
	}
	return err
}

// prepare fills and opens the library and its index, and lets s answer.
func (a *app) prepare(ctx context.Context, s *service, all []corpus.Topic) error {
	lib, err := a.openLibrary(ctx, false)
	if err != nil {
		return err
	}
	if err := a.fill(ctx, lib); err != nil {
		return err
	}
	ix, err := a.openIndex(ctx, lib)
	if err != nil {
		return err
	}
	s.open(lib, ix, newComparer(lib, ix, all))
	return nil
}

// fill puts the shipped documents into an empty library.
func (a *app) fill(ctx context.Context, lib *library.Library) error {
	entries, err := lib.List(ctx)
	if err != nil || len(entries) > 0 {
		return err
	}
	files, err := shipped()
	if err != nil {
		return err
	}
	return a.ingestFiles(ctx, lib, files, newKeeper(readingFlags{}), false, func(_ *corpus.Agreement, err error) error {
		return err // the shipped documents must be readable
	})
}
