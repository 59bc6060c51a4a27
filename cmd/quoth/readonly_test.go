//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Reading needs no right to write, and writing says that it does.
func TestReadOnly(t *testing.T) {
	input := filepath.Join(t.TempDir(), "articles.jsonl")
	writeInvented(t, input, 5)
	for name, modes := range map[string]struct{ file, folder os.FileMode }{
		"file":   {0o444, 0o755},
		"folder": {0o644, 0o555},
		"both":   {0o444, 0o555},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			place := filepath.Join(folder, "record.db")
			if out, err := exec.Command("quoth", "import", "--record", place, input).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			before, err := os.ReadFile(place)
			if err != nil {
				t.Fatal(err)
			}
			for path, mode := range map[string]os.FileMode{place: modes.file, folder: modes.folder, filepath.Dir(folder): 0o755} {
				if err := os.Chmod(path, mode); err != nil {
					t.Fatal(err)
				}
			}
			t.Cleanup(func() { _ = os.Chmod(folder, 0o755) })
			for _, test := range []struct {
				args []string
				says string
			}{
				{[]string{"search", "the"}, "· said"},
				{[]string{"stats"}, "articles "},
				{[]string{"check"}, "Nothing is wrong."},
				{[]string{"export"}, `{"id":`},
				{[]string{"import", "-"}, "record " + place + ": may not be written; make sure that you may write the file and its folder"},
				{[]string{"add", "-"}, "record " + place + ": may not be written"},
				{[]string{"backup", filepath.Join(folder, "copy.db")}, filepath.Join(folder, "copy.db") + ": cannot be opened; make sure"},
			} {
				if test.args[0] == "backup" && modes.folder != 0o555 {
					continue
				}
				command := unprivileged(t, append(test.args, "--record", place)...)
				command.Stdin = strings.NewReader("It will rain, the ferryman said.")
				if out, _ := command.CombinedOutput(); !strings.Contains(string(out), test.says) {
					t.Errorf("%v says %s", test.args, out)
				}
			}
			if after, err := os.ReadFile(place); err != nil || !bytes.Equal(before, after) {
				t.Errorf("the record was changed, or %v", err)
			}
		})
	}
}

// unprivileged is a command of somebody to whom rights apply, as they do not
// to root.
func unprivileged(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	command := exec.Command("quoth", args...)
	if os.Getuid() != 0 {
		return command
	}
	if _, err := os.Stat("/proc/self/exe"); err != nil {
		t.Skip("root may write everything")
	}
	command.Path = "/proc/self/exe" // others cannot reach the program by its path
	command.Dir = "/"
	const nobody = 65534
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	return command
}
