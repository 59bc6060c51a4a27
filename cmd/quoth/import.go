package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/news"
)

func newImport() *cobra.Command {
	x := &addReport{}
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Put articles that have their statements into the record",
		Long: `Reads JSON Lines as quoth export and quoth extract --format jsonl write them,
one article a line, also compressed by gzip, and keeps articles and statements in
the record as they are: nothing is read anew, unless an article has no statements.
"-" is standard input. The record is made where there is none. Who is who among the
speakers, and what stands in several articles, is worked out anew.

Articles that the record has already are passed over, as by quoth add. A faulty
line is named and the others are kept.`,
		Example: `  quoth import export.jsonl.gz
  quoth extract --format jsonl news/*.txt | quoth import -
  quoth import other.jsonl --record merged.db`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := onceStdin(args); err != nil {
				return err
			}
			return failed(runImport(cmd.Context(), x, args, cmd.OutOrStdout()))
		},
	}
	cmd.Flags().SortFlags = false
	x.addFlags(cmd)
	return cmd
}

func runImport(ctx context.Context, x *addReport, args []string, out io.Writer) (err error) {
	record, err := makeRecord(ctx)
	if err != nil {
		return err
	}
	defer closing(record, &err)
	names := inputNames(args)
	told := newAddProgress(x.quiet)
	// What is wrong with a line is told and not remembered: quoth add --retry
	// would read the file in another way.
	var faults []quoth.Addition
	lines := func(yield func(news.Article, error) bool) {
		for i, name := range names {
			told.input(i, len(names))
			for a, err := range importFile(ctx, name) {
				if err != nil {
					faults = append(faults, quoth.Addition{Name: readName(name), Outcome: quoth.Failed, Err: err})
				} else if !yield(a, nil) {
					return
				}
			}
		}
	}
	return x.report(ctx, func(yield func(quoth.Addition, error) bool) {
		for a, err := range record.Import(ctx, lines) {
			if !yield(a, err) {
				return
			}
		}
		for _, f := range faults {
			if !yield(f, nil) {
				return
			}
		}
	}, told, out)
}

// importFile reads the articles of a file. Its errors do not name it.
func importFile(ctx context.Context, name string) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		r, err := openInput(ctx, name)
		if err != nil {
			yield(news.Article{}, err)
			return
		}
		defer r.Close()
		for a, err := range articleLines(r) {
			if !yield(a, err) {
				return
			}
		}
	}
}

// maxArticleLine bounds a line, in bytes: the largest text that quoth reads,
// with more about it than there ever is.
const maxArticleLine = 256 << 20

// articleLines reads articles with their statements, one a line. A faulty line
// is an error, and the next one is read; a line that is too long, gzip that is
// broken, and a file of another format end it.
func articleLines(r io.Reader) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		if head, _ := in.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
			z, err := gzip.NewReader(in)
			if err != nil {
				yield(news.Article{}, fmt.Errorf("%w; get the file again", err))
				return
			}
			in = bufio.NewReaderSize(z, 64<<10)
		}
		if head, _ := in.Peek(64 << 10); otherFormat(head) {
			yield(news.Article{}, errors.New("is no JSON Lines: it does not begin with a JSON object; quoth export --format jsonl writes what quoth import reads"))
			return
		}
		for n := 1; ; n++ {
			line, err := readLine(in)
			if err != nil && !errors.Is(err, io.EOF) {
				yield(news.Article{}, fmt.Errorf("line %d: %w", n, err))
				return
			}
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			if line = bytes.TrimSpace(line); len(line) > 0 {
				a, err := readArticle(line)
				if err != nil {
					err = fmt.Errorf("line %d: %w", n, err)
				}
				if !yield(a, err) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

// otherFormat reports whether a file that begins so is something else than JSON
// Lines, such as CSV: each of its lines would be an error.
func otherFormat(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	return len(head) > 0 && head[0] != '{'
}

func readArticle(line []byte) (news.Article, error) {
	var a news.Article
	err := json.Unmarshal(line, &a)
	if typ := (*json.UnmarshalTypeError)(nil); errors.As(err, &typ) {
		return news.Article{}, fmt.Errorf("is no article as quoth writes them: %s cannot be a %s", cmp.Or(typ.Field, "a line"), typ.Value)
	}
	if err != nil {
		return news.Article{}, fmt.Errorf("is no article as quoth writes them: %w", err)
	}
	if a.ID == "" && a.URL == "" {
		return news.Article{}, errors.New(`the article has neither "id" nor "url"; quoth add takes such lines`)
	}
	return a, nil
}

// readLine reads up to the next line end. At the end of the input the rest and
// io.EOF come together.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > maxArticleLine {
			return nil, fmt.Errorf("is longer than %d MB", maxArticleLine>>20)
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}
