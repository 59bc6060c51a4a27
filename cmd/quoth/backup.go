package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"quoth/internal/tell"
)

func newBackup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the record, as it is at one moment, to a new file",
		Long: `Copies all of the record to FILE, as it is at one moment, while others may go on
reading it and adding to it. The copy is itself a record: quoth --record FILE
answers from it. FILE must not exist yet.`,
		Example: `  quoth backup record-2026-02-16.db
  quoth search ferry --record record-2026-02-16.db`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			record, err := openRecord(cmd.Context())
			if err != nil {
				return err
			}
			defer record.Close()
			if err := record.Backup(cmd.Context(), args[0]); err != nil {
				return failed(err)
			}
			size := ""
			if info, err := os.Stat(args[0]); err == nil {
				size = ", " + byteSize(info.Size())
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "copied to %s%s\n", tell.Line(args[0]), size)
			return failed(err)
		},
	}
}
