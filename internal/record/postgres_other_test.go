//go:build !unix

package record_test

import "testing"

func postgresRecord(t *testing.T) string {
	t.Skip("PostgreSQL is tested on a Unix socket")
	return ""
}
