package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// A tooLarge body is longer than so many bytes.
type tooLarge int64

func (limit tooLarge) Error() string {
	return fmt.Sprintf("the page is larger than %d MB", max(1, int64(limit)>>20))
}

// page reads a response whole: no more than the limit, on the wire and
// unpacked, no slower than allowed, and all that was announced. Of what is no
// page or feed little is read.
func (c *Client) page(ctx context.Context, stop context.CancelCauseFunc, resp *http.Response) ([]byte, error) {
	limit := c.o.MaxBytes
	if resp.ContentLength > limit {
		return nil, tooLarge(limit)
	}
	var out bytes.Buffer
	err := c.unpacked(stop, resp, func(b *bufio.Reader) error {
		head, err := b.Peek(512)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if err := readable(resp.Header.Get("Content-Type"), head); err != nil {
			return err
		}
		n, err := out.ReadFrom(io.LimitReader(b, limit+1))
		if err == nil && n > limit {
			err = tooLarge(limit)
		}
		return err
	})
	if err != nil {
		return nil, bodyError(ctx, err)
	}
	return out.Bytes(), nil
}

// beginning reads the first bytes of a response, as page does.
func (c *Client) beginning(ctx context.Context, stop context.CancelCauseFunc, resp *http.Response, limit int64) ([]byte, error) {
	var out bytes.Buffer
	err := c.unpacked(stop, resp, func(b *bufio.Reader) error {
		_, err := out.ReadFrom(io.LimitReader(b, limit))
		return err
	})
	if err != nil {
		return nil, bodyError(ctx, err)
	}
	return out.Bytes(), nil
}

// unpacked has a body read without its compression, and watches over it.
func (c *Client) unpacked(stop context.CancelCauseFunc, resp *http.Response, read func(*bufio.Reader) error) error {
	wire := &meter{r: resp.Body, left: c.o.MaxBytes, full: tooLarge(c.o.MaxBytes)}
	defer c.watch(wire, stop)()
	switch encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
		return read(bufio.NewReader(wire))
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(wire)
		if err != nil {
			return err
		}
		return read(bufio.NewReader(z))
	default:
		return fmt.Errorf("the server packed the page as %.40q, which was not asked for", encoding)
	}
}

func bodyError(ctx context.Context, err error) error {
	var corrupt flate.CorruptInputError
	var broken net.Error
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the page breaks off: it is shorter than the server announced; try again")
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, &corrupt):
		return fmt.Errorf("the page arrived damaged: %w; try again", err)
	case errors.As(err, &broken):
		return fmt.Errorf("the connection broke off: %w; try again", err)
	}
	return err
}

// A meter counts what comes over the wire, and ends it when that is too much.
type meter struct {
	r    io.Reader
	read atomic.Int64
	left int64
	full error
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.read.Add(int64(n))
	if m.left -= int64(n); m.left < 0 {
		return 0, m.full
	}
	return n, err
}

// watch stops a transfer that brings less than MinRate over a span of Patience.
func (c *Client) watch(m *meter, stop context.CancelCauseFunc) (end func()) {
	done := make(chan struct{})
	go func() {
		tick := time.NewTicker(c.o.Patience)
		defer tick.Stop()
		least := int64(float64(c.o.MinRate) * c.o.Patience.Seconds())
		for before := int64(0); ; {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			now := m.read.Load()
			if now-before < least {
				stop(fmt.Errorf("gave up: the server sent only %d bytes in %v", now-before, c.o.Patience))
				return
			}
			before = now
		}
	}()
	return func() { close(done) }
}
