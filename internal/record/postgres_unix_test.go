//go:build unix

package record_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// server is a PostgreSQL server of the tests' own, on a Unix socket, started
// with the first test that needs it.
var server struct {
	once   sync.Once
	folder string
	why    string // why there is none
	stop   func()
	made   atomic.Int64
}

func TestMain(m *testing.M) {
	status := m.Run()
	if server.stop != nil {
		server.stop()
	}
	os.Exit(status)
}

// postgresRecord is the address of a new, empty database.
func postgresRecord(t *testing.T) string {
	t.Helper()
	server.once.Do(func() { server.why = startServer() })
	if server.why != "" {
		t.Skip(server.why)
	}
	name := fmt.Sprintf("record%d", server.made.Add(1))
	db, err := sql.Open("pgx", address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	return address(name)
}

func address(database string) string {
	return "postgres://postgres@/" + database + "?host=" + server.folder
}

// programs is the folder of Debian's package, or wherever PATH leads.
func programs() string {
	if all, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb"); len(all) > 0 {
		return filepath.Dir(all[len(all)-1])
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path)
	}
	return ""
}

func startServer() (why string) {
	bin := programs()
	if bin == "" {
		return "PostgreSQL is not installed (Debian's package postgresql)"
	}
	folder, err := os.MkdirTemp("", "pg") // short: the path of a socket has 107 bytes
	if err != nil {
		return err.Error()
	}
	as := &syscall.SysProcAttr{}
	if os.Getuid() == 0 { // the server refuses to run as root
		u, err := user.Lookup("postgres")
		if err != nil {
			u, err = user.Lookup("nobody")
		}
		if err != nil {
			return "PostgreSQL does not run as root, and there is no user postgres or nobody"
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(folder, uid, gid); err != nil {
			return err.Error()
		}
	}
	data := filepath.Join(folder, "data")
	run := func(name string, args ...string) *exec.Cmd {
		c := exec.Command(filepath.Join(bin, name), args...)
		c.SysProcAttr, c.Dir = as, folder
		return c
	}
	// Its language sorts signs before digits and capitals among small letters, as
	// many do, and SQLite does not.
	if out, err := run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--locale-provider=icu", "--icu-locale=en", "--no-sync").CombinedOutput(); err != nil {
		return fmt.Sprintf("initdb: %v: %s", err, out)
	}
	c := run("postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=50", "-c", "jit=off", "-c", "autovacuum=off", "-c", "synchronous_commit=off")
	if err := c.Start(); err != nil {
		return err.Error()
	}
	server.folder = folder
	server.stop = func() {
		_ = c.Process.Signal(syscall.SIGQUIT) // at once
		_ = c.Wait()
		_ = os.RemoveAll(folder)
	}
	db, err := sql.Open("pgx", address("postgres"))
	if err != nil {
		return err.Error()
	}
	defer db.Close()
	for range 100 {
		if err = db.PingContext(context.Background()); err == nil {
			return ""
		}
		time.Sleep(100 * time.Millisecond)
	}
	return "the PostgreSQL server does not answer: " + err.Error()
}
