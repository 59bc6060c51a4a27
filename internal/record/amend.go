package record

import (
	"cmp"
	"context"

	"quoth/internal/record/store"
	"quoth/news"
)

// amendedBy reports whether an article says more of its latest text, or
// something else, than the record has: another title, outlet or date.
func (a *articleRow) amendedBy(ctx context.Context, q store.Queryer, by *news.Article) (bool, error) {
	if a.hash != hashOf(by.Text) {
		return false, nil
	}
	var is news.Article
	err := q.QueryRow(ctx, `SELECT title, outlet, published FROM version WHERE id = $1`, a.version).Scan(&is.Title, &is.Outlet, &is.Published)
	return cmp.Or(by.Title, is.Title) != is.Title || cmp.Or(by.Outlet, is.Outlet) != is.Outlet || cmp.Or(by.Published, is.Published) != is.Published, err
}

// amend takes over what an article says of its latest text. What it leaves open
// stays. The statements come with it, read anew: the words for their days, and
// with these their places in the record, are understood by the article's date.
// Those that were imported are kept, since no model here has read them. It
// returns how many statements these are.
func (w *writer) amend(row *articleRow, a news.Article, model string) (int, error) {
	kept, err := w.reading(row)
	if err != nil {
		return 0, err
	}
	var by string
	if err := w.tx.QueryRow(w.ctx, `SELECT model, title, outlet, published FROM version WHERE id = $1`, row.version).Scan(&by, &kept.Title, &kept.Outlet, &kept.Published); err != nil {
		return 0, err
	}
	title, outlet, published := cmp.Or(a.Title, kept.Title), cmp.Or(a.Outlet, kept.Outlet), cmp.Or(a.Published, kept.Published)
	if by == imported {
		a, model = kept, imported
	}
	a.Title, a.Outlet, a.Published = title, outlet, published
	if _, err := w.tx.Exec(w.ctx, `UPDATE version SET title = $2, outlet = $3, published = $4 WHERE id = $1`, row.version, title, outlet, published); err != nil {
		return 0, err
	}
	if _, err := w.tx.Exec(w.ctx, `UPDATE article SET outlet = $2 WHERE id = $1`, row.id, outlet); err != nil {
		return 0, err
	}
	return len(a.Statements), w.reread(row, a, model)
}
