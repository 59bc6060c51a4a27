package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/internal/serve"
)

type serveCommand struct {
	address string
	quiet   bool
}

func newServe() *cobra.Command {
	x := &serveCommand{}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the record as web pages",
		Long: `Shows the record as pages that a browser on this machine can read: search,
statements beside their variants, speakers, articles, comparisons. Ctrl-C ends
it; requests that run then are answered first.

It listens on this machine alone, and answers for no other name than localhost
and loopback addresses, so that no page elsewhere can read the record through a
browser here.`,
		Example: `  quoth serve
  quoth serve --address 127.0.0.1:9000 --record news.db`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return failed(x.run(cmd.Context(), cmd.ErrOrStderr()))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&x.address, "address", "127.0.0.1:8080", "listen on this `address` of this machine; port 0 takes a free one")
	flags.BoolVarP(&x.quiet, "quiet", "q", false, "do not log requests")
	complete(cmd, "address", cobra.NoFileCompletions)
	return cmd
}

func (x *serveCommand) run(ctx context.Context, log io.Writer) error {
	if err := onThisMachine(x.address); err != nil {
		return err
	}
	record, err := openRecord(ctx)
	if err != nil {
		return err
	}
	defer record.Close()
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", x.address)
	if err != nil {
		return fmt.Errorf("cannot listen: %w; another program may, choose another --address", err)
	}
	return serveOn(ctx, l, record, log, x.quiet)
}

func serveOn(ctx context.Context, l net.Listener, record *quoth.Record, log io.Writer, quiet bool) error {
	fmt.Fprintf(log, "quoth: open http://%s/ in a browser; Ctrl-C ends it\n", l.Addr())
	o := serve.Options{}
	if !quiet {
		o.Log = slog.New(slog.NewTextHandler(log, nil))
	}
	return serve.Serve(ctx, l, serve.Handler(record, o))
}

// onThisMachine refuses addresses that others reach: there is no password yet.
func onThisMachine(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("--address %s: give host and port, such as 127.0.0.1:8080", address)
	}
	if ip, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return fmt.Errorf("--address %s: the pages have no password, so they are served on this machine alone: 127.0.0.1, [::1] or localhost", address)
	}
	return nil
}
