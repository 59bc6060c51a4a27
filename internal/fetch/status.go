package fetch

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A StatusError is an answer other than the page.
type StatusError struct {
	Status int
	// RetryAfter is how long the server asks to wait; 0 where it does not say.
	RetryAfter time.Duration
}

func (e *StatusError) Error() string {
	text := strings.TrimSpace(fmt.Sprint(e.Status, " ", http.StatusText(e.Status)))
	switch {
	case e.RetryAfter > 0:
		return fmt.Sprintf("the server answers %s: try again in %v", text, e.RetryAfter.Round(time.Second))
	case e.Temporary():
		return "the server answers " + text + ": try again later"
	case e.Status == http.StatusNotFound || e.Status == http.StatusGone:
		return "the server answers " + text + ": check the address"
	case e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden || e.Status == http.StatusPaymentRequired:
		return "the server answers " + text + ": it does not give the page to programs; save it from a browser"
	}
	return "the server answers " + text
}

// Temporary says that the same request may succeed later.
func (e *StatusError) Temporary() bool {
	return e.Status == http.StatusTooManyRequests || e.Status == http.StatusRequestTimeout || e.Status >= 500 && e.Status != http.StatusNotImplemented
}

const maxRetryAfter = 7 * 24 * time.Hour

func statusError(resp *http.Response, now time.Time) *StatusError {
	return &StatusError{Status: resp.StatusCode, RetryAfter: retryAfter(resp.Header.Get("Retry-After"), now)}
}

// retryAfter reads the header of that name: seconds, or a date.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, maxRetryAfter)
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, min(at.Sub(now), maxRetryAfter))
	}
	return 0
}
