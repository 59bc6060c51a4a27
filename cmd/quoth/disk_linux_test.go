package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// On a full disk nothing is lost that was reported, and once there is room the
// same command goes on.
func TestFullDisk(t *testing.T) {
	for _, test := range []struct {
		name        string
		before, all int // articles in the record, and those to be added
		room        int // bytes that are left
	}{
		{"no room for a record", 0, 20, 8 << 10},
		{"no room for its tables", 0, 20, 80 << 10},
		{"no room for articles", 0, 40, 500 << 10},
		{"no room for more articles", 40, 80, 200 << 10},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			if err := syscall.Mount("quoth-test", folder, "tmpfs", 0, fmt.Sprint("size=", 30<<20)); err != nil {
				t.Skipf("only root may mount a small disk (%v)", err)
			}
			t.Cleanup(func() { _ = syscall.Unmount(folder, syscall.MNT_DETACH) })
			place, told := filepath.Join(folder, "record.db"), map[string]toldLine{}
			imports := func(n int) (bool, string) {
				return finish(t.Context(), t, told, "import", inventedFile(t, n, 3), "--format", "jsonl", "--record", place)
			}
			if test.before > 0 {
				if done, complaint := imports(test.before); !done {
					t.Fatal(complaint)
				}
			}
			resize(t, folder, used(t, folder)+test.room)
			done, complaint := imports(test.all)
			if done || !strings.Contains(complaint, "full") || !strings.Contains(complaint, place) {
				t.Errorf("says %q", complaint)
			}
			if len(told) != test.before {
				t.Errorf("%d articles are reported, %d were before", len(told), test.before)
			}
			resize(t, folder, 30<<20)
			verify(t, place, told)
			if done, complaint = imports(test.all); !done {
				t.Errorf("with room again: %s", complaint)
			}
			if n := verify(t, place, told); n != test.all {
				t.Errorf("%d articles", n)
			}
		})
	}
}

func resize(t *testing.T, folder string, size int) {
	t.Helper()
	if err := syscall.Mount("quoth-test", folder, "tmpfs", syscall.MS_REMOUNT, fmt.Sprint("size=", size)); err != nil {
		t.Fatal(err)
	}
}

// used is how many bytes of the disk are taken.
func used(t *testing.T, folder string) int {
	t.Helper()
	var disk syscall.Statfs_t
	if err := syscall.Statfs(folder, &disk); err != nil {
		t.Fatal(err)
	}
	return int(disk.Blocks-disk.Bfree) * int(disk.Bsize)
}
